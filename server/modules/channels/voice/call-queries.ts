import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export type Call = Selectable<Tables['voice.call']>
export type Seat = Selectable<Tables['voice.seat']>
export type Leg = Selectable<Tables['voice.leg']>
export type NewCall = Insertable<Tables['voice.call']>
export type CallChange = Updateable<Tables['voice.call']>

/** The call, new or as it was: the provider may tell of it twice. */
export const insertCall = (db: Db, row: NewCall) =>
  db.insertInto('voice.call').values(row).onConflict((conflict) => conflict.columns(['brand_id', 'provider', 'provider_id']).doNothing()).returningAll().executeTakeFirst()

export const callByProvider = (db: Db, brandId: string, key: { provider: string; providerId: string }) =>
  db.selectFrom('voice.call').where('brand_id', '=', brandId).where('provider', '=', key.provider).where('provider_id', '=', key.providerId).selectAll().executeTakeFirst()

export const callById = (db: Db, brandId: string, id: string) =>
  db.selectFrom('voice.call').where('brand_id', '=', brandId).where('id', '=', id).selectAll().executeTakeFirst()

export const lockCall = (db: Db, brandId: string, id: string) =>
  db.selectFrom('voice.call').where('brand_id', '=', brandId).where('id', '=', id).selectAll().forUpdate().executeTakeFirst()

export const changeCall = (db: Db, call: { brand_id: string; id: string }, change: CallChange) =>
  db.updateTable('voice.call').set(change).where('brand_id', '=', call.brand_id).where('id', '=', call.id).returningAll().executeTakeFirstOrThrow()

export const liveCallOf = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('voice.call')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .where('state', '!=', 'ended')
    .selectAll()
    .orderBy('started_at', 'desc')
    .executeTakeFirst()

/** Changes a call as long as it is talked. */
export const changeTalk = (db: Db, call: { brand_id: string; id: string }, change: CallChange) =>
  db.updateTable('voice.call').set(change).where('brand_id', '=', call.brand_id).where('id', '=', call.id).where('state', '=', 'talking').execute()

/** Whoever else is on the line about the same conversation: one who talks before one who waits, else who has waited for longest. */
export const otherLiveCall = (db: Db, call: Call) =>
  db
    .selectFrom('voice.call')
    .where('brand_id', '=', call.brand_id)
    .where('conversation_id', '=', call.conversation_id)
    .where('id', '!=', call.id)
    .where('state', 'in', ['waiting', 'talking'])
    .selectAll()
    .orderBy('state')
    .orderBy('waiting_since')
    .executeTakeFirst()

/** Changes the call of a promise that nobody has taken up yet; false when somebody has. */
export const changeUntaken = async (db: Db, back: { brand_id: string; id: string }, change: CallChange): Promise<boolean> =>
  (await db.updateTable('voice.call').set(change).where('brand_id', '=', back.brand_id).where('callback_id', '=', back.id).where('state', '=', 'waiting').returning('id').executeTakeFirst()) !== undefined

/** Ends the calls of a promise that nobody has taken up yet. */
export const endUntaken = (db: Db, back: { brand_id: string; id: string }, { at, ended }: { at: Date; ended: string }) =>
  db.updateTable('voice.call').set({ state: 'ended', step: 'promised', ended_at: at, ended }).where('brand_id', '=', back.brand_id).where('callback_id', '=', back.id).where('state', '=', 'waiting').execute()

/** One event of one leg; false when it was told before. */
export const insertEvent = async (db: Db, row: Insertable<Tables['voice.event']>): Promise<boolean> =>
  (await db.insertInto('voice.event').values(row).onConflict((conflict) => conflict.doNothing()).returning('leg_id').executeTakeFirst()) !== undefined

export type LegTold = {
  brandId: string
  provider: string
  legId: string
  callId: string | null
  side: 'caller' | 'agent'
  agentId: string | null
  event: 'ringing' | 'answered' | 'ended' | null
  cause: string | null
  at: Date
}

