import { headOf } from '#conversations'
import { partnerById, propertyById } from '#directory'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { linePlace, offerTo, peopleNow, type LinePlace } from '#queue'
import * as backs from './call-back-queries.ts'
import * as q from './call-queries.ts'

export type CallView = { call: q.Call; callBack: backs.CallBack | null; isNumberOnFile: boolean }
export type Ringing = CallView & { role: 'main' | 'asked'; since: Date }
export type SeatView = CallView & { state: 'talking' | 'noting'; role: q.Seat['role']; since: Date; muted: boolean; asked: { agentId: string; name: string; talks: boolean } | null }

/** An agent's telephone: what rings for them, and the call they have or have just had. */
export const telephone = async (ctx: Ctx<AgentActor>): Promise<{ ringing: Ringing | null; seat: SeatView | null }> => {
  const seat = await q.seatOf(ctx.db, ctx.actor.brandId, ctx.actor.id)
  const call = seat && (await q.callById(ctx.db, ctx.actor.brandId, seat.call_id))
  if (seat && call && seat.state === 'offered') return { ringing: { ...(await viewOf(ctx, call)), role: 'asked', since: seat.since }, seat: null }
  return { ringing: await offered(ctx), seat: seat && call ? { ...(await viewOf(ctx, call)), state: seat.state === 'noting' ? 'noting' : 'talking', role: seat.role, since: seat.since, muted: seat.muted, asked: await askedBy(ctx, call) } : null }
}

const offered = async (ctx: Ctx<AgentActor>): Promise<Ringing | null> => {
  const offer = await offerTo(ctx)
  const call = offer && (await q.liveCallOf(ctx.db, ctx.actor.brandId, offer.conversation_id))
  return offer && call?.state === 'waiting' ? { ...(await viewOf(ctx, call)), role: 'main', since: offer.offered_at } : null
}

const askedBy = async (ctx: Ctx<AgentActor>, call: q.Call) => {
  const asked = (await q.seatsOfCall(ctx.db, ctx.actor.brandId, call.id)).find(({ role, agent_id: id }) => role === 'asked' && id !== ctx.actor.id)
  if (!asked) return null
  return { agentId: asked.agent_id, name: (await namesByIds(ctx, [asked.agent_id])).get(asked.agent_id) ?? '', talks: asked.state === 'talking' }
}

const viewOf = async (ctx: Ctx, call: q.Call): Promise<CallView> => ({
  call, callBack: call.callback_id ? ((await backs.callBackById(ctx.db, ctx.actor.brandId, call.callback_id)) ?? null) : null, isNumberOnFile: await isOnFile(ctx, call),
})

// A number can be made up; one that is known is still worth saying.
const isOnFile = async (ctx: Ctx, call: q.Call): Promise<boolean> => {
  if (!call.number) return false
  const head = call.conversation_id ? await headOf(ctx, call.conversation_id) : null
  const property = call.property_id ? await propertyById(ctx, call.property_id) : null
  const partnerId = head?.partner_id ?? property?.partnerId ?? null
  const partner = partnerId ? await partnerById(ctx, partnerId) : null
  return partner?.phoneOnFile === call.number
}

/** The newest call about a conversation, with how sure it was who was on the line; null where there is none. */
export const newestCall = async (ctx: Ctx, conversationId: string): Promise<Omit<CallView, 'callBack'> | null> => {
  const call = await q.newestCallOf(ctx.db, ctx.actor.brandId, conversationId)
  return call ? { call, isNumberOnFile: await isOnFile(ctx, call) } : null
}

/** Colleagues who could be asked now: there, and not on the telephone. */
export const freeColleagues = async (ctx: Ctx<AgentActor>): Promise<{ agentId: string; name: string; languages: string[] }[]> => {
  const [people, seats] = [await peopleNow(ctx), await q.seats(ctx.db, ctx.actor.brandId)]
  const busy = new Set(seats.map(({ agent_id: id }) => id))
  const free = people.filter(({ agent, takes }) => takes && agent.accountId !== ctx.actor.id && !busy.has(agent.accountId))
  const names = await namesByIds(ctx, free.map(({ agent }) => agent.accountId))
  return free.map(({ agent: { accountId, languages } }) => ({ agentId: accountId, name: names.get(accountId) ?? '', languages }))
}

const longestLog = 100

/** The newest calls with their legs. */
export const callLog = async (ctx: Ctx<AgentActor>): Promise<{ call: q.Call; agent: string | null; seconds: number | null }[]> => {
  const calls = await q.logPage(ctx.db, ctx.actor.brandId, longestLog)
  const names = await namesByIds(ctx, calls.flatMap(({ agent_id: id }) => id ?? []))
  return calls.map((call) => ({
    call, agent: call.agent_id ? (names.get(call.agent_id) ?? null) : null,
    seconds: call.answered_at && call.ended_at ? Math.round((call.ended_at.getTime() - call.answered_at.getTime()) / 1_000) : null,
  }))
}

export type PhoneStanding = { state: 'waiting' | 'talking' | 'call-back'; place: LinePlace | null; at: Date | null; agent: string | null } | null

/** How a conversation stands on the telephone, as its asker may know it. No permission is checked: not for edges. */
export const phoneStanding = async (ctx: Ctx, conversationId: string): Promise<PhoneStanding> => {
  const { brandId } = ctx.actor
  const [call, back] = await Promise.all([q.liveCallOf(ctx.db, brandId, conversationId), backs.openCallBackOf(ctx.db, brandId, conversationId)])
  const place = await linePlace(ctx, conversationId)
  // Their telephone rings, or is about to.
  if (call?.state === 'talking' && call.answered_at === null) return { state: 'call-back', place: null, at: null, agent: null }
  if (call?.state === 'talking') {
    const names = call.agent_id ? await namesByIds(ctx, [call.agent_id]) : new Map<string, string>()
    return { state: 'talking', place: null, at: call.answered_at, agent: names.get(call.agent_id ?? '') ?? null }
  }
  if (back) return { state: 'call-back', place, at: back.not_before, agent: null }
  return call?.state === 'waiting' ? { state: 'waiting', place, at: call.waiting_since, agent: null } : null
}
