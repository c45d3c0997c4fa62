import { z } from 'zod'
import { Redeemed } from '#contract/desk'
import { Colleagues, Decisions, HandOver, Offers } from '#contract/queue'
import { colleaguesNow, offersOf } from '#desk'
import { accept, decisionsAbout, decline, handOver } from '#queue'
import { sawDesk } from '#staff'
import { operation } from './api.ts'
import { agentContext } from './request.ts'
import { simulationOperations } from './simulation-api.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'

/** What the queue offers, why it decided as it did, and handing over. */
export const queueOperations = [
  operation({
    method: 'post', path: `${root}/presence`, who: 'agent', about: 'The agent’s desk is open: said every half minute; who is not heard of is gone, and what waits with them goes back', body: Nothing, result: Nothing,
    run: async ({ app, c }) => {
      const ctx = await agentContext(app, c)
      await sawDesk(ctx, ctx.actor.id)
      return {}
    },
  }),
  operation({
    method: 'get', path: `${root}/offers`, who: 'agent', about: 'What is offered to the agent now', result: Offers,
    run: async ({ app, c }) => ({ offers: await offersOf(await agentContext(app, c)) }),
  }),
  operation({
    method: 'post', path: `${root}/offers/{id}/accept`, who: 'agent', about: 'Takes what was offered; refused when it has expired or was withdrawn', body: Nothing, result: Redeemed,
    run: async ({ app, c, params }) => ({ conversationId: (await accept(await agentContext(app, c), params.id ?? '')).conversationId }),
  }),
  operation({
    method: 'post', path: `${root}/offers/{id}/decline`, who: 'agent', about: 'Lets an offer pass to the next', body: Nothing, result: Nothing,
    run: async ({ app, c, params }) => {
      await decline(await agentContext(app, c), params.id ?? '')
      return {}
    },
  }),
  operation({
    method: 'get', path: `${root}/colleagues`, who: 'agent', about: 'To whom a conversation can be handed over', result: Colleagues,
    run: async ({ app, c }) => colleaguesNow(await agentContext(app, c)),
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/hand-over`, who: 'agent', about: 'Gives a conversation to another team’s queue or to a colleague on duty, with a note', body: HandOver, result: Nothing,
    run: async ({ app, c, params, body }) => {
      await handOver(await agentContext(app, c), params.id ?? '', body)
      return {}
    },
  }),
  operation({
    method: 'get', path: `${root}/conversations/{id}/decisions`, who: 'agent', about: 'What the queue and people decided about a conversation, and why', result: Decisions,
    run: async ({ app, c, params }) => {
      const decisions = await decisionsAbout(await agentContext(app, c), params.id ?? '')
      return { decisions: decisions.map((decision) => ({ ...decision, at: decision.at.toISOString() })) }
    },
  }),
  ...simulationOperations,
]
