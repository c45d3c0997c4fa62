import type { Door } from '#contract/content'
import type { Card } from './article.ts'
import type { CardRow } from './queries.ts'
import type { Reader } from './reader.ts'
import { fillIn } from './words.ts'

/** Where a reader's language is missing, the article is shown in this one. */
export const fallbackLocale = 'en'

export const localesFor = (locale: string): string[] => (locale === fallbackLocale ? [locale] : [locale, fallbackLocale])

/** One card an article, in the reader's language where it exists; in the order of the rows. */
export const cardsFrom = (rows: readonly CardRow[], reader: Reader): Card[] =>
  [...Map.groupBy(rows, (row) => row.key).values()].flatMap((versions) => {
    const row = versions.find((version) => version.locale === reader.locale) ?? versions[0]
    return row ? [cardOf(row, reader)] : []
  })

/** Those cards whose keys are asked for, in that order. */
export const inOrder = (cards: readonly Card[], keys: readonly string[]): Card[] =>
  keys.flatMap((key) => cards.find((card) => card.key === key) ?? [])

export const cardOf = (row: CardRow, { locale, words, categorySlug }: Reader): Card => ({
  key: row.key,
  number: row.number,
  door: row.door as Door,
  title: fillIn(row.title, words, row.locale),
  summary: fillIn(row.summary, words, row.locale),
  category: row.category,
  categorySlug: categorySlug(row.door as Door, row.category),
  slug: row.slug,
  locale: row.locale,
  translated: row.locale === locale,
})
