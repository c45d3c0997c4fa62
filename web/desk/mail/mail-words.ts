import type { ArrivedMail } from '#contract/mail'
import type { TextKey, Translate } from '../words/texts.ts'

const outcomes: Record<string, TextKey> = {
  opened: 'mail.outcome.opened', added: 'mail.outcome.added', held: 'mail.outcome.held', accepted: 'mail.outcome.accepted', unreadable: 'mail.outcome.unreadable', automatic: 'mail.outcome.automatic',
  undelivered: 'mail.outcome.undelivered', complaint: 'mail.outcome.complaint', relayed: 'mail.outcome.relayed', refused: 'mail.outcome.refused', 'set-aside': 'mail.outcome.set-aside',
}
const reasons: Record<string, TextKey> = {
  'not-proved': 'mail.reason.not-proved', 'not-a-participant': 'mail.reason.not-a-participant', 'auto-submitted': 'mail.reason.machine', precedence: 'mail.reason.machine', suppress: 'mail.reason.machine',
  list: 'mail.reason.list', vacation: 'mail.reason.vacation', loop: 'mail.reason.loop', 'machine-address': 'mail.reason.machine', 'null-sender': 'mail.reason.machine',
  'report-of-unknown-mail': 'mail.reason.report-of-unknown-mail', 'too-late': 'mail.reason.too-late', 'too-large': 'mail.reason.too-large', 'too-many': 'mail.reason.too-many', 'wrong-door': 'mail.reason.wrong-door', 'same-mail': 'mail.reason.same-mail',
}

/** What became of a mail, and why. */
export const outcomeInWords = (t: Translate, { outcome, reason, parked }: Pick<ArrivedMail, 'outcome' | 'reason' | 'parked'>): string => {
  if (parked) return t('mail.outcome.parked')
  const what = outcomes[outcome ?? '']
  const why = reasons[reason ?? '']
  return [what ? t(what) : '', why ? t(why) : (reason ?? '')].filter(Boolean).join(': ')
}

/** A mail that the other side's server has not taken yet, and how long that is tried. */
export const delayedInWords = (t: Translate, { to, until }: { to: string; until: string | null }): string =>
  until ? t('mail.delayedUntil', { to, until }) : t('mail.delayedEntry', { to })

const becauses: Record<string, TextKey> = { 'unknown-address': 'mail.because.unknown-address', failures: 'mail.because.failures', complaint: 'mail.because.complaint', 'by-hand': 'mail.because.by-hand' }

/** Why an address gets no mail. */
export const whyInWords = (t: Translate, because: string): string => {
  const why = becauses[because]
  return why ? t(why) : because
}
