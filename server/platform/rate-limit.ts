import { sql } from 'kysely'
import { Refusal } from '#kernel'
import type { BaseActor, Context } from './postgres/index.ts'

export type Limit = { subject: string; most: number; windowMinutes: number }

/** Counts one attempt, atomically; refuses with `too_many` (and the minutes to wait) once the window is full. */
export const countAttempt = async (ctx: Context<BaseActor>, limit: Limit): Promise<void> => {
  const now = ctx.now()
  const { rows } = await sql<{ attempts: number; window_start: Date }>`
    insert into platform.rate_limit as l (brand_id, subject, window_start, attempts)
    values (${ctx.actor.brandId}, ${limit.subject}, ${now}, 1)
    on conflict (brand_id, subject) do update set
      attempts = case when l.window_start <= excluded.window_start - make_interval(mins => ${limit.windowMinutes}) then 1 else l.attempts + 1 end,
      window_start = case when l.window_start <= excluded.window_start - make_interval(mins => ${limit.windowMinutes}) then excluded.window_start else l.window_start end
    returning attempts, window_start`.execute(ctx.db)
  const row = rows[0]
  if (!row || row.attempts <= limit.most) return
  const opensAt = row.window_start.getTime() + limit.windowMinutes * 60_000
  throw new Refusal('too_many', { minutes: Math.max(1, Math.ceil((opensAt - now.getTime()) / 60_000)) })
}

/** Forgets the attempts of one subject, as after a right answer. */
export const forgetAttempts = async (ctx: Context<BaseActor>, subject: string): Promise<void> => {
  await ctx.db.deleteFrom('platform.rate_limit').where('brand_id', '=', ctx.actor.brandId).where('subject', '=', subject).execute()
}

const longestWindowDays = 7

/** Forgets attempts whose window is long over. */
export const forgetOldAttempts = async (ctx: Context<BaseActor>): Promise<void> => {
  const before = new Date(ctx.now().getTime() - longestWindowDays * 86_400_000)
  await ctx.db.deleteFrom('platform.rate_limit').where('brand_id', '=', ctx.actor.brandId).where('window_start', '<', before).execute()
}

/** Takes one attempt back: a right answer does not use up the limit that many people share. */
export const takeBackAttempt = async (ctx: Context<BaseActor>, subject: string): Promise<void> => {
  await ctx.db
    .updateTable('platform.rate_limit')
    .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
    .where('brand_id', '=', ctx.actor.brandId)
    .where('subject', '=', subject)
    .where('attempts', '>', 0)
    .execute()
}
