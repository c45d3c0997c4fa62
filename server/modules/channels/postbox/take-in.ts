import { present } from '#brand'
import { headOf, holdMail, noteAutomatic, receiveByMail, type MailEntry } from '#conversations'
import { conversationAnswered, conversationOfMail, namingOf, readMessageId, rememberMail, takeReport, type MailSettings } from '#email'
import type { Ctx } from '#identity'
import { storable } from '#kernel'
import { nothingProved, type MailReader, type ReadMail, type Verdict } from '#platform/mail'
import { inTransaction } from '#platform/postgres'
import { addressed, type Addressed } from './addressed.ts'
import { keepFiles, type Keeping, type Scan } from './files.ts'
import { writeHandOver } from './hand-over.ts'
import { alongLanes, lanesOf } from './lanes.ts'
import { openByMail } from './opening.ts'
import * as q from './queries.ts'
import { tellRefusedFiles } from './refused-files.ts'
import { relayLetter } from './relay.ts'
import { knownSender, participant, senderOf, type Sender } from './sender.ts'
import { unreadable, textIn } from './words.ts'

export type Parts = Omit<Keeping, 'reader'> & { reader: MailReader; scan: Scan; settings: MailSettings; /** What the files of one mail may have together. */ maxMb: number }

/** After so many tries a mail is parked: it is seen at the desk, and somebody may have it tried again. */
const mostTries = 5

// Much of the time of a mail is spent waiting: for the database, for names, for a reader.
const lanesAtOnce = 6

/** Makes of mails that were kept what they are: words in a conversation, a new one, a report. The same mail again is done already. */
export const takeIn = async (ctx: Ctx, arrivalIds: readonly string[], parts: Parts): Promise<void> => {
  if (arrivalIds.length === 0) return
  const isDoor = (address: string) => addressed(address, parts.settings, ctx.actor.brandId)?.kind === 'door'
  const lanes = lanesOf(await q.envelopes(ctx.db, ctx.actor.brandId, arrivalIds), isDoor)
  await alongLanes(lanes, {
    atOnce: lanesAtOnce,
    work: async (id) => {
      const arrival = await q.begin(ctx.db, ctx.actor.brandId, { id, most: mostTries })
      if (!arrival) return
      const work = async () => void (await takeInOne(ctx, arrival, parts))
      await (arrival.raw === null ? oneAtATime(work) : work())
    },
  })
}

/** Those that nobody has got to, as when a node died. */
export const takeInWaiting = async (ctx: Ctx, parts: Parts): Promise<void> =>
  takeIn(ctx, await q.waiting(ctx.db, ctx.actor.brandId, new Date(ctx.now().getTime() - 60_000)), parts)

type Mail = { arrival: q.Begun; to: Addressed | null; read: ReadMail; verdict: Verdict; sender: Sender }
/** What became of a mail, as its row says. */
type Fate = { outcome: string; reason?: string | null; conversationId?: string | null; seq?: number | null }

// Large mails wait for one another, whatever lane they are in: the memory they take is that of one.
const large = { turn: Promise.resolve() }
const oneAtATime = (work: () => Promise<void>): Promise<void> => {
  const done = large.turn.then(work)
  large.turn = done.catch(() => undefined)
  return done
}

const takeInOne = async (ctx: Ctx, arrival: q.Begun, parts: Parts) => {
  const to = addressed(arrival.recipient, parts.settings, ctx.actor.brandId)
  if (arrival.unread) return finish(ctx, { arrival, fate: await takeUnreadable(ctx, { arrival, to, reason: arrival.unread }) })
  const raw = arrival.raw ?? (await q.rawOf(ctx.db, ctx.actor.brandId, arrival.id)) ?? Buffer.alloc(0)
  const read = await parts.reader.parse(raw).catch((error: unknown) => (error instanceof Error ? error.message : 'unknown'))
  if (typeof read === 'string') return finish(ctx, { arrival, fate: await takeUnreadable(ctx, { arrival, to, reason: read }) })
  const origin = { sender: arrival.sender, remote: arrival.remote, helo: arrival.helo, trusted: arrival.trusted }
  // Names that cannot be looked up in time prove nothing; the mail is taken in all the same.
  const verdict = await parts.reader.authenticate(raw, origin).catch(() => nothingProved)
  const mail: Mail = { arrival, to, read, verdict, sender: senderOf(read, verdict) }
  await finish(ctx, { arrival, fate: await fateOf(ctx, mail, parts), mail })
}