/** Puts one event into the leg's row; whichever comes first of all stays, and an end stays an end. */
export const tellLeg = (db: Db, leg: LegTold) => {
  const at = (event: LegTold['event']) => (leg.event === event ? leg.at : null)
  return db
    .insertInto('voice.leg')
    .values({
      brand_id: leg.brandId, provider: leg.provider, leg_id: leg.legId, call_id: leg.callId, side: leg.side, agent_id: leg.agentId,
      ringing_at: at('ringing'), answered_at: at('answered'), ended_at: at('ended'), cause: leg.cause,
    })
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'provider', 'leg_id']).doUpdateSet({
        call_id: sql`coalesce(voice.leg.call_id, excluded.call_id)`,
        agent_id: sql`coalesce(voice.leg.agent_id, excluded.agent_id)`,
        ringing_at: sql`coalesce(voice.leg.ringing_at, excluded.ringing_at)`,
        answered_at: sql`coalesce(voice.leg.answered_at, excluded.answered_at)`,
        ended_at: sql`coalesce(voice.leg.ended_at, excluded.ended_at)`,
        cause: sql`coalesce(voice.leg.cause, excluded.cause)`,
        due: sql`case when excluded.ended_at is null then voice.leg.due end`,
      }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const legById = (db: Db, brandId: string, key: { provider: string; legId: string }) =>
  db.selectFrom('voice.leg').where('brand_id', '=', brandId).where('provider', '=', key.provider).where('leg_id', '=', key.legId).selectAll().executeTakeFirst()

export const legOfCall = (db: Db, call: Call, legId: string) =>
  db.selectFrom('voice.leg').where('brand_id', '=', call.brand_id).where('call_id', '=', call.id).where('leg_id', '=', legId).selectAll().executeTakeFirst()

/** Nobody is to talk on it any more: whatever the provider tells of it from now on has no consequences. */
export const letGoLeg = (db: Db, leg: { brandId: string; legId: string }, at: Date) =>
  db
    .updateTable('voice.leg')
    .set({ ended_at: at, cause: sql`coalesce(cause, 'cancelled')`, ...due('end', at) })
    .where('brand_id', '=', leg.brandId)
    .where('leg_id', '=', leg.legId)
    .where('ended_at', 'is', null)
    .execute()

const patienceMs = 10_000

// Whoever notes it does it at once; only what was not done then is done again.
const due = (what: 'end' | 'ask', at: Date) => ({ due: what, due_at: new Date(at.getTime() + patienceMs), due_tries: 0 })

/** What the provider has to be told of legs that are not over: to end them, or to have them ask what to do next. */
export const oweLegs = (db: Db, { brandId, legIds, what }: { brandId: string; legIds: readonly string[]; what: 'end' | 'ask' }, at: Date) =>
  db.updateTable('voice.leg').set(due(what, at)).where('brand_id', '=', brandId).where('leg_id', 'in', [...legIds, '']).where('ended_at', 'is', null).execute()

export const legTold = (db: Db, leg: { brandId: string; legId: string }) =>
  db.updateTable('voice.leg').set({ due: null }).where('brand_id', '=', leg.brandId).where('leg_id', '=', leg.legId).execute()

/** Legs whose time has come, each to one who asks; asked for again a little later. */
export const takeDueLegs = (db: Db, brandId: string, { now, again }: { now: Date; again: Date }) =>
  db
    .updateTable('voice.leg')
    .set({ due_at: again, due_tries: sql`due_tries + 1` })
    .where('brand_id', '=', brandId)
    .where('due', 'is not', null)
    .where('due_at', '<=', now)
    .returningAll()
    .execute()

/** Agents who talk by the desk, and whose telephone nobody has rung since then. */
export const unrungSeats = (db: Db, brandId: string, since: Date) =>
  db.selectFrom('voice.seat').where('brand_id', '=', brandId).where('state', '=', 'talking').where('leg_id', 'is', null).where('since', '<', since).selectAll().execute()

/** The agent's one seat, for one call; nothing when either is taken. */
export const insertSeat = (db: Db, row: Insertable<Tables['voice.seat']>) =>
  db.insertInto('voice.seat').values(row).onConflict((conflict) => conflict.doNothing()).returning('agent_id').executeTakeFirst()

export const seats = (db: Db, brandId: string) => db.selectFrom('voice.seat').where('brand_id', '=', brandId).selectAll().execute()

export const seatOf = (db: Db, brandId: string, agentId: string) =>
  db.selectFrom('voice.seat').where('brand_id', '=', brandId).where('agent_id', '=', agentId).selectAll().executeTakeFirst()

export const seatsOfCall = (db: Db, brandId: string, callId: string) =>
  db.selectFrom('voice.seat').where('brand_id', '=', brandId).where('call_id', '=', callId).selectAll().orderBy('role').execute()

export const changeSeat = (db: Db, seat: { brand_id: string; agent_id: string }, change: Updateable<Tables['voice.seat']>) =>
  db.updateTable('voice.seat').set(change).where('brand_id', '=', seat.brand_id).where('agent_id', '=', seat.agent_id).execute()

/** The telephone that rings for the agent of a call; false when they have left it meanwhile. */
export const ringSeat = async (db: Db, { brand_id: brandId, agent_id: agentId, call_id: callId }: Pick<Seat, 'brand_id' | 'agent_id' | 'call_id'>, legId: string): Promise<boolean> => {
  const seat = await db
    .updateTable('voice.seat')
    .set({ leg_id: legId })
    .where('brand_id', '=', brandId)
    .where('agent_id', '=', agentId)
    .where('call_id', '=', callId)
    .where('state', '=', 'talking')
    .returning('agent_id')
    .executeTakeFirst()
  return seat !== undefined
}

export const deleteSeat = (db: Db, brandId: string, agentId: string) =>
  db.deleteFrom('voice.seat').where('brand_id', '=', brandId).where('agent_id', '=', agentId).execute()

export const logPage = (db: Db, brandId: string, limit: number) =>
  db
    .selectFrom('voice.call')
    .where('brand_id', '=', brandId)
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

const keepEventsDays = 30

export const forgetEvents = (db: Db, brandId: string, now: Date) =>
  db.deleteFrom('voice.event').where('brand_id', '=', brandId).where('received_at', '<', new Date(now.getTime() - keepEventsDays * 86_400_000)).execute()

/** The newest call about a conversation, whatever became of it. */
export const newestCallOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('voice.call').selectAll().where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).orderBy('started_at', 'desc').limit(1).executeTakeFirst()
