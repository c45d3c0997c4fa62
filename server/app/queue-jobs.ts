import { present } from '#brand'
import { loseSilent as loseSilentChats } from '#chat'
import { systemActor, type Ctx } from '#identity'
import type { FactJob, Listener } from '#platform/jobs'
import { askAgain, expireOffers, hasTimeOpened, leave, offerWaiting } from '#queue'
import { loseSilent } from '#staff'
import type { App } from './app.ts'
import { contextOf } from './request.ts'

const contextFor = (app: App): Ctx => contextOf(app, systemActor(app.brandId))

/** Every change after which somebody who waits may find somebody who is free. */
export const queueListeners = (app: () => App): Listener[] => [
  {
    name: 'queue.offer',
    // Whoever takes something or steps away leaves fewer there, and the circle of the others may widen.
    facts: ['agent.capacity', 'agent.away', 'offer.ended', 'conversation.taken', 'conversation.released', 'conversation.handed-over', 'live.arrived', 'live.departed'],
    run: () => offerWaiting(contextFor(app())),
  },
  {
    name: 'queue.leave',
    facts: ['agent.off-duty', 'agent.lost'],
    run: async (facts) => {
      const ctx = contextFor(app())
      for (const agentId of agentsIn(facts)) await leave(ctx, agentId)
      await offerWaiting(ctx)
    },
  },
  {
    name: 'queue.welcome',
    facts: ['agent.on-duty', 'agent.back'],
    run: async () => {
      const ctx = contextFor(app())
      await askAgain(ctx)
      await offerWaiting(ctx)
    },
  },
]

/** Who a fact about presence is of. */
export const agentsIn = (facts: readonly FactJob[]) => [...new Set(facts.flatMap(({ payload }) => (typeof payload.accountId === 'string' ? [payload.accountId] : [])))]

// Offers that run out, desks and chats that fall silent and circles that widen have no fact to hear: they are looked for every few
// seconds. What is found becomes a fact, and offered after it; where time alone has opened something, it is offered here.
const watchEveryMs = 5_000

export const startQueueWatch = (app: App): { stop: () => Promise<void> } => {
  if (app.config.role === 'web') return { stop: async () => undefined }
  // Nothing is known of the time before the first look.
  const state: { look: Promise<void>; since: Date } = { look: Promise.resolve(), since: new Date(0) }
  const watch = () => {
    const now = app.now()
    state.look = look(contextFor(app), state.since).then(() => void (state.since = now), (error: unknown) => app.log.error({ err: error }, 'watching the queue'))
  }
  const timer = setInterval(watch, watchEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      return state.look
    },
  }
}

const look = async (ctx: Ctx, since: Date) => {
  const { settings } = await present(ctx)
  await loseSilent(ctx, settings.presenceSeconds)
  await expireOffers(ctx)
  await loseSilentChats(ctx)
  if (await hasTimeOpened(ctx, since)) await offerWaiting(ctx)
}
