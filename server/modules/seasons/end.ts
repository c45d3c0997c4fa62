import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { forgetSeasons } from './open-seasons.ts'
import { refuseUnlessLead } from './policy.ts'
import * as q from './queries.ts'
import { stateOf } from './season.ts'

/** Ends a season before its time, or takes back one that was planned. */
export const end = async (ctx: Ctx<AgentActor>, id: string): Promise<void> => {
  await inTransaction(ctx, async (tx) => {
    const season = await q.lockSeason(tx.db, tx.actor.brandId, id)
    if (!season) throw new Refusal('not_found')
    await refuseUnlessLead(tx)
    if (stateOf(q.presentSeason(season), tx.now()) === 'ended') throw new Refusal('already_closed')
    await q.insertEnding(tx.db, { brand_id: tx.actor.brandId, season_id: id, ended_by: tx.actor.id, ended_at: tx.now() })
    await record(tx, { name: 'season.ended', payload: { seasonId: id, by: tx.actor.id }, changesPages: true })
  })
  forgetSeasons(ctx.actor.brandId)
}

/** Writes down what the clock has done since the last look: seasons that have begun, and those that are over by themselves. */
export const turn = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    for (const id of await q.markBegun(tx.db, brandId, tx.now())) await record(tx, { name: 'season.began', payload: { seasonId: id, by: null }, changesPages: true })
    for (const id of await q.endPast(tx.db, brandId, tx.now())) await record(tx, { name: 'season.ended', payload: { seasonId: id, by: null }, changesPages: true })
  })
