import { z } from 'zod'
import { Answered, AskColleague, CallLog, CallOutcome, Colleagues, ContactHoursState, DeskPhone, EndAsking, FinishCall, Hold, LogCall, Mute, PressKeys, RingOut, SoftphoneLine, type SeatCall } from '#contract/phone'
import { headOf } from '#conversations'
import { topicNames } from '#desk'
import { propertyById } from '#directory'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { answer, askColleague, callLog, decline, endAsking, finish, freeColleagues, hangUp, hold, logCall, mayCallNow, mute, pressKeys, ringOut, telephone, type CallView, type Phone } from '#voice'
import type { Door } from '#contract/content'
import { operation } from './api.ts'
import type { App } from './app.ts'
import { sipAddress, softphoneLine } from './phone.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'
const call = `${root}/calls/{id}`

const phoneOf = (app: App): Phone => {
  if (!app.phone) throw new Refusal('unavailable', { because: 'no-provider' })
  return app.phone()
}

export const phoneOperations = [
  operation({
    method: 'get', path: `${root}/phone`, who: 'agent', about: 'The agent’s telephone: the call that is offered, talked or to be written up', result: DeskPhone,
    run: async ({ app, c }) => ({ rings: app.phone !== null, softphone: app.config.voice?.sip != null, ...(await ownTelephone(await agentContext(app, c))) }),
  }),
  operation({
    method: 'get', path: `${root}/phone/line`, who: 'agent', about: 'Where the telephone in the browser registers, and as whom, for the next ten minutes', result: SoftphoneLine,
    run: async ({ app, c }) => ({ line: softphoneLine(app, (await agentContext(app, c)).actor.id) }),
  }),
  operation({
    method: 'get', path: `${root}/phone/colleagues`, who: 'agent', about: 'Colleagues who can be asked or handed the call now', result: Colleagues,
    run: async ({ app, c }) => ({ colleagues: (await freeColleagues(await agentContext(app, c))).map((free) => ({ ...free, address: sipAddress(app.config.voice?.sip, free.agentId) })) }),
  }),
  operation({
    method: 'get', path: `${root}/calls`, who: 'agent', about: 'The newest calls', result: CallLog,
    run: async ({ app, c }) => ({ calls: (await callLog(await agentContext(app, c))).map(presentLogged) }),
  }),
  operation({
    method: 'post', path: `${call}/answer`, who: 'agent', about: 'Takes the offered call and its conversation', body: Nothing, result: Answered,
    run: async ({ app, c, params }) => answer(await agentContext(app, c), phoneOf(app), params.id ?? ''),
  }),
  operation({
    method: 'post', path: `${call}/decline`, who: 'agent', about: 'Lets the offered call pass to a colleague; who was asked by one says no, or leaves them', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => done(decline(await agentContext(app, c), phoneOf(app), params.id ?? '')),
  }),
  operation({
    method: 'post', path: `${call}/hold`, who: 'agent', about: 'Keeps the caller on hold, or takes them back', body: Hold, result: Nothing,
    run: async ({ app, c, params, body }) => done(hold(await agentContext(app, c), phoneOf(app), { callId: params.id ?? '', held: body.held })),
  }),
  operation({
    method: 'post', path: `${call}/mute`, who: 'agent', about: 'Keeps the agent from being heard, or lets them be heard again', body: Mute, result: Nothing,
    run: async ({ app, c, params, body }) => done(mute(await agentContext(app, c), phoneOf(app), { callId: params.id ?? '', muted: body.muted })),
  }),
  operation({
    method: 'post', path: `${call}/keys`, who: 'agent', about: 'Presses keys for whoever is at the other end', body: PressKeys, result: Nothing,
    run: async ({ app, c, params, body }) => done(pressKeys(await agentContext(app, c), phoneOf(app), { callId: params.id ?? '', keys: body.keys })),
  }),
  operation({
    method: 'post', path: `${call}/ask`, who: 'agent', about: 'Asks a colleague, with the caller on hold', body: AskColleague, result: Nothing,
    run: async ({ app, c, params, body }) => done(askColleague(await agentContext(app, c), phoneOf(app), { callId: params.id ?? '', agentId: body.agentId })),
  }),
  operation({
    method: 'post', path: `${call}/end-asking`, who: 'agent', about: 'Hands the call over to the colleague, or goes back to the caller', body: EndAsking, result: Nothing,
    run: async ({ app, c, params, body }) => done(endAsking(await agentContext(app, c), phoneOf(app), { callId: params.id ?? '', handOver: body.handOver })),
  }),
  operation({
    method: 'post', path: `${call}/hang-up`, who: 'agent', about: 'Ends the talk', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => done(hangUp(await agentContext(app, c), phoneOf(app), params.id ?? '')),
  }),
  operation({
    method: 'post', path: `${call}/finish`, who: 'agent', about: 'Writes outcome and note, and frees the telephone; a dropped call is called back first', body: FinishCall, result: Nothing,
    run: async ({ app, c, params, body }) => done(finish(await agentContext(app, c), params.id ?? '', body)),
  }),
  operation({
    method: 'get', path: `${root}/conversations/{id}/contact-hours`, who: 'agent', about: 'Whether the asker may be phoned now, by their own clock', result: ContactHoursState,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      const may = await mayCallNow(ctx, params.id ?? '')
      if (!may) throw new Refusal('not_found')
      return { now: may.state.now, from: may.state.now ? null : (may.state.from?.toISOString() ?? null), timeZone: may.hours.timeZone, localTime: ctx.now().toISOString() }
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/ring`, who: 'agent', about: 'Rings the asker on the number on file, or the one they gave', body: RingOut, result: Nothing,
    run: async ({ app, c, params, body }) => done(ringOut(await agentContext(app, c), phoneOf(app), { conversationId: params.id ?? '', outsideHours: body.outsideHours })),
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/log-call`, who: 'agent', about: 'Writes down a call made or taken on another telephone', body: LogCall, result: Nothing,
    run: async ({ app, c, params, body }) => done(logCall(await agentContext(app, c), { conversationId: params.id ?? '', ...body })),
  }),
]

