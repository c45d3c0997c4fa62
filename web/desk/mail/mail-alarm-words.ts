import type { MailAlarm } from '#contract/mail'
import type { Translate } from '../words/texts.ts'

const troubles = ['credential', 'encryption', 'folder', 'not-allowed', 'connection'] as const

/** What of mail does not work, and who can mend it. */
export const alarmInWords = (t: Translate, { part, name, trouble, detail }: MailAlarm): string => {
  const n = Number(detail)
  if (part === 'mailbox') return t(`mailAlarm.mailbox.${troubles.find((known) => known === trouble) ?? 'connection'}`, { name })
  if (part === 'smarthost') return t(name === 'credential' ? 'mailAlarm.smarthost.credential' : 'mailAlarm.smarthost.connection')
  if (part === 'postbox') return t(name === 'late' ? 'mailAlarm.late' : 'mailAlarm.parked', { n })
  if (part === 'listener') return t('mailAlarm.listener')
  return t(`mailAlarm.${part}`, { n })
}

/** What the other side said, where that helps whoever mends it. */
export const saidBy = ({ part, detail }: MailAlarm): string | null => (part === 'mailbox' || part === 'smarthost' || part === 'listener' ? detail : null)
