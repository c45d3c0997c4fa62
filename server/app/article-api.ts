import { z } from 'zod'
import { ArticleCards, ArticlesQuery, SaveArticles, Work, Worklist, WorklistQuery } from '#contract/articles'
import { articlePath, cardsByKeys, handle, save, savedArticles, type Card } from '#articles'
import { worklist } from '#desk'
import { agentById } from '#staff'
import { operation } from './api.ts'
import { agentContext, partnerContext, visitorContext } from './request.ts'

const root = '/api/v1'
const Nothing = z.object({})

export const articleOperations = [
  operation({
    method: 'get', path: `${root}/articles`, who: 'anyone', about: 'Articles by their keys, in that order', query: ArticlesQuery, result: ArticleCards,
    run: async ({ app, query }) => cardsIn(await cardsByKeys(visitorContext(app), query), query.locale),
  }),
  operation({
    method: 'get', path: `${root}/saved-articles`, who: 'partner', about: 'What the partner user has saved, the last first', result: ArticleCards,
    run: async ({ app, c }) => {
      const ctx = await partnerContext(app, c)
      return cardsIn(await savedArticles(ctx, ctx.actor.locale), ctx.actor.locale)
    },
  }),
  operation({
    method: 'post', path: `${root}/saved-articles`, who: 'partner', about: 'Saves articles; what is saved already stays so', body: SaveArticles, result: ArticleCards,
    run: async ({ app, c, body }) => {
      const ctx = await partnerContext(app, c)
      await save(ctx, body.keys)
      return cardsIn(await savedArticles(ctx, ctx.actor.locale), ctx.actor.locale)
    },
  }),
  operation({
    method: 'get', path: `${root}/desk/worklist`, who: 'agent', about: 'What readers’ behaviour says should be worked on, most people first', query: WorklistQuery, result: Worklist,
    run: async ({ app, c, query }) => worklist(await agentContext(app, c), query),
  }),
  operation({
    method: 'post', path: `${root}/desk/worklist/done`, who: 'agent', about: 'Takes work off the list until new evidence comes; authors, leads and admins', body: Work, result: Nothing,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      await handle(ctx, body, { rolesOf: async (accountId) => (await agentById(ctx, accountId))?.roles ?? [] })
      return {}
    },
  }),
]

const cardsIn = (cards: readonly Card[], locale: string): z.input<typeof ArticleCards> => ({
  articles: cards.map((card) => ({
    key: card.key, number: card.number, door: card.door, title: card.title, summary: card.summary, path: articlePath(locale, card), locale: card.locale,
    translated: card.translated,
  })),
})
