import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { domainOf, outboxState } from '#email'
import type { Ctx } from '#identity'
import { scannerAnswers } from '#platform/files'
import { faultsOfNames, greet, MailboxTrouble, openMailbox, smtpTransport, type Names } from '#platform/mail'
import { clockOffset, postboxState } from '#postbox'
import type { Config } from '../config.ts'
import { examineDownloads } from './download-doctor.ts'
import { freeBytes, mailAlarms } from './mail-alarms.ts'
import { alarmInWords, mailboxInWords, nameInWords, type Finding } from './mail-findings.ts'
import { dkimOf, namesOf } from './mail-settings.ts'
import { tooLargeFiles } from './scan-files.ts'

type Patient = { config: Readonly<Config>; ctx: Ctx; names?: Names | undefined }

/** Looks at everything mail depends on, by really trying it. Nothing is sent, nothing is changed. */
export const examineMail = async (patient: Patient): Promise<Finding[]> => {
  const parts = [names, listener, smarthost, ...patient.config.mail.mailboxes.map((box) => (of: Patient) => mailbox(of, box)), scanner, (of: Patient) => examineDownloads(of.config), clock, outbox, postbox, disk]
  return (await Promise.all(parts.map((part) => part(patient)))).flat()
}

const ok = (part: string, says: string): Finding => ({ part, level: 'ok', says })

const names = async ({ config, names: given }: Patient): Promise<Finding[]> => {
  const domain = domainOf(config.mailFrom)
  if (domain === 'localhost' || !domain.includes('.')) {
    return [{ part: 'names', level: config.smtpUrl ? 'fail' : 'note', says: `MAIL_FROM is ${config.mailFrom}`, means: 'nobody outside this machine can answer, and most servers refuse such mail', todo: 'set MAIL_FROM to an address of your help domain, as in help@help.example.com' }]
  }
  const receives = config.mail.listen.port > 0 || config.mail.mailboxes.length > 0
  const dkim = await dkimOf(config).catch((error: Error) => error.message)
  if (typeof dkim === 'string') return [{ part: 'DKIM', level: 'fail', says: dkim, means: 'Hospes does not start with it', todo: 'let the user Hospes runs as read the file' }]
  const faults = await faultsOfNames({ domain, names: given ?? namesOf(config), dkim, receivesHere: receives ? [...new Set([domain, domainOf(config.mail.doors.partner), domainOf(config.mail.doors.guest)])] : [] })
  return [
    ...faults.map(nameInWords),
    ...(dkim ? [] : [{ part: 'DKIM', level: 'note' as const, says: 'Hospes signs nothing', means: 'your smarthost has to sign with the key of ' + domain, todo: 'see that it does, or set MAIL_DKIM_SELECTOR and MAIL_DKIM_KEY' }]),
    ...(faults.length === 0 ? [ok('names', `MX, SPF, DMARC${dkim ? ' and the DKIM key' : ''} of ${domain} are as they should be`)] : []),
  ]
}

