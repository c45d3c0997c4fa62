import { articlePath, articleWork, cardsByKeys, handledSince, mayHandle, type Card, type Evidence } from '#articles'
import { present } from '#brand'
import type { Worklist, WorkItem, WorklistQuery } from '#contract/articles'
import type { Door } from '#contract/content'
import type { AgentActor, Ctx } from '#identity'
import { localised } from '#kernel'
import { zeroHits, type ZeroHit } from '#search'
import { agentById, teams } from '#staff'
import { articlesByKeys } from './queries.ts'

const windowDays = 28
const weeks = windowDays / 7
const mostItems = 200

/**
 * What waits for authors, by effect: how many people it concerned in the last four weeks. Everybody of staff sees it, since
 * who answers knows what is missing; authors, leads and admins may say that it is done.
 */
export const worklist = async (ctx: Ctx<AgentActor>, query: WorklistQuery): Promise<Worklist> => {
  const { settings } = await present(ctx)
  const since = new Date(ctx.now().getTime() - windowDays * 86_400_000)
  const [agent, found, sought] = await Promise.all([
    agentById(ctx, ctx.actor.id), articleWork(ctx, { since, reviewDays: settings.reviewDays }), soughtInVain(ctx, since),
  ])
  const items = [...(await itemsOf(ctx, found)), ...sought]
  const wanted = items.filter(isWanted(query)).toSorted(byEffect)
  return {
    items: wanted.slice(0, mostItems),
    more: Math.max(0, wanted.length - mostItems),
    mayHandle: mayHandle(agent?.roles ?? []),
    owners: [...new Map(items.flatMap(({ owner }) => (owner ? [[owner.key, owner] as const] : []))).values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    locales: [...new Set(items.flatMap(({ locale }) => locale ?? []))].toSorted(),
  }
}

// Work on all languages of an article concerns whoever looks after one of them.
const isWanted = ({ door, owner, locale }: WorklistQuery) => (item: WorkItem) =>
  (door === undefined || item.door === door) && (owner === undefined || item.owner?.key === owner) && (locale === undefined || item.locale === null || item.locale === locale)

const byEffect = (a: WorkItem, b: WorkItem) =>
  b.people - a.people || (b.latest ?? '').localeCompare(a.latest ?? '') || a.subject.localeCompare(b.subject) || (a.locale ?? '').localeCompare(b.locale ?? '')

const itemsOf = async (ctx: Ctx<AgentActor>, found: readonly Evidence[]): Promise<WorkItem[]> => {
  const keys = [...new Set(found.map(({ subject }) => subject))]
  const locales = [...new Set([ctx.actor.locale, ...found.flatMap(({ locale }) => locale ?? [])])]
  const [articles, names, ...cards] = await Promise.all([
    articlesByKeys(ctx.db, ctx.actor.brandId, keys), teams(ctx), ...locales.map((locale) => cardsByKeys(ctx, { keys, locale })),
  ])
  const teamNames = new Map(names.map((team) => [team.key, localised(team.names, ctx.actor.locale)]))
  const known = new Map(articles.map((article) => [article.key, article]))
  const cardIn = new Map(locales.map((locale, place) => [locale, new Map((cards[place] ?? []).map((card) => [card.key, card]))]))
  return found.flatMap((evidence) => {
    const article = known.get(evidence.subject)
    const title = cardIn.get(ctx.actor.locale)?.get(evidence.subject)?.title
    if (!article || title === undefined) return []
    const locale = evidence.locale ?? ctx.actor.locale
    const owner = { key: article.owner, name: teamNames.get(article.owner) ?? article.owner }
    return [itemOf(evidence, { door: article.door as Door, title, owner, path: pathIn(locale, cardIn.get(locale)?.get(evidence.subject)) })]
  })
}

/** What was sought and not found. It has no owner yet: whoever writes about it becomes that. What was handled is counted from then on. */
const soughtInVain = async (ctx: Ctx<AgentActor>, since: Date): Promise<WorkItem[]> => {
  const [hits, handled] = await Promise.all([zeroHits(ctx, { since, most: mostItems }), handledSince(ctx, 'zero-hit')])
  const handledAt = (hit: ZeroHit) => handled.get(`${subjectOf(hit)}/${hit.locale}`)
  const again = hits.flatMap((hit) => handledAt(hit) ?? []).filter((at) => at > since)
  const recounted = new Map(await Promise.all([...new Set(again)].map(async (at) => [at, await zeroHits(ctx, { since: at, most: mostItems })] as const)))
  return hits.flatMap((hit) => {
    const at = handledAt(hit)
    const counted = at === undefined || at <= since ? hit : recounted.get(at)?.find((each) => subjectOf(each) === subjectOf(hit) && each.locale === hit.locale)
    return counted ? [soughtItem(counted)] : []
  })
}

const subjectOf = ({ door, q }: ZeroHit) => `${door}:${q}`

const soughtItem = (hit: ZeroHit): WorkItem => {
  const search = hit.door === 'partner' ? 'partner/help/search' : 'guest/search'
  return itemOf(
    { kind: 'zero-hit', subject: subjectOf(hit), locale: hit.locale, people: hit.times, latest: hit.lastAt, reviewed: null, reasons: [], texts: [], differs: null },
    { door: hit.door, title: hit.q, owner: null, path: `/${hit.locale}/${search}?${new URLSearchParams({ q: hit.q })}` },
  )
}

const pathIn = (locale: string, card: Card | undefined) => (card ? articlePath(locale, card) : null)

const itemOf = (evidence: Evidence, shown: Pick<WorkItem, 'door' | 'title' | 'owner' | 'path'>): WorkItem => ({
  ...evidence,
  ...shown,
  perWeek: Math.round((evidence.people / weeks) * 10) / 10,
  latest: evidence.latest?.toISOString() ?? null,
  texts: evidence.texts.map(({ at, ...text }) => ({ ...text, at: at.toISOString() })),
})