const fateOf = async (ctx: Ctx, mail: Mail, parts: Parts): Promise<Fate> => {
  const { read, arrival, to } = mail
  if (read.report) return takeReportMail(ctx, mail, parts)
  const conversationId = await conversationOf(ctx, mail, parts)
  // Whoever answers to all writes to two addresses of ours, and has written once.
  const twin = await twinOf(ctx, mail)
  if (twin && (conversationId ?? twin) === twin) return { outcome: 'set-aside', reason: 'same-mail', conversationId: twin }
  const automatic = read.automatic ?? (arrival.sender === '' && arrival.source !== 'imap' ? 'null-sender' : isOurs(mail, parts) ? 'loop' : null)
  if (automatic) return takeAutomatic(ctx, { mail, conversationId, reason: automatic })
  if (to?.kind === 'guest' || to?.kind === 'property') return relayLetter(ctx, { ...mail, to: { kind: to.kind, id: to.id } }, parts)
  return conversationId === null ? openNew(ctx, mail, parts) : addTo(ctx, conversationId, { mail, parts })
}

const twinOf = async (ctx: Ctx, { arrival, to, read, verdict, sender }: Mail): Promise<string | null> => {
  if (!read.messageId || to?.kind === 'guest' || to?.kind === 'property') return null
  const twin = await q.twinOf(ctx.db, ctx.actor.brandId, { id: arrival.id, at: arrival.received_at, messageId: storable(read.messageId), from: storable(sender.address), proved: verdict.proved })
  return twin?.conversation_id ?? null
}

const isOurs = ({ sender: { address } }: Mail, { settings }: Parts) => [settings.from, settings.doors.partner, settings.doors.guest].some((own) => own.toLowerCase() === address)

/** By the signed address, else by Message-IDs only we can have made. Never by a number in the subject. */
const conversationOf = async (ctx: Ctx, { to, read }: Mail, { settings }: Parts): Promise<string | null> => {
  const naming = namingOf(settings, ctx.actor.brandId)
  const byAddress = to?.kind === 'reply' ? to.id : to?.kind === 'bounce' ? await conversationOfMail(ctx, to.id) : null
  const id = byAddress ?? (await conversationAnswered(ctx, read.answers, naming))
  return id !== null && (await headOf(ctx, id)) ? id : null
}

const takeReportMail = async (ctx: Ctx, { arrival, to, read }: Mail, { settings }: Parts): Promise<Fate> => {
  const naming = namingOf(settings, ctx.actor.brandId)
  const brought = read.broughtBack.map((id) => readMessageId(id, naming)).find((named) => named?.kind === 'mail')
  const mailId = to?.kind === 'bounce' ? to.id : brought?.id
  if (!read.report || !mailId) return { outcome: 'set-aside', reason: 'report-of-unknown-mail' }
  const { conversationId, seq } = await takeReport(ctx, arrival.id, { mailId, report: read.report })
  return { outcome: read.report.kind === 'complaint' ? 'complaint' : 'undelivered', reason: read.report.status ?? read.report.kind, conversationId, seq }
}

const takeAutomatic = async (ctx: Ctx, { mail, conversationId, reason }: { mail: Mail; conversationId: string | null; reason: string }): Promise<Fate> => {
  if (conversationId === null) return { outcome: 'set-aside', reason }
  const { sender, read } = mail
  const seq = await noteAutomatic(ctx, conversationId, entryOf(mail, { body: textIn(read, 'en').body, by: { id: null, name: sender.name } }))
  return { outcome: 'automatic', reason, conversationId, seq }
}

const entryOf = ({ arrival, read, sender, verdict }: Mail, { body, by, fileIds = [], refused = [] }: { body: string; by: MailEntry['by']; fileIds?: string[]; refused?: string[] }): MailEntry => ({
  clientId: arrival.id, body, by, fileIds,
  data: {
    mail: {
      id: arrival.id, from: sender.address, subject: storable(read.subject).slice(0, 300), proved: sender.proved, dmarc: verdict.dmarc, html: read.hasHtml, folded: read.own.trim() !== read.text.trim(), refused,
    },
  },
})

