import { writeMails } from '#email'
import { headOf, closeSilent } from '#conversations'
import { present } from '#brand'
import { propertyById } from '#directory'
import { systemActor, type Ctx } from '#identity'
import type { FactJob, Listener, Timer } from '#platform/jobs'
import { end, renew, settle, start, watch } from '#promises'
import { place } from '#queue'
import { findSubtopic } from '#topics'
import { contextOf } from './request.ts'
import type { App } from './app.ts'

/** Which module reacts to which facts. The reactor knows the source, never the reverse. */
export const listeners = (app: () => App): Listener[] => [
  { name: 'promises.clock', facts: ['conversation.opened', 'message.received', 'reply.written', 'conversation.closed'], run: about(app, keepClock) },
  {
    name: 'queue.place',
    facts: ['conversation.opened', 'message.received', 'reply.written', 'conversation.closed', 'conversation.reopened', 'promise.moved'],
    run: about(app, (ctx, job) => place(ctx, job.conversationId)),
  },
  {
    name: 'email.write',
    facts: ['conversation.opened', 'reply.written', 'promise.moved', 'conversation.closing-announced', 'conversation.closed'],
    run: (job) => writeMails(systemContext(app()), job, { publicUrl: app().publicUrl(), from: app().config.mailFrom }),
  },
  { name: 'email.deliver', facts: ['mail.queued'], run: () => app().deliverMail() },
]

export const timers = (app: () => App): Timer[] => [
  {
    name: 'promises.watch',
    cron: '* * * * *',
    run: async () => {
      const ctx = systemContext(app())
      await watch(ctx, { maxMoves: (await present(ctx)).settings.maxMoves })
    },
  },
  { name: 'conversations.close-silent', cron: '*/5 * * * *', run: async () => void (await closeSilent(systemContext(app()))) },
]

export const systemContext = (app: App): Ctx => contextOf(app, systemActor(app.brandId))

type Concerning = FactJob & { conversationId: string }

const about = (app: () => App, react: (ctx: Ctx, job: Concerning) => Promise<void>) => async (job: FactJob) => {
  const { conversationId } = job
  if (conversationId !== null) await react(systemContext(app()), { ...job, conversationId })
}

const keepClock = async (ctx: Ctx, job: Concerning) => {
  const head = await headOf(ctx, job.conversationId)
  if (!head) return
  if (job.name === 'conversation.opened') return start(ctx, head.id)
  if (job.name === 'conversation.closed') return end(ctx, head.id)
  if (job.name === 'reply.written') return settle(ctx, head.id, head.last_entry_at)
  await renewFor(ctx, head)
}

// A message after an answer asks for another answer: the subtopic's promise is given again from now.
const renewFor = async (ctx: Ctx, head: NonNullable<Awaited<ReturnType<typeof headOf>>>) => {
  const found = await findSubtopic(ctx, { door: head.door === 'guest' ? 'guest' : 'partner', topic: head.topic, subtopic: head.subtopic })
  const property = head.property_id ? await propertyById(ctx, head.property_id) : null
  if (found) await renew(ctx, head.id, { rule: found.subtopic.rules.promise, timeZone: property?.timeZone ?? 'UTC', from: head.last_entry_at })
}
