import { z } from 'zod'
import { createArticle, difference, discardDraft, keepArticle, library, mayHandle, preview, publishDraft, restoreRevision, saveDraft, sendToReview, writing, type Staff } from '#articles'
import { present } from '#brand'
import {
  ArticleWriting, Difference, DifferenceQuery, DraftSaved, DraftStep, KeepArticle, Library, MadeArticle, NewArticle, Preview, Previewed, PublishDraft, RestoreRevision, SaveDraft,
} from '#contract/authoring'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { localised, Refusal } from '#kernel'
import { agentById, teams } from '#staff'
import { tree } from '#topics'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk/library'
const one = `${root}/{key}/{locale}`

const placeIn = ({ key = '', locale = '' }: Record<string, string>) => ({ key, locale })
const staffOf = (ctx: Ctx<AgentActor>): Staff => ({ rolesOf: async (accountId) => (await agentById(ctx, accountId))?.roles ?? [] })
const dayMs = 86_400_000

/** What authors write with: everybody of staff may look, authors, leads and admins may write. */
export const authorOperations = [
  operation({
    method: 'get', path: root, who: 'agent', about: 'Every article with its languages, and what is being written', result: Library,
    run: async ({ app, c }) => presentLibrary(await agentContext(app, c)),
  }),
  operation({
    method: 'post', path: root, who: 'agent', about: 'Begins an article in one language', body: NewArticle, result: MadeArticle, status: 201,
    run: async ({ app, c, body }) => {
      const ctx = await agentContext(app, c)
      await checkShared(ctx, body)
      return { key: await createArticle(ctx, body, staffOf(ctx)), locale: body.locale }
    },
  }),
  operation({
    method: 'post', path: `${root}/preview`, who: 'agent', about: 'A text as readers would see it, and what it names that is not there', body: Preview, result: Previewed,
    run: async ({ app, c, body }) => preview(await agentContext(app, c), body),
  }),
  operation({
    method: 'patch', path: `${root}/{key}`, who: 'agent', about: 'Owner, review, related articles and subtopics of an article', body: KeepArticle, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      if (body.owner !== undefined) await checkShared(ctx, { owner: body.owner })
      await keepArticle(ctx, { key: params.key ?? '', ...body }, staffOf(ctx))
      return {}
    },
  }),
  operation({
    method: 'get', path: one, who: 'agent', about: 'One language of an article: what is read, what is being written, its revisions', result: ArticleWriting,
    run: async ({ app, c, params }) => presentWriting(await agentContext(app, c), placeIn(params)),
  }),
  operation({
    method: 'post', path: `${one}/draft`, who: 'agent', about: 'Keeps what is written so far; refused where somebody else has saved meanwhile', body: SaveDraft, result: DraftSaved,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      await checkLocale(ctx, placeIn(params).locale)
      return { version: await saveDraft(ctx, { ...placeIn(params), ...body }, staffOf(ctx)) }
    },
  }),
  operation({
    method: 'post', path: `${one}/review`, who: 'agent', about: 'Gives the draft to whoever reads it before readers do', body: DraftStep, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      await sendToReview(ctx, { ...placeIn(params), ...body }, staffOf(ctx))
      return {}
    },
  }),
  operation({
    method: 'post', path: `${one}/publish`, who: 'agent', about: 'Makes the draft what readers read; a former address leads to the new one', body: PublishDraft, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      await publishDraft(ctx, { ...placeIn(params), ...body }, staffOf(ctx))
      return {}
    },
  }),
  operation({
    method: 'post', path: `${one}/discard`, who: 'agent', about: 'Throws the draft away', body: DraftStep, result: Nothing,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      await discardDraft(ctx, { ...placeIn(params), ...body }, staffOf(ctx))
      return {}
    },
  }),
  operation({
    method: 'post', path: `${one}/restore`, who: 'agent', about: 'Puts an earlier revision into the draft', body: RestoreRevision, result: DraftSaved,
    run: async ({ app, c, params, body }) => {
      const ctx = await agentContext(app, c)
      return { version: await restoreRevision(ctx, { ...placeIn(params), ...body }, staffOf(ctx)) }
    },
  }),
  operation({
    method: 'get', path: `${one}/difference`, who: 'agent', about: 'What has changed between two revisions, or since one up to the draft', query: DifferenceQuery, result: Difference,
    run: async ({ app, c, params, query }) => ({ parts: await difference(await agentContext(app, c), { ...placeIn(params), ...query }) }),
  }),
]

