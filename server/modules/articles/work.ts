import type { VoteReason, Work } from '#contract/articles'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { fallbackLocale } from './cards.ts'
import * as queries from './queries/work.ts'

type Ctx = Context<BaseActor>

/** What readers' behaviour says should be worked on: how many people it concerned since `since`, and their own words. */
export type Evidence = Work & {
  people: number
  latest: Date | null
  reviewed: string | null
  reasons: { reason: VoteReason; people: number }[]
  texts: { text: string; reason: VoteReason | null; at: Date }[]
  differs: { onlyHere: string[]; onlyThere: string[] } | null
}

const mostTexts = 20

/**
 * Everything about articles that waits for an author: votes and contacts on what is published now, reviews older than
 * `reviewDays`, languages that are missing to somebody, behind the English text, or say other numbers than it. What was handled counts anew from then on.
 */
export const articleWork = async (ctx: Ctx, { since, reviewDays }: { since: Date; reviewDays: number }): Promise<Evidence[]> => {
  const { brandId } = ctx.actor
  const reviewedBefore = new Date(ctx.now().getTime() - reviewDays * 86_400_000).toISOString().slice(0, 10)
  const [unhelpful, contacts, overdue, missing, stale, differing] = await Promise.all([
    unhelpfulWork(ctx, since),
    queries.contactsAfter(ctx.db, brandId, since),
    queries.overdueReviews(ctx.db, brandId, { since, reviewedBefore }),
    queries.missingTranslations(ctx.db, brandId, since),
    queries.staleTranslations(ctx.db, brandId, { since, source: fallbackLocale }),
    queries.differingFacts(ctx.db, brandId, { since, source: fallbackLocale }),
  ])
  return [
    ...unhelpful,
    ...contacts.map((row) => evidence('contact-after', row)),
    ...overdue.map((row) => ({ ...evidence('overdue-review', { ...row, locale: null }), reviewed: row.reviewed })),
    ...missing.map((row) => evidence('missing-translation', row)),
    ...stale.map((row) => evidence('stale-translation', row)),
    ...differing.map((row) => ({ ...evidence('facts-differ', row), differs: { onlyHere: without(row.here, row.there), onlyThere: without(row.there, row.here) } })),
  ]
}

const without = (facts: readonly string[], others: readonly string[]) => facts.filter((fact) => !others.includes(fact))

const unhelpfulWork = async (ctx: Ctx, since: Date): Promise<Evidence[]> => {
  const { brandId } = ctx.actor
  const [votes, texts] = await Promise.all([queries.unhelpfulVotes(ctx.db, brandId, since), queries.commentsOf(ctx.db, brandId, { since, most: mostTexts })])
  const said = Map.groupBy(texts, nameOf)
  return [...Map.groupBy(votes, nameOf).values()].flatMap((rows) => {
    const [first] = rows
    if (!first) return []
    const people = rows.reduce((sum, row) => sum + row.people, 0)
    const latest = new Date(Math.max(...rows.map((row) => row.latest.getTime())))
    const reasons = rows.flatMap(({ reason, people: count }) => (reason ? [{ reason: reason as VoteReason, people: count }] : [])).toSorted((a, b) => b.people - a.people)
    const own = (said.get(nameOf(first)) ?? []).map(({ text, reason, at }) => ({ text, reason: reason as VoteReason | null, at }))
    return [{ ...evidence('unhelpful', { ...first, people, latest }), reasons, texts: own }]
  })
}

const nameOf = ({ key, locale }: { key: string; locale: string }) => `${key}/${locale}`

type Counted = { key: string; locale: string | null; people: number; latest: Date | null }
const evidence = (kind: Work['kind'], { key, locale, people, latest }: Counted): Evidence =>
  ({ kind, subject: key, locale, people, latest, reviewed: null, reasons: [], texts: [], differs: null })

/** When a kind of work was last handled, by `subject`; for work whose evidence lies in another module. */
export const handledSince = async (ctx: Ctx, kind: Work['kind']): Promise<Map<string, Date>> =>
  new Map((await queries.handledOf(ctx.db, ctx.actor.brandId, kind)).map((row) => [`${row.subject}/${row.locale}`, row.at]))

/** The little that handling needs to know of staff. */
export type Staff = { rolesOf(accountId: string): Promise<readonly string[]> }

/** Whether somebody of these roles does authors' work; agents only see it. */
export const mayHandle = (roles: readonly string[]): boolean => ['author', 'lead', 'admin'].some((role) => roles.includes(role))

/** The account of an author, lead or admin; everybody else is refused. */
export const assertAuthor = async ({ actor: { id, kind } }: Ctx, staff: Staff): Promise<string> => {
  if (kind !== 'agent' || id === null || !mayHandle(await staff.rolesOf(id))) throw new Refusal('not_allowed')
  return id
}

/** Work that is done leaves the list until new evidence comes. Of an overdue review it means: read, and right as of today. */
export const handle = async (ctx: Ctx, work: Work, staff: Staff): Promise<void> => {
  const { brandId } = ctx.actor
  const id = await assertAuthor(ctx, staff)
  await inTransaction(ctx, async (tx) => {
    if (work.kind !== 'zero-hit' && !(await queries.isArticle(tx.db, brandId, work.subject))) throw new Refusal('not_found')
    if (work.kind === 'overdue-review') await queries.setReviewed(tx.db, brandId, { key: work.subject, on: tx.now().toISOString().slice(0, 10) })
    else {
      await queries.upsertHandled(tx.db, { brand_id: brandId, kind: work.kind, subject: work.subject, locale: work.locale ?? '', at: tx.now(), by: id })
    }
    await record(tx, { name: 'article.work-handled', payload: { ...work, by: id } })
  })
}
