import { z } from 'zod'
import { comeBack, here, leave, say, seen, standing } from '#chat'
import { ChatSide, ChatStanding, LeaveChat } from '#contract/chat'
import { SendMessage } from '#contract/conversations'
import { Written } from '#contract/desk'
import type { AskerActor } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { operation } from './api.ts'
import type { App } from './app.ts'
import { contextOf, member, type Request, type Side } from './request.ts'

const chat = '/api/v1/chats/{id}'
const Nothing = z.object({})

/** Whoever is in a chat: a partner user, a guest, or a visitor in the one chat they began. */
export const chatOperations = [
  operation({
    method: 'get', path: chat, who: 'partner', about: 'How a chat stands: who is with its asker, or where in the order they are and how long it takes', query: ChatSide, result: ChatStanding,
    run: async ({ app, c, params, query }) => standing(await asker({ app, c }, query.side, false), params.id ?? ''),
  }),
  operation({
    method: 'post', path: `${chat}/here`, who: 'partner', about: 'Says that the chat’s page is open; said every twenty seconds, or its asker counts as gone', query: ChatSide, body: Nothing, result: ChatStanding,
    run: async ({ app, c, params, query }) => {
      const ctx = await asker({ app, c }, query.side, false)
      await here(ctx, params.id ?? '', 'live')
      return standing(ctx, params.id ?? '')
    },
  }),
  operation({
    method: 'post', path: `${chat}/messages`, who: 'partner', about: 'Says something in a chat; a repeat of the same client id answers with the first result', query: ChatSide, body: SendMessage, result: Written, status: 201,
    run: async ({ app, c, params, query, body }) => ({ seq: await say(await asker({ app, c }, query.side), params.id ?? '', body) }),
  }),
  operation({
    method: 'post', path: `${chat}/seen`, who: 'partner', about: 'The asker has read the chat as far as it goes', query: ChatSide, body: Nothing, result: Nothing,
    run: async ({ app, c, params, query }) => done(seen(await asker({ app, c }, query.side, false), params.id ?? '')),
  }),
  operation({
    method: 'post', path: `${chat}/leave`, who: 'partner', about: 'Leaves a chat, which goes on as messages or by e-mail', query: ChatSide, body: LeaveChat, result: Nothing,
    run: async ({ app, c, params, query, body }) => done(leave(await asker({ app, c }, query.side), params.id ?? '', body)),
  }),
  operation({
    method: 'post', path: `${chat}/back`, who: 'partner', about: 'Comes back into a chat that was left: the same conversation', query: ChatSide, body: Nothing, result: ChatStanding,
    run: async ({ app, c, params, query }) => {
      const ctx = await asker({ app, c }, query.side)
      await comeBack(ctx, params.id ?? '')
      return standing(ctx, params.id ?? '')
    },
  }),
]

const asker = async ({ app, c }: { app: App; c: Request }, side: Side, isUse = true): Promise<Ctx<AskerActor>> => {
  const { actor } = await member(app, c, { sides: [side], isUse })
  if (actor.kind === 'agent') throw new Refusal('not_signed_in')
  return contextOf(app, actor)
}

const done = async (work: Promise<unknown>) => {
  await work
  return {}
}