const checkLocale = async (ctx: Ctx<AgentActor>, locale: string) => {
  if (!(await present(ctx)).locales.includes(locale)) throw new Refusal('invalid', { fields: ['locale'] })
}

const checkShared = async (ctx: Ctx<AgentActor>, { owner, door, category, locale }: Partial<NewArticle>) => {
  if (owner !== undefined && !(await teams(ctx)).some(({ key }) => key === owner)) throw new Refusal('invalid', { fields: ['owner'] })
  if (door !== undefined && !(await tree(ctx, door)).some(({ key }) => key === category)) throw new Refusal('invalid', { fields: ['category'] })
  if (locale !== undefined) await checkLocale(ctx, locale)
}

const ownersFor = async (ctx: Ctx<AgentActor>) => (await teams(ctx)).map(({ key, names }) => ({ key, name: localised(names, ctx.actor.locale) }))
const ownerIn = (owners: readonly { key: string; name: string }[], key: string) => owners.find((each) => each.key === key) ?? { key, name: key }
const languageOf = ({ locale, revision, stale, draft }: { locale: string; revision: number; stale: boolean; draft: 'draft' | 'review' | null }) => ({ locale, revision, isStale: stale, draft })
const mayWrite = async (ctx: Ctx<AgentActor>) => mayHandle((await agentById(ctx, ctx.actor.id))?.roles ?? [])

const presentLibrary = async (ctx: Ctx<AgentActor>): Promise<Library> => {
  const { locale } = ctx.actor
  const [articles, owners, may, brand, partner, guest] = await Promise.all([library(ctx, { locale }), ownersFor(ctx), mayWrite(ctx), present(ctx), tree(ctx, 'partner'), tree(ctx, 'guest')])
  const overdue = new Date(ctx.now().getTime() - brand.settings.reviewDays * dayMs).toISOString().slice(0, 10)
  const categoriesOf = (door: 'partner' | 'guest', topics: typeof partner) => topics.map(({ key, names }) => ({ door, key, name: localised(names, locale) }))
  return {
    articles: articles.map(({ owner, languages, ...article }) => ({
      ...article, owner: ownerIn(owners, owner), isOverdue: article.reviewed < overdue, languages: languages.map(languageOf),
    })),
    mayWrite: may, owners, locales: [...brand.locales], categories: [...categoriesOf('partner', partner), ...categoriesOf('guest', guest)],
  }
}

const presentWriting = async (ctx: Ctx<AgentActor>, at: { key: string; locale: string }): Promise<ArticleWriting> => {
  await checkLocale(ctx, at.locale)
  const [found, owners, may] = await Promise.all([writing(ctx, at), ownersFor(ctx), mayWrite(ctx)])
  const { published, draft, source, path, revisions, languages, owner, ...article } = found
  const names = await namesByIds(ctx, [...revisions.flatMap(({ by }) => by ?? []), ...(draft ? [draft.by] : [])])
  return {
    ...article, owner: ownerIn(owners, owner), owners, mayWrite: may, languages: languages.map(languageOf),
    published: published && { ...wordsOf(published), revision: published.revision, updatedAt: published.updated_at.toISOString(), path: path ?? '' },
    draft: draft && { ...wordsOf(draft), state: draft.state === 'review' ? 'review' : 'draft', version: draft.version, basedOn: draft.based_on, at: draft.at.toISOString(), by: names.get(draft.by) ?? '' },
    source: source && wordsOf(source),
    revisions: revisions.map(({ number, at: when, by }) => ({ number, at: when.toISOString(), by: by && (names.get(by) ?? null) })),
  }
}

type Words = { title: string; slug: string; summary: string; synonyms: string[]; body: string }
const wordsOf = ({ title, slug, summary, synonyms, body }: Words): Words => ({ title, slug, summary, synonyms, body })
