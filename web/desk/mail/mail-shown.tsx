import type { MailShown as MailShownData } from '#contract/mail'
import { useQuery } from '@tanstack/react-query'
import ImageIcon from 'lucide-react/icons/image'
import { useState } from 'react'
import { mailShownQuery } from '../api/mail.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

const isShort = ({ characters }: MailShownData, picturesShown: boolean) => characters < 400 && !picturesShown

/** A mail as it came: in a frame that can run nothing and reach nothing; its pictures only when somebody asks for them. */
export const MailShown = ({ id }: { id: string }) => {
  const { t } = useWords()
  const { data } = useQuery(mailShownQuery(id))
  const [pictures, setPictures] = useState(false)
  if (!data) return null
  const address = `/desk/mails/${id}/shown${pictures ? '?pictures=1' : ''}`
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
      {data.readable && <iframe className={isShort(data, pictures) ? 'mail-frame mail-frame-short' : 'mail-frame'} title={t('mail.frame', { subject: data.subject })} sandbox={data.links ? 'allow-popups allow-popups-to-escape-sandbox' : ''} referrerPolicy="no-referrer" src={address} />}
      {data.readable && !data.links && <p className="hint">{t('mail.noLinks')}</p>}
      {data.cleared && <p className="hint">{t('mail.cleared')}</p>}
      {!data.readable && !data.cleared && <p className="hint">{t('mail.notShown')}</p>}
      <p className="mail-acts">
        {data.readable && (
          <a href={address} target="_blank" rel="noopener">
            {t('mail.window')}
          </a>
        )}
        {!data.cleared && (
          <a href={`/desk/mails/${id}/original`} download>
            {t('mail.original')}
          </a>
        )}
      </p>
    </div>
  )
}
