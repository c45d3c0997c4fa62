import { headOf, markCall, note } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { accept, arrive, claim, claimOn, decline as letPass, depart, leave, offerTo, place, release } from '#queue'
import { agentActor, backToQueue } from './agents.ts'
import { ending, notReached, promiseCall, rangIn, toCome } from './call-back.ts'
import * as q from './call-queries.ts'
import { linesOf } from './lines.ts'
import { endLegs } from './end-legs.ts'
import { eventAddress, stepAddress, type Phone } from './phone.ts'
import { refOf } from './refs.ts'

const dialSeconds = 25

/** The agent's own call, locked; refuses with `not_found` what is not theirs. */
export const ownCall = async (tx: Ctx<AgentActor>, callId: string, states: readonly q.Seat['state'][]): Promise<{ call: q.Call; seat: q.Seat }> => {
  const call = await q.lockCall(tx.db, tx.actor.brandId, callId)
  const seat = await q.seatOf(tx.db, tx.actor.brandId, tx.actor.id)
  if (!call || seat?.call_id !== callId) throw new Refusal('not_found')
  if (!states.includes(seat.state)) throw new Refusal('already_used')
  return { call, seat }
}

/**
 * Takes a call that waits, offered or not: its conversation is the agent's, and both are brought into one room. What the agent had
 * left to write up of the call before stays as it is.
 */
export const answer = async (ctx: Ctx<AgentActor>, phone: Phone, callId: string): Promise<{ conversationId: string | null }> => {
  const { call, role } = await inTransaction(ctx, async (tx) => {
    const waiting = await q.lockCall(tx.db, tx.actor.brandId, callId)
    const seat = await q.seatOf(tx.db, tx.actor.brandId, tx.actor.id)
    if (!waiting) throw new Refusal('not_found')
    if (seat?.call_id === callId && seat.state === 'offered') {
      await q.changeSeat(tx.db, seat, { state: 'talking', since: tx.now() })
      // Whoever has asked sees that they are talking now.
      await record(tx, { name: 'call.joined', ...(waiting.conversation_id ? { conversationId: waiting.conversation_id } : {}) })
      return { call: waiting, role: 'asked' as const }
    }
    return { call: await takeUp(tx, waiting, seat), role: 'main' as const }
  })
  await bringTogether(ctx, phone, { call, role })
  return { conversationId: call.conversation_id }
}

/** A conversation was taken that somebody is on the line for, by whatever way: they are connected. */
export const connectTaken = async (ctx: Ctx, phone: Phone, conversationId: string): Promise<void> => {
  const [call, holder] = [await q.liveCallOf(ctx.db, ctx.actor.brandId, conversationId), await claimOn(ctx, conversationId)]
  if (call?.state !== 'waiting' || !holder) return
  await answer({ ...ctx, actor: await agentActor(ctx, holder.agentId) }, phone, call.id).catch(async (error: unknown) => {
    // They talk with somebody else: nobody waits for the one who has their hands full.
    if (error instanceof Refusal && error.code === 'taken_by_another') await inTransaction(ctx, (tx) => backToQueue(tx, conversationId))
    throw error
  })
}

const takeUp = async (tx: Ctx<AgentActor>, call: q.Call, seat: q.Seat | undefined): Promise<q.Call> => {
  if (call.state !== 'waiting' || !call.conversation_id) throw new Refusal('already_closed')
  if (seat && seat.state !== 'noting') throw new Refusal('taken_by_another', { because: 'on-the-telephone' })
  if (seat) await q.deleteSeat(tx.db, tx.actor.brandId, tx.actor.id)
  const offer = await offerTo(tx)
  if (offer?.conversation_id === call.conversation_id) await accept(tx, offer.id)
  else await claim(tx, call.conversation_id)
  const seated = await q.insertSeat(tx.db, { brand_id: tx.actor.brandId, agent_id: tx.actor.id, call_id: call.id, state: 'talking', since: tx.now() })
  if (!seated) throw new Refusal('taken_by_another', { because: 'on-the-telephone' })
  await markCall(tx, call.conversation_id, { event: call.direction === 'out' ? 'calling' : 'answered' })
  if (call.direction === 'in') await rangIn(tx, call)
  return q.changeCall(tx.db, call, {
    state: 'talking', agent_id: tx.actor.id, ...(call.direction === 'in' ? { step: 'meet', answered_at: tx.now() } : {}),
  })
}

