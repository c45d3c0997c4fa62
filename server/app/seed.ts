import { claim, place } from '#queue'
import { close, markRead, markSeen, note, open, receive, reply } from '#conversations'
import { createAccount, joinPartner, type Ctx } from '#identity'
import { answerBy, end, move, renew, settle, start } from '#promises'
import { headOf } from '#conversations'
import { findSubtopic } from '#topics'
import { seedDemo, type Demo, type DemoPorts } from '../content/index.ts'

/** The demo world through the product's own verbs. */
export const seed = (ctx: Ctx, demo: Demo): Promise<void> => seedDemo(ctx, demo, ports)

const ports: DemoPorts = {
  createAccount, joinPartner, answerBy, open, receive, markSeen, claim, markRead, reply, note, close,
  movePromise: (ctx, id, to) => move(ctx, id, to),
  react: async (ctx, id, happened) => {
    await clock[happened](ctx, id)
    await place(ctx, id)
  },
}

const clock: Record<Parameters<DemoPorts['react']>[2], (ctx: Ctx, id: string) => Promise<unknown>> = {
  opened: start,
  reply: (ctx, id) => settle(ctx, id, ctx.now()),
  closed: end,
  taken: async () => undefined,
  message: async (ctx, id) => {
    const head = await headOf(ctx, id)
    const found = head && (await findSubtopic(ctx, { door: 'partner', topic: head.topic, subtopic: head.subtopic }))
    if (found) await renew(ctx, id, { rule: found.subtopic.rules.promise, timeZone: 'UTC', from: ctx.now() })
  },
}
