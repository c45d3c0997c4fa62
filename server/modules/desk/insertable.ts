import { answersFor, articlePath, type Card } from '#articles'
import type { InsertableArticle } from '#contract/casework'
import { headOf } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { find } from '#search'
import { findSubtopic } from '#topics'

const most = 8

/** Articles to send along, in the asker's language: what the words find, or without words what answers the subtopic. */
export const insertableArticles = async (ctx: Ctx<AgentActor>, id: string, { q, publicUrl }: { q: string; publicUrl: string }): Promise<InsertableArticle[]> => {
  const head = await headOf(ctx, id)
  if (!head) throw new Refusal('not_found')
  const { topic, subtopic, locale } = head
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const keys = (await findSubtopic(ctx, { door, topic, subtopic }))?.subtopic.rules.articles ?? []
  const cards: Card[] = q.trim() === ''
    ? await answersFor(ctx, { door, topic, subtopic, keys, locale, most })
    : (await find(ctx, { door, locale, q, limit: most })).results
  return cards.map((card) => ({ key: card.key, title: card.title, summary: card.summary, locale: card.locale, url: new URL(articlePath(locale, card), publicUrl).href }))
}