const addTo = async (ctx: Ctx, conversationId: string, { mail, parts }: { mail: Mail; parts: Parts }): Promise<Fate> => {
  const head = await headOf(ctx, conversationId)
  if (!head) return openNew(ctx, mail, parts)
  const author = await participant(ctx, head, mail.sender)
  const { fileIds, refused } = await keepFiles(ctx, { ownerId: mail.arrival.id, files: mail.read.files }, parts)
  const entry = entryOf(mail, { body: textIn(mail.read, head.locale).body, by: author ?? { id: null, name: mail.sender.name }, fileIds, refused })
  if (author === null) return { outcome: 'held', reason: mail.sender.proved ? 'not-a-participant' : 'not-proved', conversationId, seq: await holdMail(ctx, conversationId, entry) }
  const seq = await receiveByMail(ctx, conversationId, entry)
  await rememberMail(ctx, conversationId, { messageId: mail.read.messageId ?? '', subject: mail.read.subject })
  if (refused.length > 0) await tellRefusedFiles(ctx, { arrivalId: mail.arrival.id, sender: mail.sender, locale: head.locale, door: head.door === 'guest' ? 'guest' : 'partner', conversation: { id: head.id, caseNumber: head.case_number }, maxMb: parts.maxMb }, parts.settings)
  return { outcome: 'added', conversationId, seq }
}

const openNew = async (ctx: Ctx, mail: Mail, parts: Parts): Promise<Fate> => {
  const { read, sender, arrival, to } = mail
  if (!sender.address) return takeUnreadable(ctx, { arrival, to, reason: 'it names no sender' })
  const { fileIds, refused } = await keepFiles(ctx, { ownerId: arrival.id, files: read.files }, parts)
  const known = await knownSender(ctx, sender, read.own)
  const { subject, body } = textIn(read, known.partner?.locale ?? known.guest?.language ?? 'en')
  const entry = entryOf(mail, { body: subject && !body.startsWith(subject) ? `${subject}\n\n${body}` : body, by: { id: null, name: sender.name }, fileIds, refused })
  const opened = await inTransaction(ctx, async (tx) => {
    const done = await openByMail(tx, { arrivalId: arrival.id, sender, known, body: entry.body, fileIds, data: entry.data, door: to?.kind === 'door' ? to.door : null })
    await rememberMail(tx, done.id, { messageId: read.messageId ?? '', subject: read.subject })
    if (refused.length > 0 && !done.repeated) await tellRefusedFiles(tx, { arrivalId: arrival.id, sender, locale: done.locale, door: done.door, conversation: done, maxMb: parts.maxMb }, parts.settings)
    if (done.wrongDoor && !done.repeated) await writeHandOver(tx, { opened: done, sender }, parts.settings)
    return done
  })
  return { outcome: 'opened', conversationId: opened.id, seq: 1, reason: opened.wrongDoor ? 'wrong-door' : null }
}

/** It says who it is for; what it says cannot be read. It is seen in a conversation all the same, and the original is kept. */
const takeUnreadable = async (ctx: Ctx, { arrival, to, reason }: { arrival: q.Begun; to: Addressed | null; reason: string }): Promise<Fate> => {
  const sender: Sender = { address: arrival.sender, name: arrival.sender || '?', proved: false }
  const data = { mail: { id: arrival.id, from: arrival.sender, proved: false, unreadable: true } }
  const conversationId = to?.kind === 'reply' && (await headOf(ctx, to.id)) ? to.id : null
  if (conversationId) {
    return { outcome: 'unreadable', reason, conversationId, seq: await holdMail(ctx, conversationId, { clientId: arrival.id, body: unreadable('en', reason), data, by: { id: null, name: sender.name } }) }
  }
  if (arrival.sender === '' || to?.kind === 'bounce') return { outcome: 'unreadable', reason }
  const opened = await openByMail(ctx, {
    arrivalId: arrival.id, sender, known: { partner: null, guest: null, reservation: null }, body: unreadable((await present(ctx)).defaultLocale, reason), fileIds: [], data, door: to?.kind === 'door' ? to.door : null,
  })
  return { outcome: 'unreadable', reason, conversationId: opened.id, seq: 1 }
}

const finish = (ctx: Ctx, { arrival, fate: { outcome, reason = null, conversationId = null, seq = null }, mail }: { arrival: q.Begun; fate: Fate; mail?: Mail }) =>
  q.finish(ctx.db, ctx.actor.brandId, {
    id: arrival.id, handled_at: ctx.now(), outcome, reason, conversation_id: conversationId, seq,
    ...(mail && {
      from_address: storable(mail.sender.address), from_name: storable(mail.sender.name), subject: storable(mail.read.subject), message_id: mail.read.messageId && storable(mail.read.messageId),
      has_html: mail.read.hasHtml, verdict: JSON.stringify(mail.verdict),
    }),
  })
