import { useQuery } from '@tanstack/react-query'
import ImageIcon from 'lucide-react/icons/image'
import { useState } from 'react'
import { mailShownQuery } from '../api/mail.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

/** A mail as it came: in a frame that can run nothing and reach nothing; its pictures only when somebody asks for them. */
export const MailShown = ({ id }: { id: string }) => {
  const { t } = useWords()
  const { data } = useQuery(mailShownQuery(id))
  const [pictures, setPictures] = useState(false)
  if (!data) return null
  return (
    <div className="mail-shown">
      <p className="hint">
        <bdi>{data.subject}</bdi> · <bdi>{data.from}</bdi> → <bdi>{data.to}</bdi>
      </p>
      {data.pictures > 0 && !pictures && (
        <p className="mail-pictures">
          <span>{t('mail.pictures', { n: data.pictures })}</span>
          <Button icon={ImageIcon} onPress={() => setPictures(true)}>
            {t('mail.showPictures')}
          </Button>
        </p>
      )}
      {data.readable && <iframe className="mail-frame" title={t('mail.frame', { subject: data.subject })} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerPolicy="no-referrer" src={`/desk/mails/${id}/shown${pictures ? '?pictures=1' : ''}`} />}
      {data.hasHtml && !data.readable && <p className="hint">{t('mail.notShown')}</p>}
      <a href={`/desk/mails/${id}/original`} download>
        {t('mail.original')}
      </a>
    </div>
  )
}
