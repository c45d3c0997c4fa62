import type { DraftWords, KeepArticle, NewArticle } from '#contract/authoring'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { Translation } from './article.ts'
import { fallbackLocale } from './cards.ts'
import { factsOf } from './facts.ts'
import { assertAuthor, type Staff } from './work.ts'
import { publishedFact } from './published-fact.ts'
import * as queries from './queries.ts'
import * as drafts from './queries/drafts.ts'
import { keepRevisions } from './queries/published.ts'
import { upsertHandled } from './queries/work.ts'
import { unknownIn } from './unknown.ts'

type Ctx = Context<BaseActor>
type At = { key: string; locale: string; /** That of the draft the writer has seen; 0 where there was none. */ version: number }

/** Keeps what an author has written so far. Whoever has not seen the last version is refused, and nothing is lost. */
export const saveDraft = async (ctx: Ctx, { key, locale, version, ...words }: At & DraftWords, staff: Staff): Promise<number> => {
  const by = await assertAuthor(ctx, staff)
  const place = { brandId: ctx.actor.brandId, key, locale }
  const [article, text] = await Promise.all([drafts.articleAt(ctx.db, place.brandId, key), drafts.textAt(ctx.db, place)])
  if (!article) throw new Refusal('not_found')
  const saved = await drafts.saveDraft(ctx.db, { brand_id: place.brandId, key, locale, ...words, based_on: text?.revision ?? 0, at: ctx.now(), by }, version)
  if (saved === undefined) throw new Refusal('thread_changed')
  return saved
}

/** Gives the draft to whoever reads it before readers do; it must be whole. */
export const sendToReview = (ctx: Ctx, at: At, staff: Staff): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await assertAuthor(tx, staff)
    await wholeDraft(tx, at)
    await drafts.setState(tx.db, placeOf(tx, at), 'review')
  })

export const discardDraft = (ctx: Ctx, at: At, staff: Staff): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await assertAuthor(tx, staff)
    await seenDraft(tx, at)
    await drafts.deleteDraft(tx.db, placeOf(tx, at))
  })

/**
 * Makes the draft what readers read: its next revision, an address that the former one leads to, and a review of today. A small
 * change of the source leaves its translations as good as they were.
 */
export const publishDraft = (ctx: Ctx, { isSmall, ...at }: At & { isSmall: boolean }, staff: Staff): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const by = await assertAuthor(tx, staff)
    const { brandId } = tx.actor
    const { key, locale } = at
    const words = await wholeDraft(tx, at)
    if (await drafts.isSlugTaken(tx.db, placeOf(tx, at), words.slug)) throw new Refusal('already_used', { fields: ['slug'] })
    const inStep = isSmall && locale === fallbackLocale ? await translationsInStep(tx, key) : []
    const row = { brand_id: brandId, key, locale, ...words, facts: factsOf(words), updated_at: tx.now() }
    await queries.keepFormerSlugs(tx.db, [row], tx.now())
    await queries.upsertTranslations(tx.db, [row], tx.now())
    await keepRevisions(tx.db, brandId, { keys: [key], by })
    await drafts.changeArticle(tx.db, brandId, { key, reviewed: dayOf(tx.now()) })
    await drafts.deleteDraft(tx.db, placeOf(tx, at))
    for (const each of inStep) await upsertHandled(tx.db, { brand_id: brandId, kind: 'stale-translation', subject: key, locale: each, at: tx.now(), by })
    await record(tx, publishedFact([key]))
  })

/** The translations that are not behind the source now: a small change leaves them so, and those behind it where they are. */
const translationsInStep = async (tx: Ctx, key: string): Promise<string[]> =>
  (await drafts.languagesOf(tx.db, tx.actor.brandId, { source: fallbackLocale, key })).filter(({ locale, stale, revision }) => locale !== fallbackLocale && revision > 0 && !stale).map(({ locale }) => locale)

