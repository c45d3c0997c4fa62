import { storable } from '#kernel'
import type { ReadMail } from '#platform/mail'
import { translator } from '#web/locales'

export const longest = 20_000

/** What of a mail stands in a conversation: what was written now. The whole of it stays one click away. */
export const textIn = (read: Pick<ReadMail, 'own' | 'subject'>, locale: string): { subject: string; body: string } => {
  const own = storable(read.own).trim()
  const body = own.length > longest ? `${own.slice(0, longest).trimEnd()} …` : own
  return { subject: storable(read.subject).replace(/\s+/g, ' ').trim().slice(0, 300), body: body || translator(locale, 'UTC').t('mail.incoming.noText') }
}

export const unreadable = (locale: string, reason = ''): string => translator(locale, 'UTC').t(reason === 'too-large' ? 'mail.incoming.tooLarge' : 'mail.incoming.unreadable')
