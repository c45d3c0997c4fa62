import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Door } from '#contract/content'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { agentById } from '#staff'
import * as q from './queries.ts'

/** What somebody had typed at the wrong door, to stand in the right one's form. */
export const Typed = z.object({
  text: z.string().max(60_000).default(''), name: z.string().max(200).default(''), email: z.string().max(320).default(''),
  number: z.string().max(60).default(''), topic: z.string().max(60).default(''), subtopic: z.string().max(60).default(''),
})
export type Typed = z.infer<typeof Typed>
export type HandOver = { to: Door; source: string; locale: string; typed: Partial<Typed>; by: string }

const minutes = 30
const hashOf = (key: string) => createHash('sha256').update(key).digest()

/** Keeps what was typed for half an hour under a random key that only this browser gets; counts the hand-over. */
export const handOver = async (ctx: Ctx, { to, source, locale, typed, by }: HandOver): Promise<{ key: string; minutes: number }> => {
  const key = randomBytes(32).toString('base64url')
  const now = ctx.now()
  await q.insertHandover(ctx.db, {
    brand_id: ctx.actor.brandId, key_hash: hashOf(key), to_door: to, source, locale, typed: JSON.stringify(Typed.parse(typed)), made_at: now,
    expires_at: new Date(now.getTime() + minutes * 60_000),
  })
  await q.count(ctx.db, { ...dayOf(ctx), door: to === 'guest' ? 'partner' : 'guest', source, recognised_by: by }, { came: 0, handed_over: 1 })
  return { key, minutes }
}

/** What was carried to this door, while it lasts; null otherwise. Reading does not use it up: a page may be loaded twice. */
export const handedOver = async (ctx: Ctx, key: string, door: Door): Promise<Typed | null> => {
  const row = await q.handoverBy(ctx.db, ctx.actor.brandId, { keyHash: hashOf(key), at: ctx.now() })
  return row?.to_door === door ? Typed.parse(row.typed) : null
}

/** It has arrived, or is not wanted: nothing of it is kept. */
export const forgetHandOver = async (ctx: Ctx, key: string): Promise<void> => q.deleteHandover(ctx.db, ctx.actor.brandId, hashOf(key))

/** Deletes what nobody has fetched in time. */
export const forgetOldHandOvers = (ctx: Ctx): Promise<void> => q.deleteExpired(ctx.db, ctx.actor.brandId, ctx.now())

/** Somebody stood at the wrong door: counted by the day, where, and what gave them away. */
export const countWrongDoor = async (ctx: Ctx, { door, source, by, carried = false }: { door: Door; source: string; by: string; /** Their words stand at the right door already. */ carried?: boolean }): Promise<void> => {
  await q.count(ctx.db, { ...dayOf(ctx), door, source, recognised_by: by }, { came: 1, handed_over: carried ? 1 : 0 })
}

const dayOf = (ctx: Ctx) => ({ brand_id: ctx.actor.brandId, day: ctx.now().toISOString().slice(0, 10) })

export type WrongDoors = { door: Door; source: string; by: string; came: number; handedOver: number }

/** How many came by the wrong door in the last days, most first; for leads and admins. */
export const wrongDoors = async (ctx: Ctx<AgentActor>, days: number): Promise<WrongDoors[]> => {
  const agent = await agentById(ctx, ctx.actor.id)
  if (!agent?.roles.some((role) => role === 'lead' || role === 'admin')) throw new Refusal('not_allowed')
  const since = new Date(ctx.now().getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  const rows = await q.countsSince(ctx.db, ctx.actor.brandId, since)
  return rows.map((row) => ({ door: row.door as Door, source: row.source, by: row.recognised_by, came: Number(row.came), handedOver: Number(row.handed_over) }))
}
