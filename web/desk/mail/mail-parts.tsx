import type { Entry } from '#contract/conversations'
import { EntryMail } from '#contract/mail'
import MailIcon from 'lucide-react/icons/mail'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useState } from 'react'
import { pathOf } from '../address.ts'
import { useAcceptMail } from '../api/mail.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { MailShown } from './mail-shown.tsx'

type MailPartsProps = { entry: Entry; conversationId: string; accepted: boolean }

/** What staff should know of words that came by mail, and what can be done with them; nothing for other words. */
export const MailParts = ({ entry, conversationId, accepted }: MailPartsProps) => {
  const { t, list } = useMailWords()
  const [open, setOpen] = useState(false)
  const mail = EntryMail.safeParse(entry.data.mail).data
  if (!mail) return null
  const { id, refused } = mail
  return (
    <div className="mail-parts">
      {!mail.proved && entry.kind !== 'undelivered' && (
        <p className="mail-doubt">
          <TriangleAlert aria-hidden />
          <span>{t('mail.notProved', { from: mail.from || '?' })}</span>
        </p>
      )}
      {refused.length > 0 && <p className="hint">{t('mail.refusedFiles', { n: refused.length, files: list(refused) })}</p>}
      <div className="mail-acts">
        {entry.kind === 'undelivered' && <Link href={pathOf('mail')}>{t('mail.anotherWay')}</Link>}
        {entry.kind === 'held' && !accepted && <Accept seq={entry.seq} conversationId={conversationId} />}
        {id && (
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <MailIcon aria-hidden />
            {t(open ? 'mail.fold' : 'mail.asItCame')}
          </button>
        )}
      </div>
      {open && id && <MailShown id={id} />}
    </div>
  )
}

const useMailWords = () => {
  const words = useWords()
  return { ...words, list: (names: string[]) => new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(names) }
}

const Accept = ({ seq, conversationId }: { seq: number; conversationId: string }) => {
  const { t } = useWords()
  const accept = useAcceptMail(conversationId)
  const run = () => accept.mutate(seq, { onError: (error) => say('failed', refusalInWords(t, error)), onSuccess: () => say('done', t('mail.accepted')) })
  return (
    <Button look="primary" onPress={run} busy={accept.isPending}>
      {t('mail.accept')}
    </Button>
  )
}
