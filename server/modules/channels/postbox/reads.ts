import { z } from 'zod'
import { acceptHeld } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

export type Arrival = {
  id: string; to: string; from: string; name: string; subject: string; receivedAt: Date; outcome: string | null; reason: string | null; parked: boolean
  conversationId: string | null; seq: number | null; byteSize: number; hasHtml: boolean; proved: boolean; /** It is old: what it said is kept, its bytes are not. */ cleared: boolean
}

/** Mails that somebody should look at, or those that were set aside, the newest first. */
export const arrivals = async (ctx: Ctx<AgentActor>, { attention }: { attention: boolean }): Promise<Arrival[]> =>
  (await q.newest(ctx.db, ctx.actor.brandId, { attention, most: 100 })).map(presentArrival)

export const arrivalById = async (ctx: Ctx<AgentActor>, id: string): Promise<Arrival> => {
  const row = await q.byId(ctx.db, ctx.actor.brandId, id)
  if (!row) throw new Refusal('not_found')
  return presentArrival(row)
}

/** A mail as it came, byte for byte. */
export const rawMail = async (ctx: Ctx<AgentActor>, id: string): Promise<Buffer> => {
  const raw = await q.rawOf(ctx.db, ctx.actor.brandId, id)
  if (!raw) throw new Refusal('not_found')
  return raw
}

/** Has a parked mail tried again. */
export const readAgain = (ctx: Ctx<AgentActor>, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await q.revive(tx.db, tx.actor.brandId, id))) throw new Refusal('not_found')
    await record(tx, { name: 'mail.arrived', payload: { arrivalIds: [id] } })
  })

/** Takes a held mail for the asker's own; its words stand in the conversation for everybody. */
export const acceptMail = (ctx: Ctx<AgentActor>, { conversationId, seq }: { conversationId: string; seq: number }): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const accepted = await acceptHeld(tx, conversationId, seq)
    const held = await q.heldAt(tx.db, tx.actor.brandId, { conversationId, seq })
    if (held) await q.setOutcome(tx.db, tx.actor.brandId, { id: held.id, outcome: 'accepted' })
    return accepted
  })

export type PostboxState = { waiting: number; parked: number; oldest: Date | null }

/** How much is not taken in yet, for health and metrics. */
export const postboxState = async (ctx: Ctx): Promise<PostboxState> => {
  const { waiting, parked, oldest } = await q.counts(ctx.db, ctx.actor.brandId)
  return { waiting: Number(waiting), parked: Number(parked), oldest: oldest ?? null }
}

const Verdict = z.object({ proved: z.boolean() })

const presentArrival = (row: q.Shown): Arrival => ({
  id: row.id, to: row.recipient, from: row.from_address ?? row.sender, name: row.from_name ?? row.sender, subject: row.subject ?? '', receivedAt: row.received_at,
  outcome: row.outcome, reason: row.reason, parked: row.state === 'parked', conversationId: row.conversation_id, seq: row.seq, byteSize: row.byte_size, hasHtml: row.has_html, proved: Verdict.safeParse(row.verdict).data?.proved ?? false, cleared: row.cleared_at !== null,
})
