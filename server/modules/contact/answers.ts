import { answersFor } from '#articles'
import { present } from '#brand'
import type { Door } from '#contract/content'
import type { Ctx } from '#identity'
import { liveFor } from '#notices'
import { actionsByKeys } from '#topics'
import { guestSubtopic, partnerSubtopic } from './place.ts'

const mostArticles = 4

/** What may solve it without a contact: notices that concern it, actions one can take alone, articles. */
export const answers = async (ctx: Ctx, where: { topic: string; subtopic: string; locale: string }) => {
  const door: Door = ctx.actor.kind === 'partner' ? 'partner' : 'guest'
  const { topic, subtopic } = await (door === 'partner' ? partnerSubtopic(ctx, where) : guestSubtopic(ctx, where.topic, where.subtopic))
  const [brand, notices, actions, articles] = await Promise.all([
    present(ctx),
    liveFor(ctx, { door, topic: where.topic, subtopic: where.subtopic }),
    actionsByKeys(ctx, subtopic.rules.actions),
    answersFor(ctx, { door, ...where, keys: subtopic.rules.articles, most: mostArticles }),
  ])
  const possible = actions.filter((action) => action.kind === 'built-in' || brand.platformUrl !== null)
  return {
    topic,
    subtopic,
    notices,
    articles,
    actions: possible.map((action) => ({
      ...action,
      address: action.kind === 'built-in' ? { page: action.path ?? '' } : { url: `${brand.platformUrl}${action.path}` },
    })),
  }
}