const listener = async ({ config }: Patient): Promise<Finding[]> => {
  const { port, lmtp, tls } = config.mail.listen
  if (port === 0) return config.mail.mailboxes.length > 0 ? [] : [{ part: 'listener', level: 'fail', says: 'no mail comes in: SMTP_PORT is 0 and MAILBOXES names none', means: 'answers to our mails are lost', todo: 'set one of them' }]
  const place = `${config.host}:${port}`
  const said = await greet({ host: config.host, port, commands: [`${lmtp ? 'LHLO' : 'EHLO'} doctor.invalid`, 'MAIL FROM:<>', `RCPT TO:<${config.mail.doors.guest}>`, 'RCPT TO:<nobody@elsewhere.invalid>', 'QUIT'] })
  if (!said.reached) return [{ part: 'listener', level: 'fail', says: `nobody takes mail at ${place}: ${said.detail}`, means: 'mail to us waits at its senders, for some days', todo: 'start Hospes (a node with ROLE all or worker); if it runs, see its log for SMTP_PORT' }]
  const [, hello = '', , own = '', others = ''] = said.lines
  return [
    own.startsWith('250') ? ok('listener', `${place} takes mail for ${config.mail.doors.guest}`) : { part: 'listener', level: 'fail', says: `${place} does not take mail for ${config.mail.doors.guest}: ${own}`, means: 'another program may have the port', todo: 'choose another SMTP_PORT, or stop that program' },
    ...(others.startsWith('250') ? [{ part: 'listener', level: 'fail' as const, says: `${place} takes mail for other domains`, means: 'this is not Hospes, and anybody can send mail through it', todo: 'find out which program has the port' }] : []),
    ...(hello.includes('STARTTLS') || lmtp || isLoopback(config.host) ? [] : [{ part: 'listener', level: 'warn' as const, says: `${place} offers no encryption`, means: 'mail to us crosses the net in the open', todo: 'set SMTP_TLS_CERT and SMTP_TLS_KEY, or put a mail server of yours in front' }]),
    ...(tls ? await certificate(tls.cert) : []),
  ]
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')
const day = 86_400_000

const certificate = async (file: string): Promise<Finding[]> => {
  const found = await readFile(file).then((pem) => new X509Certificate(pem), () => null)
  if (!found) return [{ part: 'listener', level: 'fail', says: `SMTP_TLS_CERT is no certificate that can be read: ${file}`, means: 'Hospes takes no mail with it', todo: 'name a PEM file that the user Hospes runs as can read' }]
  const left = Math.floor((Date.parse(found.validTo) - Date.now()) / day)
  if (left >= 14) return []
  return [{ part: 'listener', level: left < 0 ? 'fail' : 'warn', says: left < 0 ? `the certificate of SMTP_TLS_CERT ended on ${found.validTo}` : `the certificate of SMTP_TLS_CERT ends in ${left} days`, means: 'careful senders do not deliver to an old one', todo: 'renew it and start Hospes again' }]
}

const smarthost = async ({ config }: Patient): Promise<Finding[]> => {
  if (!config.smtpUrl) return [{ part: 'smarthost', level: 'warn', says: 'there is none: SMTP_URL is not set', means: 'mail is written and kept, and none leaves', todo: 'set SMTP_URL, as in smtp://user:password@mail.example.com:587; what is kept leaves then' }]
  const url = URL.parse(config.smtpUrl)
  const host = url?.hostname ?? ''
  const transport = smtpTransport(config.smtpUrl)
  const found = await transport.look().finally(() => transport.close())
  if (!found.up) return [alarmInWords({ part: 'smarthost', name: found.because, trouble: '', detail: found.detail })]
  const isOpen = url?.protocol === 'smtp:' && !isLoopback(host) && (await greet({ host, port: Number(url.port) || 587, commands: ['EHLO doctor.invalid', 'QUIT'] }).then((said) => said.reached && !said.lines.join('\n').includes('STARTTLS')))
  return [
    ok('smarthost', `${host} takes our mail${url?.username ? ' and our sign-in' : ''}`),
    ...(isOpen ? [{ part: 'smarthost', level: 'warn' as const, says: `${host} offers no encryption`, means: 'mail and password cross the net in the open', todo: 'use smtps:// or a port with STARTTLS' }] : []),
  ]
}

const mailbox = async ({ config }: Patient, box: Config['mail']['mailboxes'][number]): Promise<Finding[]> => {
  try {
    const opened = await openMailbox({ ...box, markSeen: false, privateHosts: config.privateHosts })
    await opened.close()
    return [ok('mailbox', `${box.name} can be read`)]
  } catch (error) {
    return [mailboxInWords({ name: box.name, trouble: error instanceof MailboxTrouble ? error.kind : 'connection', detail: error instanceof Error ? error.message : '' })]
  }
}

const scanner = async ({ config, ctx }: Patient): Promise<Finding[]> => {
  if (!config.mail.clamd) return [{ part: 'scanner', level: 'note', says: 'files by mail are looked at for their kind alone: CLAMD is not set', means: 'a virus in a document is found by nobody here', todo: 'run clamd and name it in CLAMD' }]
  const trouble = await scannerAnswers(config.mail.clamd)
  const tooLarge = await tooLargeFiles(ctx)
  return [
    ...(tooLarge > 0 ? [{ part: 'scanner', level: 'warn' as const, says: `${tooLarge} ${tooLarge === 1 ? 'file is' : 'files are'} larger than clamd takes`, means: 'nobody can open them, and their senders are told so', todo: `set StreamMaxLength in clamd.conf to ${config.mail.maxMb}M or more (MAIL_MAX_MB), start clamd again and then Hospes` }] : []),
    trouble === null ? ok('scanner', `clamd answers at ${config.mail.clamd}`) : { part: 'scanner', level: 'fail', says: `clamd does not answer at ${config.mail.clamd}: ${trouble}`, means: 'files that come by mail stay closed until it does', todo: 'start clamd; they open by themselves within a minute' },
  ]
}

const clock = async ({ ctx }: Patient): Promise<Finding[]> => {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(ctx.db)
  const apart = Math.round((Date.now() - (rows[0]?.now.getTime() ?? Date.now())) / 1_000)
  const others = await clockOffset(ctx)
  const wrong = Math.abs(apart) > 30 ? `the database’s clock and ours are ${Math.abs(apart)} s apart` : others !== null && Math.abs(others) > 120 ? `our clock is ${Math.abs(others)} s ${others > 0 ? 'ahead of' : 'behind'} the servers that hand mail to us` : null
  return [wrong === null ? ok('clock', 'it agrees with the database and with the servers that hand mail to us') : { part: 'clock', level: 'warn', says: wrong, means: 'promises, codes and signatures run out too early or too late', todo: 'let the machines set their clocks by NTP' }]
}

const outbox = async ({ config, ctx }: Patient): Promise<Finding[]> => {
  const { unsent, oldestUnsent, undelivered, suppressed } = await outboxState(ctx)
  const minutes = oldestUnsent ? Math.round((ctx.now().getTime() - oldestUnsent.getTime()) / 60_000) : 0
  const waits = unsent === 0 ? 'nothing waits to leave' : `${unsent} wait to leave, the oldest for ${minutes} min`
  return [
    config.smtpUrl && minutes > 30 ? { part: 'outbox', level: 'fail', says: waits, means: 'people wait for what we have written', todo: 'mend the smarthost if it is named above; else see that a node with ROLE all or worker runs' } : ok('outbox', waits),
    ...(undelivered > 0 ? [{ part: 'outbox', level: 'warn' as const, says: `${undelivered} did not arrive and nobody has dealt with them`, means: 'somebody has no answer', todo: 'open Mail at the desk: send again, to another address, or tell the asker in another way' }] : []),
    ...(suppressed > 0 ? [{ part: 'outbox', level: 'note' as const, says: `${suppressed} ${suppressed === 1 ? 'address gets' : 'addresses get'} no mail any more`, means: 'mail to them came back or was complained about', todo: 'they are listed under Mail at the desk, where each can be lifted' }] : []),
  ]
}

const postbox = async ({ ctx }: Patient): Promise<Finding[]> => {
  const state = await postboxState(ctx)
  const minutes = state.oldest ? Math.round((ctx.now().getTime() - state.oldest.getTime()) / 60_000) : 0
  return [
    ...(state.parked > 0 ? [alarmInWords({ part: 'postbox', name: 'parked', trouble: '', detail: String(state.parked) })] : []),
    minutes > 10 ? alarmInWords({ part: 'postbox', name: 'late', trouble: '', detail: String(state.waiting) }) : ok('postbox', state.waiting === 0 ? 'everything that came is taken in' : `${state.waiting} are being taken in`),
  ]
}

const disk = async ({ config, ctx }: Patient): Promise<Finding[]> => {
  const full = (await mailAlarms({ config }, ctx)).find(({ part }) => part === 'disk')
  const free = await freeBytes(config.dataDir)
  return [full ? alarmInWords(full) : ok('disk', free === null ? `${config.dataDir} cannot be measured` : `${(free / 1024 ** 3).toFixed(1)} GB are free in ${config.dataDir}`)]
}
