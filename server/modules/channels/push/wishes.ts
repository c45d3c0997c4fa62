import { openingState, weekdays, type Calendar } from '#kernel'
import { pushKinds, type PushKind } from '#contract/push'
import type { Ctx, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

/** What a person wants to be told of; `quiet` from and until in minutes of their day, null when they may always be told. */
export type Wishes = { kinds: readonly PushKind[]; quiet: { from: number; until: number } | null }

/** Until somebody says otherwise: what concerns their own matters. */
const usual: Wishes = { kinds: ['answers', 'promises', 'closing', 'letters'], quiet: null }

export const wishesOf = async (ctx: Ctx, accountId: string): Promise<Wishes> => (await wishesOfAll(ctx, [accountId])).get(accountId) ?? usual

/** The wishes of each, those who have said nothing among them. */
export const wishesOfAll = async (ctx: Ctx, accountIds: readonly string[]): Promise<Map<string, Wishes>> => {
  const rows = new Map((await q.wishes(ctx.db, ctx.actor.brandId, accountIds)).map((row) => [row.account_id, row]))
  return new Map(accountIds.map((id) => {
    const row = rows.get(id)
    return [id, row ? { kinds: pushKinds.filter((kind) => row.kinds.includes(kind)), quiet: row.quiet_from === null || row.quiet_until === null ? null : { from: row.quiet_from, until: row.quiet_until } } : usual]
  }))
}

/** What one does not want any more is not said any more, also when it was about to be. */
export const saveWishes = (ctx: Ctx<PartnerActor>, { kinds, quiet }: Wishes): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId, id: accountId } = tx.actor
    if (quiet && quiet.from === quiet.until) throw new Refusal('invalid', { field: 'quiet' })
    await q.saveWish(tx.db, { brand_id: brandId, account_id: accountId, kinds: [...kinds], quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null })
    await q.dropUnsaid(tx.db, { brandId, accountId }, q.whats.filter((what) => !kinds.includes(kindOf[what])))
  })

/** Under which wish each thing falls that can be told. */
export const kindOf: Record<q.What, PushKind> = { answer: 'answers', promise: 'promises', closing: 'closing', closed: 'closing', letter: 'letters', notice: 'notices' }

/** When somebody may be told: now, or when their quiet hours end. */
export const mayTellAt = (quiet: Wishes['quiet'], timeZone: string, now: Date): Date => {
  if (!quiet) return now
  const span = `${clock(quiet.from)}-${clock(quiet.until)}`
  const quietTime: Calendar = { timeZone, holidays: [], hours: Object.fromEntries(weekdays.map((day) => [day, [span]])) as Calendar['hours'] }
  const state = openingState(quietTime, now)
  return state.open && state.until ? state.until : now
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