/** Puts a revision's words into the draft; its address and its synonyms are those of today. */
export const restoreRevision = async (ctx: Ctx, { number, ...at }: At & { number: number }, staff: Staff): Promise<number> => {
  const place = placeOf(ctx, at)
  const [revision, draft, text] = await Promise.all([drafts.revisionAt(ctx.db, place, number), drafts.draftAt(ctx.db, place), drafts.textAt(ctx.db, place)])
  const now = draft ?? text
  if (!revision || !now) throw new Refusal('not_found')
  return saveDraft(ctx, { ...at, ...revision, slug: now.slug, synonyms: now.synonyms }, staff)
}

/** Begins an article in one language; readers see it once that is published. */
export const createArticle = (ctx: Ctx, { door, category, owner, locale, title }: NewArticle, staff: Staff): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const by = await assertAuthor(tx, staff)
    const { brandId } = tx.actor
    const slug = slugOf(title)
    const key = await freeKey(tx, slug.replace(/[^a-z0-9-]/g, '').replace(/^-|-$/g, '').slice(0, 80) || 'article')
    await drafts.insertArticle(tx.db, {
      brand_id: brandId, key, number: (await drafts.lastNumber(tx.db, brandId)) + 1, door, category, topics: [], related: [], owner, reviewed: dayOf(tx.now()),
    })
    await drafts.saveDraft(tx.db, { brand_id: brandId, key, locale, title, slug, summary: '', synonyms: [], body: '', based_on: 0, at: tx.now(), by }, 0)
    return key
  })

const freeKey = async (tx: Ctx, wanted: string): Promise<string> => {
  const tries = [wanted, ...Array.from({ length: 50 }, (_, place) => `${wanted}-${place + 2}`)]
  const taken = await drafts.keysThere(tx.db, tx.actor.brandId, tries)
  const free = tries.find((key) => !taken.includes(key))
  if (!free) throw new Refusal('already_used', { fields: ['title'] })
  return free
}

/** What an address is made of a title: small letters without accents, and hyphens. */
export const slugOf = (title: string): string =>
  title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 120)

/** Changes what an article's languages share. */
export const keepArticle = async (ctx: Ctx, { key, reviewed, ...change }: KeepArticle & { key: string }, staff: Staff): Promise<void> => {
  await assertAuthor(ctx, staff)
  const { brandId } = ctx.actor
  const there = await drafts.keysThere(ctx.db, brandId, [key, ...(change.related ?? [])])
  if (!there.includes(key)) throw new Refusal('not_found')
  const missing = (change.related ?? []).filter((each) => !there.includes(each))
  if (missing.length > 0) throw new Refusal('invalid', { fields: missing.map((each) => `related: ${each}`) })
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await drafts.changeArticle(ctx.db, brandId, { key, ...given, ...(reviewed ? { reviewed: dayOf(ctx.now()) } : {}) })
  await record(ctx, publishedFact([key]))
}

const placeOf = (ctx: Ctx, { key, locale }: At) => ({ brandId: ctx.actor.brandId, key, locale })
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

const seenDraft = async (tx: Ctx, at: At) => {
  const draft = await drafts.lockDraft(tx.db, placeOf(tx, at))
  if (!draft) throw new Refusal('not_found')
  if (draft.version !== at.version) throw new Refusal('thread_changed')
  return draft
}

/** The draft as it could be published: nothing missing, and nothing named that is not there. */
const wholeDraft = async (tx: Ctx, at: At): Promise<Translation> => {
  const { title, slug, summary, synonyms, body } = await seenDraft(tx, at)
  const parsed = Translation.safeParse({ title, slug, summary, synonyms, body })
  if (!parsed.success) throw new Refusal('invalid', { fields: [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))] })
  const unknown = await unknownIn(tx, [title, summary, body].join('\n'), at.locale)
  if (unknown.length > 0) throw new Refusal('invalid', { fields: ['body'], unknown })
  return parsed.data
}