const bringTogether = async (ctx: Ctx<AgentActor>, phone: Phone, { call, role }: { call: q.Call; role: 'main' | 'asked' }) => {
  const from = await ownNumber(ctx, call)
  const agentRef = agentRefOf(phone, call.id, ctx.actor.id)
  const seat = { brand_id: ctx.actor.brandId, agent_id: ctx.actor.id, call_id: call.id }
  const placed = await phone.provider.control.place({
    to: phone.agentAddress(ctx.actor.id), from, answerAddress: stepAddress(phone, 'meet', agentRef), eventAddress: eventAddress(phone, agentRef), seconds: dialSeconds,
  })
  if (placed.placed) {
    await q.tellLeg(ctx.db, { brandId: ctx.actor.brandId, provider: phone.provider.key, legId: placed.legId, callId: call.id, side: 'agent', agentId: ctx.actor.id, event: null, cause: null, at: ctx.now() })
    // Whoever has left while their telephone was being rung is not to find an empty room.
    if (!(await q.ringSeat(ctx.db, seat, placed.legId))) {
      await q.letGoLeg(ctx.db, { brandId: ctx.actor.brandId, legId: placed.legId }, ctx.now())
      return endLegs(ctx, phone, [placed.legId])
    }
  }
  if (role === 'asked') return placed.placed ? undefined : notRung(ctx)
  if (!placed.placed) return backInLine(ctx, call)
  if (call.direction === 'in') await phone.provider.control.redirect(call.provider_id, callerAddress(phone, call, 'meet'))
  else await dial(ctx, phone, { call, from, agentLeg: placed.legId })
}

// Whoever has asked sees that nobody comes.
const notRung = async (ctx: Ctx<AgentActor>): Promise<never> => {
  await q.deleteSeat(ctx.db, ctx.actor.brandId, ctx.actor.id)
  throw new Refusal('unavailable', { because: 'provider' })
}

export const agentRefOf = (phone: Phone, callId: string, agentId: string): string => refOf({ callId, side: 'agent', agentId }, phone.secret)
const callerRef = (phone: Phone, call: q.Call) => refOf({ callId: call.id, side: 'caller' }, phone.secret)
export const callerAddress = (phone: Phone, call: q.Call, step: string) => stepAddress(phone, step, callerRef(phone, call))

const dial = async (ctx: Ctx<AgentActor>, phone: Phone, { call, from, agentLeg }: { call: q.Call; from: string; agentLeg: string }) => {
  const { control, key: provider } = phone.provider
  const placed = await control.place({
    to: call.number ?? '', from, answerAddress: callerAddress(phone, call, 'confirm'), eventAddress: eventAddress(phone, callerRef(phone, call)), seconds: dialSeconds,
  })
  if (placed.placed) {
    if (!(await isRinging(ctx, call, { provider, legId: placed.legId }))) await endLegs(ctx, phone, [placed.legId])
    return
  }
  await q.letGoLeg(ctx.db, { brandId: ctx.actor.brandId, legId: agentLeg }, ctx.now())
  await endLegs(ctx, phone, [agentLeg])
  // Nobody was rung: that is no try of theirs.
  if (placed.because === 'down') return backInLine(ctx, call)
  await inTransaction(ctx, async (tx) => {
    await notReached(tx, call)
    await endCall(tx, call, 'not-reached')
  })
}

/** Notes the leg that rings; false when nobody is there to talk any more. */
const isRinging = (ctx: Ctx<AgentActor>, call: q.Call, { provider, legId }: { provider: string; legId: string }): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const now = await q.lockCall(tx.db, brandId, call.id)
    await q.tellLeg(tx.db, { brandId, provider, legId, callId: call.id, side: 'caller', agentId: null, event: null, cause: null, at: tx.now() })
    const isTheirs = now?.state === 'talking' && now.agent_id === tx.actor.id
    if (isTheirs) await q.changeCall(tx.db, call, { provider, provider_id: legId })
    else await q.letGoLeg(tx.db, { brandId, legId }, tx.now())
    return isTheirs
  })

