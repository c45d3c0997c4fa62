import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { isAddress } from './mail.ts'
import * as q from './report-queries.ts'

export type FailedMail = { id: string; kind: string; to: string; subject: string; conversationId: string | null; writtenAt: Date; failedAt: Date | null; cameBack: boolean; /** At whose server it waits, and until when it is tried. */ waiting: { at: 'ours' | 'theirs'; until: Date } | null; error: string | null; suppressed: string | null }
export type Suppressed = { address: string; because: string; detail: string; since: Date }

/** Mails that did not reach anybody, or not yet, and wait for somebody of staff. */
export const failedMails = async (ctx: Ctx<AgentActor>): Promise<FailedMail[]> =>
  (await q.failed(ctx.db, ctx.actor.brandId, ctx.now())).map((row) => ({
    id: row.id, kind: row.kind, to: row.recipient, subject: row.subject, conversationId: row.conversation_id, writtenAt: row.created_at,
    failedAt: row.bounced_at ?? row.failed_at, cameBack: row.bounced_at !== null, waiting: waitingOf(row), error: row.error, suppressed: row.suppressed,
  }))

const waitingOf = (row: Awaited<ReturnType<typeof q.failed>>[number]): FailedMail['waiting'] =>
  row.bounced_at || row.failed_at || !row.delayed_until ? null : { at: row.sent_at ? 'theirs' : 'ours', until: row.delayed_until }

/** Sends one again; the address gets mail again too. */
export const sendAgain = (ctx: Ctx<AgentActor>, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const mail = await q.mailById(tx.db, tx.actor.brandId, id)
    if (!mail || !(await q.again(tx.db, tx.actor.brandId, id))) throw new Refusal('not_found')
    await forget(tx, mail.recipient.toLowerCase())
    await record(tx, { name: 'mail.queued', payload: { mailIds: [id] } })
  })

/** Sends it to another address of the same person, under the same Message-ID; the one it did not reach stays as it is. */
export const sendTo = (ctx: Ctx<AgentActor>, id: string, address: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const mail = await q.mailById(tx.db, tx.actor.brandId, id)
    if (!mail) throw new Refusal('not_found')
    if (!isAddress(address)) throw new Refusal('invalid', { field: 'address' })
    if (!(await q.again(tx.db, tx.actor.brandId, id))) throw new Refusal('not_found')
    await q.readdress(tx.db, tx.actor.brandId, { id, address })
    tx.log.info({ by: tx.actor.id, mailId: id }, 'a mail that did not arrive is sent to another address')
    await record(tx, { name: 'mail.queued', payload: { mailIds: [id] } })
  })

/** Somebody has dealt with it, as by phone: it stands on no list any more. */
export const setAside = async (ctx: Ctx<AgentActor>, id: string): Promise<void> => {
  if (!(await q.markLookedAt(ctx.db, ctx.actor.brandId, { id, at: ctx.now() }))) throw new Refusal('not_found')
}

/** Addresses that mail is not sent to. */
export const suppressedAddresses = (ctx: Ctx<AgentActor>): Promise<Suppressed[]> => q.suppressed(ctx.db, ctx.actor.brandId)

/** Mail goes to this address again; earlier failures no longer count. */
export const liftSuppression = (ctx: Ctx<AgentActor>, address: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await forget(tx, address.toLowerCase()))) throw new Refusal('not_found')
    tx.log.info({ by: tx.actor.id }, 'an address gets mail again')
  })

const forget = async (tx: Ctx, address: string): Promise<boolean> => {
  await q.forgetReports(tx.db, tx.actor.brandId, address)
  return q.lift(tx.db, tx.actor.brandId, address)
}
