import type { Entry } from '#contract/conversations'
import { EntryMail } from '#contract/mail'
import { useWords } from '../words/words.tsx'
import { delayedInWords } from './mail-words.ts'

/** What kind of words by mail stand here, where they are not simply the asker's. */
export const MailKind = ({ entry, accepted }: { entry: Entry; accepted: boolean }) => {
  const { t, times } = useWords()
  const mail = EntryMail.safeParse(entry.data.mail).data
  if (entry.kind === 'held') return <span className="said-kind">{t(accepted ? 'mail.heldAccepted' : 'mail.held')}</span>
  if (entry.kind === 'automatic') return <span className="said-kind">{t('mail.automatic')}</span>
  if (entry.kind !== 'undelivered') return null
  return (
    <span className="said-kind">
      {mail?.kind === 'delayed' ? delayedInWords(t, { to: mail.to, until: mail.until ? times.full(mail.until) : null }) : t('mail.undeliveredEntry', { to: mail?.to ?? '' })}
      {mail?.suppressed && ` ${t('mail.noMore')}`}
    </span>
  )
}