/** The provider cannot ring them: whoever waits goes on waiting where they stood, and is offered to others. */
const backInLine = async (ctx: Ctx<AgentActor>, call: q.Call): Promise<never> => {
  await inTransaction(ctx, async (tx) => {
    await q.deleteSeat(tx.db, tx.actor.brandId, tx.actor.id)
    await (call.direction === 'in' ? waitAgain(tx, call) : callOff(tx, call))
  })
  throw new Refusal('unavailable', { because: 'provider' })
}

/** Whoever talked with them is off the line: they stand where they stood. */
export const waitAgain = async (tx: Ctx, call: q.Call): Promise<q.Call> => {
  const waiting = await q.changeCall(tx.db, call, {
    state: 'waiting', agent_id: null, answered_at: null, held: false, ...(call.direction === 'in' ? { step: 'waiting' } : { step: 'confirm', tries: 0, provider: toCome, provider_id: `again-${newId()}` }),
  })
  if (!call.conversation_id) return waiting
  const holder = await claimOn(tx, call.conversation_id)
  if (holder) await release({ ...tx, actor: await agentActor(tx, holder.agentId) }, call.conversation_id, 'call-waits')
  await markCall(tx, call.conversation_id, call.direction === 'in' ? { event: 'waiting' } : { event: 'call-back', data: { at: tx.now().toISOString(), number: ending(call.number ?? '') } })
  await place(tx, call.conversation_id)
  return waiting
}

/**
 * Nobody has answered yet and the agent is gone: a promised call keeps its place and is another's, one of the agent's own accord is
 * over. Gives the legs that still ring: whoever picked up would hear an empty room.
 */
export const callOff = async (tx: Ctx, call: q.Call): Promise<string[]> => {
  const legs = legOf(call)
  for (const legId of legs) await q.letGoLeg(tx.db, { brandId: call.brand_id, legId }, tx.now())
  if (call.callback_id) await waitAgain(tx, call)
  else await endCall(tx, call, 'agent-left')
  return legs
}

/** The leg of whoever is called or calls; nothing while none is known yet. */
export const legOf = ({ provider, provider_id: legId }: q.Call): string[] => (provider === toCome ? [] : [legId])

const ownNumber = async (ctx: Ctx, call: q.Call): Promise<string> => {
  const lines = await linesOf(ctx, call.door === 'guest' ? 'guest' : 'partner')
  return (lines.find(({ key }) => key === call.line) ?? lines.find(({ languages }) => languages.includes(call.locale)) ?? lines[0])?.number ?? ''
}

/** Lets the offer pass to the next; who is asked by a colleague says no to them, or has said what there was to say and leaves them. */
export const decline = async (ctx: Ctx<AgentActor>, phone: Phone, callId: string): Promise<void> => {
  const leg = await inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const seat = await q.seatOf(tx.db, brandId, tx.actor.id)
    if (seat?.call_id === callId && seat.role === 'asked') {
      await q.deleteSeat(tx.db, brandId, tx.actor.id)
      if (seat.leg_id) await q.letGoLeg(tx.db, { brandId, legId: seat.leg_id }, tx.now())
      return seat.leg_id
    }
    const [call, offer] = [await q.callById(tx.db, brandId, callId), await offerTo(tx)]
    if (!call || offer?.conversation_id !== call.conversation_id) throw new Refusal('not_found')
    await letPass(tx, offer?.id ?? '')
    return null
  })
  await endLegs(ctx, phone, leg ? [leg] : [])
}

/** The caller hears that they are kept, or is with the agent again. */
export const hold = async (ctx: Ctx<AgentActor>, phone: Phone, { callId, held }: { callId: string; held: boolean }): Promise<void> => {
  const call = await inTransaction(ctx, async (tx) => q.changeCall(tx.db, (await ownCall(tx, callId, ['talking'])).call, { held, step: held ? 'held' : 'meet' }))
  if (await phone.provider.control.redirect(call.provider_id, callerAddress(phone, call, call.step))) return
  // What the desk shows is what the caller hears.
  await q.changeTalk(ctx.db, call, { held: !held, step: held ? 'meet' : 'held' })
  throw new Refusal('unavailable', { because: 'provider' })
}

