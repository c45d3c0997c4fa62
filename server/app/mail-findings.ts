import type { MailAlarm } from '#contract/mail'
import type { NameFault } from '#platform/mail'

/** What the doctor says of one part: what is so, and where it is not well what that means and what to do. */
export type Finding = { part: string; level: 'ok' } & { says: string } | { part: string; level: 'note' | 'warn' | 'fail'; says: string; means: string; todo: string }

type Words = readonly [level: 'note' | 'warn' | 'fail', says: string, means: string, todo: string]

const nameWords = (about: string): Record<NameFault['fault'], Words> => ({
  'no-mx': ['fail', `${about} has no MX`, 'other servers do not know where to bring mail to us', 'add an MX record that names the machine in front of SMTP_PORT, or your mailbox’s provider'],
  'no-reverse': ['warn', `${about} has no reverse name`, 'some receivers take mail from such an address for spam', 'have whoever gives you the address set its PTR record to the name'],
  'no-spf': ['warn', `${about} has no SPF record`, 'receivers cannot tell our servers from others, and may refuse our mail', 'add a TXT record, as in “v=spf1 include:YOUR-SMARTHOST -all”'],
  'several-spf': ['fail', `${about} has more than one SPF record`, 'receivers take that for none at all', 'make one TXT record of them'],
  'open-spf': ['fail', `the SPF record of ${about} lets everybody send (+all)`, 'anybody can write in your name', 'end it with -all'],
  'no-dmarc': ['warn', `${about} has no DMARC record`, 'nothing tells receivers to refuse mail that others send in your name', 'add TXT _dmarc.' + about + ' “v=DMARC1; p=quarantine; rua=mailto:you@…”'],
  'dmarc-none': ['note', `the DMARC policy of ${about} is none`, 'mail in your name that others send is delivered all the same', 'when its reports show that your own mail passes, set p=quarantine, later p=reject'],
  'no-dkim': ['fail', `no DKIM key is published at ${about}`, 'every signature of ours fails at the receivers', 'publish the public half of MAIL_DKIM_KEY there'],
  'dkim-revoked': ['fail', `the DKIM key at ${about} is empty, that is revoked`, 'every signature of ours fails at the receivers', 'publish the public half of MAIL_DKIM_KEY there, or name another selector'],
  'dkim-differs': ['fail', `the DKIM key at ${about} is not the public half of MAIL_DKIM_KEY`, 'every signature of ours fails at the receivers', 'publish the right one, or set MAIL_DKIM_SELECTOR to the selector of this key'],
  'short-dkim': ['warn', `the DKIM key at ${about} is shorter than 2,048 bits`, 'some receivers no longer believe it', 'make a new one under a new selector, publish it, then change both settings'],
  'not-answered': ['warn', `the name servers do not answer about ${about}`, 'senders cannot be checked either while they do not', 'see whether this machine reaches its name servers (MAIL_DNS names others)'],
})

export const nameInWords = ({ fault, about }: NameFault): Finding => {
  const [level, says, means, todo] = nameWords(about)[fault]
  return { part: fault.includes('dkim') ? 'DKIM' : fault.includes('spf') ? 'SPF' : fault.includes('dmarc') ? 'DMARC' : fault === 'no-mx' ? 'MX' : 'names', level, says, means, todo }
}

const mailboxWords: Record<string, readonly [says: string, todo: string]> = {
  credential: ['refuses our sign-in', 'put the right password or token into its file, or into MAILBOXES'],
  encryption: ['cannot be trusted: its certificate or encryption is not in order', 'name the host as its certificate does, or have the certificate renewed'],
  folder: ['has no such folder', 'name a folder it has at the end of its address in MAILBOXES'],
  'not-allowed': ['is inside your own network', 'add its host to PRIVATE_HOSTS if it may be connected to'],
  connection: ['cannot be reached', 'see whether the host and port are right and it is up; it is tried again by itself'],
}

export const mailboxInWords = ({ name, trouble, detail }: Pick<MailAlarm, 'name' | 'trouble' | 'detail'>): Finding => {
  const [says, todo] = mailboxWords[trouble] ?? ['cannot be read', 'see what it says']
  return { part: 'mailbox', level: 'fail', says: `${name} ${says}${detail ? ` (${detail})` : ''}`, means: 'mail in it is not taken in; it waits there', todo }
}

/** An alarm as the doctor says it. */
export const alarmInWords = ({ part, name, trouble, detail }: MailAlarm): Finding => {
  const fail = (says: string, means: string, todo: string): Finding => ({ part, level: 'fail', says, means, todo })
  if (part === 'mailbox') return mailboxInWords({ name, trouble, detail })
  if (part === 'smarthost' && name === 'credential') return fail(`it refuses our sign-in (${detail})`, 'no mail leaves; it is kept, in order', 'put the right user and password into SMTP_URL and start Hospes again')
  if (part === 'smarthost') return fail(`it cannot be reached (${detail})`, 'no mail leaves; it is kept, in order, and tried every 15 seconds', 'see whether host and port in SMTP_URL are right and it is up')
  if (part === 'outbox') return fail(`${detail} have waited to leave for more than half an hour`, 'people wait for what we have written', 'see that a node with ROLE all or worker runs')
  if (part === 'postbox' && name === 'parked') return fail(`${detail} could not be taken in after five tries`, 'they are kept, and nobody has read them', 'open Mail at the desk: read the original, or have it tried again')
  if (part === 'postbox') return fail(`${detail} have waited to be taken in for more than ten minutes`, 'they are kept, and nobody sees them yet', 'see that a node with ROLE all or worker runs')
  if (part === 'scanner') return fail(`clamd has not looked at ${detail} files`, 'they stay closed until it does', 'start clamd; they open by themselves within a minute')
  if (part === 'disk') return fail(`${detail} MB are free where HOSPES_DATA is`, 'when it is full mail is refused for the time being and files cannot be kept', 'make room, or move HOSPES_DATA')
  return fail(`no mail is taken in: ${detail}`, 'mail to us waits at its senders', 'see SMTP_PORT')
}

const marks = { ok: 'ok   ', note: 'note ', warn: 'WARN ', fail: 'FAIL ' }

export const findingsInWords = (findings: readonly Finding[]): string =>
  findings.map((finding) => [
    `${marks[finding.level]} ${finding.part}: ${finding.says}`,
    ...(finding.level === 'ok' ? [] : [`        means: ${finding.means}`, `        do:    ${finding.todo}`]),
  ].join('\n')).join('\n')
