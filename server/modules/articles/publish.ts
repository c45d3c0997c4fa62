import { createHash } from 'node:crypto'
import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { Article, Translation } from './article.ts'
import { factsOf } from './facts.ts'
import { publishedFact } from './published-fact.ts'
import * as queries from './queries.ts'
import * as published from './queries/published.ts'

type Ctx = Context<BaseActor>

/** What an import left as it was edited here: one language of an article, or (null) what its languages share. */
export type Kept = { key: string; locale: string | null }

/**
 * Takes articles over from content files: new ones are dated the day they were reviewed, changed ones now, and those that
 * are not among them stay; a former slug goes on leading to its article. What was edited here since the last time is kept, and told of, unless it is to be overwritten.
 */
export const publishArticles = async (ctx: Ctx, articles: readonly Article[], { overwrite = false } = {}): Promise<Kept[]> => {
  if (articles.length === 0) return []
  return inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const offered = articles.flatMap(partsOf)
    const here = overwrite ? new Map<string, Standing>() : await standing(tx)
    const kept = offered.filter((part) => isEdited(part, here.get(nameOf(part))))
    const taken = offered.filter((part) => !kept.includes(part))
    await write(tx, taken)
    await published.keepRevisions(tx.db, brandId, { keys: articles.map(({ key }) => key), by: tx.actor.id })
    await published.keepDigests(tx.db, taken.map(({ key, locale, digest }) => ({ brand_id: brandId, key, locale: locale ?? '', digest })))
    await record(tx, publishedFact(articles.map(({ key }) => key)))
    return kept.map(({ key, locale }) => ({ key, locale }))
  })
}

type Shared = Omit<Article, 'key' | 'translations'>
type Part = Kept & { digest: Buffer; reviewed: string; shared?: Shared; text?: Translation }
type Standing = { digest: Buffer; imported: Buffer | undefined }

const write = async ({ db, actor: { brandId }, now }: Ctx, parts: readonly Part[]) => {
  const articles = parts.flatMap(({ key, shared }) => (shared ? [{ brand_id: brandId, key, ...shared }] : []))
  const texts = parts.flatMap((part) => translationRow(brandId, part))
  if (articles.length > 0) await queries.upsertArticles(db, articles)
  if (texts.length === 0) return
  await queries.keepFormerSlugs(db, texts, now())
  await queries.upsertTranslations(db, texts, now())
}

const nameOf = ({ key, locale }: Kept) => `${key}/${locale ?? ''}`

// A new part, one that nobody has touched and one that says the same again are all taken over.
const isEdited = ({ digest }: Part, here: Standing | undefined) =>
  here?.imported !== undefined && !here.digest.equals(here.imported) && !here.digest.equals(digest)

const partsOf = ({ key, translations, ...shared }: Article): Part[] => [
  { key, locale: null, digest: digestOf(sharedFields(shared)), reviewed: shared.reviewed, shared },
  ...Object.entries(translations).map(([locale, text]) => ({ key, locale, digest: digestOf(textFields(text)), reviewed: shared.reviewed, text })),
]

/** What stands here now, beside what the files said when they were last taken over. */
const standing = async (ctx: Ctx): Promise<Map<string, Standing>> => {
  const { brandId } = ctx.actor
  const [articles, texts, digests] = await Promise.all([
    published.articlesOf(ctx.db, brandId), published.textsOf(ctx.db, brandId), published.digestsOf(ctx.db, brandId),
  ])
  const imported = new Map(digests.map(({ key, locale, digest }) => [nameOf({ key, locale }), digest]))
  const now = [
    ...articles.map((row) => ({ name: nameOf({ key: row.key, locale: null }), digest: digestOf(sharedFields(row)) })),
    ...texts.map((row) => ({ name: nameOf(row), digest: digestOf(textFields(row)) })),
  ]
  return new Map(now.map(({ name, digest }) => [name, { digest, imported: imported.get(name) }]))
}

type SharedRow = Omit<Shared, 'door'> & { door: string }
const sharedFields = ({ number, door, category, topics, related, owner, reviewed }: SharedRow) => [number, door, category, topics, related, owner, reviewed]
const textFields = ({ title, slug, summary, synonyms, body }: Translation) => [title, slug, summary, synonyms, body]
const digestOf = (fields: unknown[]) => createHash('sha256').update(JSON.stringify(fields)).digest()

const translationRow = (brandId: string, { key, locale, reviewed, text }: Part) =>
  text && locale !== null ? [{ brand_id: brandId, key, locale, ...text, facts: factsOf(text), updated_at: `${reviewed}T00:00:00Z` }] : []
