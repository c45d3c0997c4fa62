import { featuredList, keepFeatured, library, mayHandle, restoreFeatured, type Staff } from '#articles'
import { present } from '#brand'
import { FeaturedList, RestoreEdition, SavedEdition, SaveFeatured, SaveWordList, WordList, type Edition } from '#contract/author-lists'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { keepWordList, restoreWordList, wordList } from '#search'
import { agentById } from '#staff'
import { operation } from './api.ts'
import { mostFeatured } from './help-port.ts'
import { agentContext } from './request.ts'

const words = '/api/v1/desk/words/{locale}'
const featured = '/api/v1/desk/featured'

const staffOf = (ctx: Ctx<AgentActor>): Staff => ({ rolesOf: async (accountId) => (await agentById(ctx, accountId))?.roles ?? [] })

/** What authors keep for all articles: everybody of staff may look, authors, leads and admins may write. */
export const authorListOperations = [
  operation({
    method: 'get', path: words, who: 'agent', about: 'The words of a language that mean the same in all articles, with their earlier editions', result: WordList,
    run: async ({ app, c, params }) => {
      const ctx = await agentContext(app, c)
      const { locale, locales } = await languageIn(ctx, params)
      const found = await wordList(ctx, locale)
      return { locale, locales, ...found, ...(await editionsOf(ctx, found.editions)) }
    },
  }),
  operation({
    method: 'post', path: words, who: 'agent', about: 'Replaces the words of a language; refused where somebody else has meanwhile', body: SaveWordList, result: SavedEdition,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const { locale } = await languageIn(ctx, params)
      return { version: await keepWordList(ctx, { locale, ...body }, staffOf(ctx)) }
    },
  }),
  operation({
    method: 'post', path: `${words}/restore`, who: 'agent', about: 'Takes the words of an earlier edition again', body: RestoreEdition, result: SavedEdition,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      const { locale } = await languageIn(ctx, params)
      return { version: await restoreWordList(ctx, { locale, ...body }, staffOf(ctx)) }
    },
  }),
  operation({
    method: 'get', path: featured, who: 'agent', about: 'What is featured at which time of the year, with its earlier editions', result: FeaturedList,
    run: async ({ app, c }) => {
      const ctx = await agentContext(app, c)
      const [found, articles] = await Promise.all([featuredList(ctx), library(ctx, { locale: ctx.actor.locale })])
      return {
        ...found, ...(await editionsOf(ctx, found.editions)), today: ctx.now().toISOString().slice(0, 10), mostShown: mostFeatured,
        articles: articles.map(({ key, door, title }) => ({ key, door, title })),
      }
    },
  }),
  operation({
    method: 'post', path: featured, who: 'agent', about: 'Replaces what is featured, in this order; refused where somebody else has meanwhile', body: SaveFeatured, result: SavedEdition,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      return { version: await keepFeatured(ctx, body, staffOf(ctx)) }
    },
  }),
  operation({
    method: 'post', path: `${featured}/restore`, who: 'agent', about: 'Features again what an earlier edition did', body: RestoreEdition, result: SavedEdition,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      return { version: await restoreFeatured(ctx, body, staffOf(ctx)) }
    },
  }),
]

const languageIn = async (ctx: Ctx<AgentActor>, { locale = '' }: Record<string, string>) => {
  const { locales } = await present(ctx)
  if (!locales.includes(locale)) throw new Refusal('not_found')
  return { locale, locales: [...locales] }
}

type Stored = { number: number; at: Date; by: string | null; size: number }

const editionsOf = async (ctx: Ctx<AgentActor>, stored: readonly Stored[]): Promise<{ editions: Edition[]; mayWrite: boolean }> => {
  const [names, agent] = await Promise.all([namesByIds(ctx, [...new Set(stored.flatMap(({ by }) => by ?? []))]), agentById(ctx, ctx.actor.id)])
  return { editions: stored.map(({ at, by, ...edition }) => ({ ...edition, at: at.toISOString(), by: by && (names.get(by) ?? '') })), mayWrite: mayHandle(agent?.roles ?? []) }
}
