import type { Automatic } from './message.ts'

/** Why a mail is a machine's, by its head; null when a person seems to have written it. Nothing is ever sent because of one that is. */
export const automaticOf = (header: (name: string) => string, from: string): Automatic | null => {
  const says = (name: string, what: RegExp) => what.test(header(name))
  if (header('auto-submitted') && !says('auto-submitted', /^no\b/i)) return says('auto-submitted', /vacation|replied/i) ? 'vacation' : 'auto-submitted'
  if (header('x-autoreply') || header('x-autorespond') || header('x-auto-reply-from') || says('x-autoreply-from', /./)) return 'vacation'
  if (header('list-id') || header('list-unsubscribe')) return 'list'
  if (says('precedence', /\b(bulk|junk|list|auto_reply)\b/i)) return 'precedence'
  if (says('x-auto-response-suppress', /\b(all|oof|autoreply)\b/i)) return 'suppress'
  if (says('x-loop', /hospes/i)) return 'loop'
  // As a server writes it that has put the mail into a mailbox.
  if (header('return-path') === '<>') return 'null-sender'
  if (away.test(header('subject'))) return 'vacation'
  return machines.test(from) ? 'machine-address' : null
}

// As programs begin it: a sign, a time or nothing follows. Who writes about answers by machine goes on with words.
const away = /^\s*(auto(matic|matisk[at]*|matisches?|matique|matica)?[- ]*(reply|response|svar|antwort)|out of (the )?office( auto[- ]*(reply|response))?|frånvaro(meddelande)?|abwesenheit(s(notiz|nachricht|meldung))?|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord)\s*($|[:;,.!(–—-]|re\b|until\b|till\b|t\.?o\.?m\b|bis\b|from\b|från\b|vom\b)/iu
const machines = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-][^@]*)?@/i
