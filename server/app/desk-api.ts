import { z } from 'zod'
import { present } from '#brand'
import { checkFiles, mention, recordLook, saveDraft } from '#casework'
import { ChangeMe, Claimed, Close, DeskConversation, MarkRead, Me, MyPage, Note, Picked, QueuePage, RedeemCode, Redeemed, Written } from '#contract/desk'
import { Reply } from '#contract/desk-reply'
import { Lane } from '#contract/queue'
import { OpenQuery } from '#contract/thread'
import { announceClosing, close, markRead, note, reply, sendHeldNow } from '#conversations'
import { deskConversation, myPage, queuePage } from '#desk'
import { changeLocale, redeemCallerCode, type AgentActor, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { claim, peopleNow, pickNext, release } from '#queue'
import { comeBack, goAway, goOff, goOn, setCapacity } from '#staff'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const Property = z.string().max(40).optional()
const QueueQuery = z.object({ lane: Lane.optional(), property: Property, after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
const root = '/api/v1/desk'

export const deskOperations = [
  operation({
    method: 'get', path: `${root}/me`, who: 'agent', about: 'The signed-in agent', result: Me,
    run: async ({ app, c }) => aboutMe(await agentContext(app, c)),
  }),
  operation({
    method: 'patch', path: `${root}/me`, who: 'agent', about: 'Changes interface language, capacity, or whether the agent takes work', body: ChangeMe, result: Me,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      if (body.locale) await changeLocale(ctx, ctx.actor.id, body.locale)
      if (body.capacity !== undefined) await setCapacity(ctx, ctx.actor.id, body.capacity)
      if (body.onDuty !== undefined) await (body.onDuty ? goOn : goOff)(ctx, ctx.actor.id)
      if (body.away !== undefined) await (body.away ? goAway : comeBack)(ctx, ctx.actor.id)
      return aboutMe({ ...ctx, actor: { ...ctx.actor, locale: body.locale ?? ctx.actor.locale } })
    },
  }),
  operation({
    method: 'get', path: `${root}/queue`, who: 'agent', about: 'Who waits, in due order, with the reasons', query: QueueQuery, result: QueuePage,
    run: async ({ app, c, query }) => queuePage(await agentContext(app, c), query),
  }),
  operation({
    method: 'post', path: `${root}/queue/next`, who: 'agent', about: 'Takes whoever is next; the ordinary lane keeps its share of the picks', body: Nothing, result: Picked,
    run: async ({ app, c }) => pickNext(await agentContext(app, c)),
  }),
  operation({
    method: 'get', path: `${root}/mine`, who: 'agent', about: 'What the agent has taken and not closed', query: z.object({ property: Property }), result: MyPage,
    run: async ({ app, c, query }) => myPage(await agentContext(app, c), query),
  }),
  operation({
    method: 'get', path: `${root}/conversations/{id}`, who: 'agent', about: 'A conversation with its newest entries and what stands beside it', query: OpenQuery, result: DeskConversation,
    run: async ({ app, c, params, query }) => {
      const ctx = await agentContext(app, c)
      const found = await deskConversation(ctx, params.id ?? '', query)
      await recordLook(ctx, found.id, { opened: query.ahead === undefined })
      return found
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/take`, who: 'agent', about: 'Takes a conversation; the second to come is refused', body: Nothing, result: Claimed,
    run: async ({ app, c, params }) => {
      const held = await claim(await agentContext(app, c), params.id ?? '')
      return { ...held, since: held.since.toISOString() }
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/release`, who: 'agent', about: 'Gives a conversation back to the queue', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await release(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/read`, who: 'agent', about: 'Staff have read what the asker wrote', body: MarkRead, result: Nothing,
    run: async ({ app, c, params, body }) => {
      await markRead(await agentContext(app, c), params.id ?? '', body.seq)
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/reply`, who: 'agent', about: 'Answers the asker; refused when the thread has changed', body: Reply, result: Written,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      await checkFiles(ctx, body.fileIds ?? [])
      // Who answers has taken it: an answer beside somebody else's is refused with their name.
      await claim(ctx, params.id ?? '')
      return { seq: await reply(ctx, params.id ?? '', body) }
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/note`, who: 'agent', about: 'Writes an internal note', body: Note, result: Written,
    run: async ({ app, c, params, body: { mentions = [], ...entry } }) => {
      const ctx = await agentContext(app, c)
      const seq = await note(ctx, params.id ?? '', entry)
      await mention(ctx, params.id ?? '', { seq, agentIds: mentions })
      await saveDraft(ctx, params.id ?? '', { kind: 'note', body: '' })
      return { seq }
    },
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/close`, who: 'agent', about: 'Closes with the asker’s consent, or announces closing after silence', body: Close, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const { settings } = await present(ctx)
      await sendHeldNow(ctx, params.id ?? '')
      if (body.askerAgreed) await close(ctx, params.id ?? '', body)
      else await announceClosing(ctx, params.id ?? '', { ...body, silenceDays: settings.silenceDays })
      return {}
    },
  }),
  operation({
    method: 'post', path: `${root}/caller-codes/redeem`, who: 'agent', about: 'Opens the conversation a caller’s code stands for, and takes it', body: RedeemCode, result: Redeemed,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      await countAttempt(ctx, { subject: `redeem-code:${ctx.actor.id}`, most: 30, windowMinutes: 60 })
      const { conversationId } = await redeemCallerCode(ctx, body.code.replace(' ', ''), app.secret)
      await claim(ctx, conversationId).catch(unlessHeld)
      return { conversationId }
    },
  }),
]

// The caller is on the line: whoever answers sees the conversation, also one that a colleague has or that is closed.
const unlessHeld = (error: unknown) => {
  if (!(error instanceof Refusal) || (error.code !== 'taken_by_another' && error.code !== 'already_closed')) throw error
}

/** What the desk knows of who sits at it. */
export const aboutMe = async (ctx: Ctx<AgentActor>): Promise<Me> => {
  const [people, brand] = await Promise.all([peopleNow(ctx, [ctx.actor.id]), present(ctx)])
  const own = people.find(({ agent }) => agent.accountId === ctx.actor.id)
  return {
    id: ctx.actor.id, name: ctx.actor.name, email: ctx.actor.email, locale: ctx.actor.locale, timeZone: ctx.actor.timeZone,
    roles: own?.agent.roles ?? [], onDuty: own?.agent.onSince != null, presence: own?.agent.presence ?? null,
    capacity: own?.agent.capacity ?? 0, has: own ? own.load.message + own.load.chat + own.load.call : 0, brand: { name: brand.name, demo: brand.isDemo, callHours: brand.settings.callHours, relocation: brand.settings.relocation },
  }
}
