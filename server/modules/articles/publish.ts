import { record } from '#platform/outbox'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import type { Article } from './article.ts'
import * as queries from './queries.ts'

/**
 * Takes articles over from content files: new ones are dated the day they were reviewed, changed ones now, and those that
 * are not among them stay. An address with a former slug goes on leading to its article.
 */
export const publishArticles = async (ctx: Context<BaseActor>, articles: readonly Article[]): Promise<void> => {
  if (articles.length === 0) return
  await inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await queries.upsertArticles(tx.db, articles.map((article) => articleRow(brandId, article)))
    const translations = articles.flatMap((article) => translationRows(brandId, article))
    await queries.keepFormerSlugs(tx.db, translations, tx.now())
    await queries.upsertTranslations(tx.db, translations, tx.now())
    await record(tx, { name: 'articles.published', payload: { articles: articles.length } })
  })
}

const articleRow = (brandId: string, { key, number, door, category, topics, related, owner, reviewed }: Article) => ({
  brand_id: brandId, key, number, door, category, topics, related, owner, reviewed,
})

const translationRows = (brandId: string, { key, reviewed, translations }: Article) =>
  Object.entries(translations).map(([locale, translation]) => ({
    brand_id: brandId,
    key,
    locale,
    ...translation,
    updated_at: `${reviewed}T00:00:00Z`,
  }))
