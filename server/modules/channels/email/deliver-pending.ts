import { present } from '#brand'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import type { FileStore } from '#platform/files'
import type { MailAddress, MailResult, MailTransport } from '#platform/mail'
import type { Breaker } from './breaker.ts'
import { noteUndelivered } from '#conversations'
import { inTransaction } from '#platform/postgres'
import { addressOf, type Naming } from './addresses.ts'
import { enclosuresOf } from './enclosures.ts'
import { headersOf, mostAttempts, namingOf, retryDelayMs, type MailSettings } from './mail.ts'
import * as q from './queries.ts'
import { warnOfWaiting } from './waiting.ts'
import { noteWay, wayState } from './ways.ts'

export type Delivery = { transport: MailTransport | null; settings: Pick<MailSettings, 'from' | 'keys' | 'answerable' | 'signed'>; breaker?: Breaker; /** Where files that go along are kept. */ files?: Pick<FileStore, 'get'> }
/** How many left, how many are given up for good, and whether the round ended because the transport is down. */
export type Delivered = { sent: number; failed: number; transportDown: boolean }

/**
 * Sends what is unsent, oldest first, one node at a time. At least once: a process killed between the receiver's yes and our
 * mark sends the mail again under the same Message-ID. Without a transport everything stays as it is.
 */
export const deliverPending = async (ctx: Ctx, { transport, settings, breaker, files }: Delivery): Promise<Delivered> => {
  const nothing = { sent: 0, failed: 0, transportDown: false }
  if (!transport) return nothing
  if (breaker && !(await breaker.letsThrough(ctx.now()))) return { ...nothing, transportDown: true }
  // The turn's transaction holds the lock and nothing else; each mark commits on its own as soon as its mail has left.
  return ctx.db.transaction().execute(async (turn) => {
    if (!(await q.takeTurn(turn, ctx.actor.brandId))) return nothing
    const delivered = await sendAll(ctx, { transport, files, naming: namingOf(settings, ctx.actor.brandId), settings, from: { name: (await present(ctx)).name, address: settings.from } })
    if (delivered.transportDown) breaker?.trip(ctx.now())
    // It takes mail again, whatever it was last known to say.
    else if (delivered.sent > 0 && (await wayState(ctx))?.trouble) await noteWay(ctx, { up: true })
    await warnOfWaiting(ctx)
    return delivered
  })
}

type Way = { transport: MailTransport; files: Delivery['files'] | undefined; from: MailAddress; naming: Naming; settings: Delivery['settings'] }
type Outcome = 'sent' | 'failed' | 'put-off' | 'transport-down'
const batchSize = 100

const sendAll = async (ctx: Ctx, way: Way): Promise<Delivered> => {
  const done: Delivered = { sent: 0, failed: 0, transportDown: false }
  for (;;) {
    const batch = await q.dueMails(ctx.db, ctx.actor.brandId, { now: ctx.now(), most: batchSize })
    if (batch.length === 0) return done
    const waiting = new Set<string>()
    for (const mail of batch) {
      if (mail.conversation_id && waiting.has(mail.conversation_id)) continue
      const outcome = await sendOne(ctx, way, mail)
      if (outcome === 'transport-down') return { ...done, transportDown: true }
      if (outcome === 'put-off' && mail.conversation_id) waiting.add(mail.conversation_id)
      if (outcome === 'sent') done.sent++
      if (outcome === 'failed') done.failed++
    }
  }
}

const sendOne = async (ctx: Ctx, { transport, from, naming, settings, files }: Way, mail: q.DueMail): Promise<Outcome> => {
  const { id, recipient: to, subject, body_text: text, body_html: html, message_id: messageId } = mail
  if (mail.suppressed) return giveUp(ctx, mail, { attempts: mail.attempts, error: `suppressed: ${mail.suppressed}` })
  // A store that does not answer is this mail's own trouble, and so is none.
  const attachments = await enclosuresOf(ctx, mail.file_ids, files).catch((error: unknown) => String(error))
  const result: MailResult = typeof attachments === 'string' ? { sent: false, because: 'later', detail: attachments } : await transport.send({
    from, to, subject, text, html, messageId, headers: headersOf(mail, naming), attachments,
    bounceTo: mail.null_sender ? null : settings.signed ? addressOf('bounce', id, naming) : from.address,
    replyTo: mail.reply_to ?? (mail.conversation_id && settings.answerable && settings.signed ? addressOf('reply', mail.conversation_id, naming) : null),
  })
  const now = ctx.now()
  const { brandId } = ctx.actor
  if (result.sent) {
    await q.mark(ctx.db, brandId, { id, sent_at: now, error: null, delayed_at: null, delayed_until: null })
    return 'sent'
  }
  const told = { mailId: id, because: result.because, detail: result.detail }
  if (result.because === 'transport-down') {
    ctx.log.warn(told, 'mail transport is down, mail waits')
    await noteWay(ctx, { up: false, because: result.credential ? 'credential' : 'connection', detail: result.detail })
    return 'transport-down'
  }
  const attempts = mail.attempts + 1
  if (result.because === 'refused' || attempts >= mostAttempts) {
    ctx.log.warn(told, 'mail failed')
    return giveUp(ctx, mail, { attempts, error: result.detail })
  }
  await q.mark(ctx.db, brandId, { id, try_after: new Date(now.getTime() + retryDelayMs(attempts)), attempts, error: result.detail })
  return 'put-off'
}

/** Left lying for staff; whoever answered learns in the conversation that the answer did not arrive. */
const giveUp = (ctx: Ctx, mail: q.DueMail, { attempts, error }: { attempts: number; error: string }): Promise<Outcome> =>
  inTransaction<Ctx['actor'], Outcome>(ctx, async (tx) => {
    await q.mark(tx.db, tx.actor.brandId, { id: mail.id, failed_at: tx.now(), attempts, error })
    if (mail.conversation_id && mail.kind === 'answer') {
      await noteUndelivered(tx, mail.conversation_id, { clientId: mail.id, body: error, data: { mail: { to: mail.recipient, kind: 'failed' } } }).catch(unlessGone)
    }
    return 'failed'
  })

// A mail may outlive its conversation.
const unlessGone = (error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
}