const done = async (work: Promise<unknown>) => {
  await work
  return {}
}

const ownTelephone = async (ctx: Ctx<AgentActor>): Promise<Pick<z.input<typeof DeskPhone>, 'ringing' | 'seat'>> => {
  const { ringing, seat } = await telephone(ctx)
  return {
    ringing: ringing && { role: ringing.role, since: ringing.since.toISOString(), call: await presentCall(ctx, ringing) },
    seat: seat && { state: seat.state, role: seat.role as 'main', since: seat.since.toISOString(), muted: seat.muted, asked: seat.asked, call: await presentCall(ctx, seat) },
  }
}

const presentCall = async (ctx: Ctx<AgentActor>, { call: row, callBack, isNumberOnFile }: CallView): Promise<z.input<typeof SeatCall>> => {
  const head = row.conversation_id ? await headOf(ctx, row.conversation_id) : null
  const property = (head?.property_id ?? row.property_id) ? await propertyById(ctx, head?.property_id ?? row.property_id ?? '') : null
  const names = head ? await topicNames(ctx, { door: head.door as Door, topic: head.topic, subtopic: head.subtopic, locale: ctx.actor.locale }) : null
  return {
    id: row.id, direction: row.direction as 'in', door: row.door as Door, locale: row.locale, level: row.level, proof: row.proof as 'none', number: row.number, numberOnFile: isNumberOnFile,
    claimedName: row.claimed_name, conversationId: row.conversation_id, caseNumber: head?.case_number ?? null, askerName: head?.asker_name ?? null, topic: names?.topic.name ?? null,
    subtopic: names?.subtopic.name ?? null, propertyName: property?.name ?? null, callBack: (callBack?.why as 'asked' | undefined) ?? null,
    waitingSince: row.waiting_since?.toISOString() ?? null, answeredAt: row.answered_at?.toISOString() ?? null, held: row.held,
  }
}

const presentLogged = ({ call: row, agent, seconds }: Awaited<ReturnType<typeof callLog>>[number]) => ({
  id: row.id, direction: row.direction as 'in', door: row.door as Door, number: row.number, level: row.level, startedAt: row.started_at.toISOString(), seconds, state: row.state as 'ended',
  ended: row.ended, outcome: CallOutcome.nullable().catch(null).parse(row.outcome), agent, conversationId: row.conversation_id,
})