/** Ends the talk from the desk. */
export const hangUp = async (ctx: Ctx<AgentActor>, phone: Phone, callId: string): Promise<void> => {
  const legs = await inTransaction(ctx, async (tx) => {
    const own = await ownCall(tx, callId, ['talking'])
    if (own.seat.role === 'asked') throw new Refusal('not_allowed')
    if (own.call.direction === 'out' && !own.call.answered_at) await notReached(tx, own.call)
    const seats = await q.seatsOfCall(tx.db, tx.actor.brandId, callId)
    const up = [...legOf(own.call), ...seats.flatMap(({ leg_id: leg }) => leg ?? [])]
    await endCall(tx, own.call, 'hung-up')
    await q.oweLegs(tx.db, { brandId: tx.actor.brandId, legIds: up, what: 'end' }, tx.now())
    return up
  })
  await endLegs(ctx, phone, legs)
}

/** The call is over; whoever talked has the note and the outcome to write, whoever was only asked is free. */
export const endCall = async (tx: Ctx, call: q.Call, ended: string): Promise<q.Call> => {
  await leaveLine(tx, call)
  for (const seat of await q.seatsOfCall(tx.db, tx.actor.brandId, call.id)) {
    if (seat.role === 'main' && seat.state === 'talking') await q.changeSeat(tx.db, seat, { state: 'noting', since: tx.now() })
    else await q.deleteSeat(tx.db, seat.brand_id, seat.agent_id)
    // Who went off duty as they talked had this left to do.
    if (seat.role === 'main') await leave(tx, seat.agent_id)
  }
  return q.changeCall(tx.db, call, { state: 'ended', step: 'promised', held: false, ended_at: call.ended_at ?? tx.now(), ended })
}

// Two may be on the line about one matter, as after a cut that the provider tells late: whoever still waits keeps the place.
const leaveLine = async (tx: Ctx, call: q.Call): Promise<void> => {
  if (!call.conversation_id) return
  const other = await q.otherLiveCall(tx.db, call)
  if (!other) await depart(tx, call.conversation_id)
  if (other?.state !== 'waiting') return
  await backToQueue(tx, call.conversation_id)
  // Another round of offers: whoever had the last one is asked too.
  const placeOf = other.number === call.number ? call : other
  await depart(tx, call.conversation_id)
  await arrive(tx, call.conversation_id, { work: 'call', since: new Date((placeOf.waiting_since ?? placeOf.started_at).getTime() + 1), language: other.locale })
}

export type Finish = { outcome: CallOutcome; note: string; clientId: string; callBack: boolean }
export const callOutcomes = ['solved', 'answered', 'follow-up', 'not-reached', 'dropped'] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** What came of it: the asker reads the outcome, staff the note, and the agent is free for the next. */
export const finish = (ctx: Ctx<AgentActor>, callId: string, { outcome, note: text, clientId, callBack }: Finish): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { call } = await ownCall(tx, callId, ['noting'])
    await q.deleteSeat(tx.db, tx.actor.brandId, tx.actor.id)
    await q.changeCall(tx.db, call, { outcome })
    const id = call.conversation_id
    if (!id) return
    if (text.trim() !== '') await note(tx, id, { clientId, body: text.trim() })
    if (call.answered_at && outcome !== 'dropped') await markCall(tx, id, { event: 'spoken', data: { outcome } })
    if (callBack || outcome === 'dropped') await callBackDropped(tx, call)
    await place(tx, id)
  })

/** The line broke: called back in the place they had, and nothing is asked again. */
export const callBackDropped = async (tx: Ctx, call: q.Call): Promise<void> => {
  const head = call.conversation_id ? await headOf(tx, call.conversation_id) : null
  const number = call.number ?? head?.callback_number ?? null
  if (!head || !number) return
  await markCall(tx, head.id, { event: 'dropped' })
  const other = await q.otherLiveCall(tx.db, call)
  // They have rung again already, and wait in the place they had.
  if (other?.direction === 'in' && other.number === call.number) return
  try {
    await promiseCall(tx, {
      conversationId: head.id, number: call.level === 1 ? (head.callback_number ?? number) : number, why: 'dropped', level: call.level, proof: call.proof,
      placeSince: call.waiting_since ?? call.started_at,
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tx.log.warn({ callId: call.id, because: error.detail.problem ?? error.code }, 'a dropped call cannot be called back')
  }
}
