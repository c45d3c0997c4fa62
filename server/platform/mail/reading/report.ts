import type { ParsedMail } from 'mailparser'
import type { Report } from './message.ts'

/** What a mail says about mails that did not arrive, or that somebody complained of; null when it says nothing of the kind. */
export const reportOf = (mail: ParsedMail, text: string, failedRecipients: string[]): Report | null =>
  saysAllWentWell(mail) ? null : (ofMachine(mail, text) ?? ofComplaint(mail) ?? ofHeader(failedRecipients, text) ?? ofWords(mail, text))

/** A report of a mail that was delivered or passed on speaks of delivery in the words of one that failed. */
const saysAllWentWell = (mail: ParsedMail): boolean => {
  const actions = fields(part(mail, deliveryStatus) ?? '', 'action')
  return actions.length > 0 && actions.every((action) => /^(delivered|relayed|expanded)/i.test(action))
}

const deliveryStatus = /^message\/(global-)?delivery-status$/

const part = ({ attachments }: ParsedMail, type: RegExp) => attachments.find(({ contentType }) => type.test(contentType))?.content.subarray(0, 100_000).toString('utf8') ?? null

const fields = (text: string, name: string) => [...text.matchAll(new RegExp(`^${name}:[ \\t]*(?:[a-z0-9-]+;)?[ \\t]*(.{1,400})`, 'gim'))].map(([, value = '']) => value.trim())
const addressesIn = (text: string) => [...new Set((text.match(/[^\s<>()[\]"',;:]{1,64}@[a-z0-9.-]{1,190}\.[a-z0-9-]{2,24}/gi) ?? []).map((address) => address.toLowerCase()))].slice(0, 20)

const ofMachine = (mail: ParsedMail, text: string): Report | null => {
  const status = part(mail, deliveryStatus)
  if (status === null) return null
  const actions = fields(status, 'action').map((action) => action.toLowerCase())
  const failed = actions.some((action) => action.startsWith('fail')) || (actions.length === 0 && /[45]\.\d+\.\d+/.test(status))
  const delayed = actions.some((action) => action.startsWith('delay'))
  if (!failed && !delayed) return actions.length === 0 ? ofWords(mail, text) : null
  const recipients = addressesIn(`${fields(status, 'original-recipient').join(' ')} ${fields(status, 'final-recipient').join(' ')}`)
  const detail = fields(status, 'diagnostic-code')[0] ?? ''
  const told = statusOf(detail, failed) ?? statusOf(fields(status, 'status').join(' '), failed)
  return { kind: failed ? 'failed' : 'delayed', recipients, status: told, detail: detail.slice(0, 300), ...(failed ? {} : untilIn(status)) }
}

const untilIn = (status: string): { until?: string } => {
  const at = new Date(fields(status, 'will-retry-until')[0] ?? '')
  return Number.isNaN(at.getTime()) ? {} : { until: at.toISOString() }
}

const ofComplaint = (mail: ParsedMail): Report | null => {
  const report = part(mail, /^message\/feedback-report$/)
  // One large provider writes its reports in no form but this subject.
  if (report === null && /^\s*complaint about message from \d/i.test(mail.subject ?? '')) return { kind: 'complaint', recipients: [], status: null, detail: 'complaint' }
  if (report === null) return null
  const kind = fields(report, 'feedback-type')[0]?.toLowerCase() ?? ''
  if (kind === 'auth-failure' || kind === 'not-spam') return null
  return { kind: 'complaint', recipients: addressesIn(fields(report, 'original-rcpt-to').join(' ')), status: null, detail: kind }
}

const ofHeader = (recipients: string[], text: string): Report | null =>
  recipients.length === 0 ? null : { kind: 'failed', recipients: addressesIn(recipients.join(' ')), status: statusOf(text, true), detail: lineAbout(text) }

const machine = /(mailer-?daemon|postmaster|mail ?delivery|mail[ -]?administrator|delivery subsystem|^mdaemon|^mail-?system|^bounce|notification[s]?@|^root@|microsoft exchange|x400|smtpd?@|gateway|^mailmaster)/i
const failing = /(undeliver|non[- ]?deliver|not (be )?delivered|delivery (status )?(notification|report|failure|problem|error|failed)|delivery of .* failed|returned (mail|to sender)|failure (notice|delivery)|mail (delivery )?(failed|failure|error|system error)|message (status|undeliverable|delivery)|could not (be )?(sen[dt]|deliver)|unable to deliver|cannot deliver|unzustellbar|unbekannte|non remis|no entreg|mancata consegna|ej leverer|wasn't delivered|can't deliver|dsn|ndn|bounce|mail could not|user unknown|error sending|problems? delivering|rejected|配信|送信)/i
const notFailing = /(out of (the )?office|vacation|auto(matic|matisches|matisk)?[- ]?(reply|response|answer|antwort)|abwesen|absence|subscri|confirm|read:|lida:|gelesen|welcome)/i

/** Where no machine's form says so: a mail server's name, and words that say a mail came back. */
const ofWords = (mail: ParsedMail, text: string): Report | null => {
  const from = mail.from?.text ?? ''
  const subject = mail.subject ?? ''
  const returned = mail.attachments.some(({ contentType }) => /^(message\/rfc822|text\/rfc822-headers)/.test(contentType)) || /^(return-path|received|message-id):/im.test(text)
  if (notFailing.test(subject) || isAnswering(mail)) return null
  const isMachine = machine.test(from) || hasNullSender(mail)
  const words = failing.test(subject) || failing.test(text.slice(0, 3_000)) || /\b5\d\d[ -]|\b5\.\d\.\d\b/.test(text.slice(0, 6_000))
  if (!words || (!isMachine && !(returned && failing.test(subject)))) return null
  const delayed = /(delayed|warning:|not yet been delivered|will (keep|continue) trying|still being retried)/i.test(`${subject} ${text.slice(0, 1_500)}`) && !/(permanent|fatal|gave up|giving up)/i.test(text.slice(0, 3_000))
  return { kind: delayed ? 'delayed' : 'failed', recipients: addressesIn(text.slice(0, 4_000)), status: statusOf(text, !delayed), detail: lineAbout(text) }
}

const lines = (mail: ParsedMail, name: string) => mail.headerLines.filter(({ key }) => key === name).map(({ line }) => line)
// Whoever answers for a person says so; a mail server's report is made, not an answer.
const isAnswering = (mail: ParsedMail) => lines(mail, 'auto-submitted').some((line) => /auto-replied/i.test(line)) && !/mailer-?daemon/i.test(mail.from?.text ?? '')
const hasNullSender = (mail: ParsedMail) => lines(mail, 'return-path').some((line) => /:\s*<>\s*$/.test(line))

const statusOf = (text: string, failed: boolean): string | null => {
  const told = text.slice(0, 20_000).match(failed ? /\b5\.\d{1,2}\.\d{1,3}\b/ : /\b4\.\d{1,2}\.\d{1,3}\b/) ?? text.slice(0, 20_000).match(/\b[45]\.\d{1,2}\.\d{1,3}\b/)
  if (told) return told[0]
  if (/(user unknown|unknown user|no such (user|mailbox|recipient)|does(n't| not) exist|unknown (recipient|local part)|mailbox (not found|unavailable)|invalid (recipient|mailbox)|recipient rejected)/i.test(text)) return '5.1.1'
  if (/(quota|mailbox (is )?full|over quota|exceeded.*storage)/i.test(text)) return '5.2.2'
  return null
}

const lineAbout = (text: string): string => text.split('\n').map((line) => line.trim()).find((line) => /\b[45]\d\d\b|[45]\.\d\.\d|unknown|exist|full|reject|fail/i.test(line))?.slice(0, 300) ?? ''
