import { createHash } from 'node:crypto'
import { fillIn, wordsFor, type Words } from '#articles'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { partsOf, placesIn } from './compounds.ts'
import { allWords, phrasesOf, ranksOf, read, type Reading, type Source } from './document.ts'
import { languageOf } from './languages.ts'
import { lexemesOf, type Lexemes } from './lexemes.ts'
import * as queries from './queries/index-tables.ts'

type Ctx = Context<BaseActor>

/**
 * Brings the index up to the articles as they read now: all of them, or those with these keys. What has not changed costs
 * nothing, so it may be called again at any time; two calls wait for each other.
 */
export const indexArticles = (ctx: Ctx, keys?: readonly string[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await queries.lockIndex(tx.db, brandId)
    const words = await wordsFor(tx)
    const [rows, indexed] = await Promise.all([queries.sources(tx.db, brandId, keys), queries.fingerprints(tx.db, brandId, keys)])
    const sources = rows.map((row) => filled(row, words))
    const known = new Map(indexed.map((row) => [placeOf(row), row]))
    const changed = sources.filter((source) => known.get(placeOf(source))?.fingerprint !== fingerprintOf(source))
    const there = new Set(sources.map(placeOf))
    const gone = indexed.filter((row) => !there.has(placeOf(row)))
    const locales = new Set([...changed, ...gone].map(({ locale }) => locale))
    for (const locale of locales) await indexLocale(tx, locale, {
      changed: changed.filter((source) => source.locale === locale),
      before: indexed.filter((row) => row.locale === locale && (gone.includes(row) || changed.some((source) => placeOf(source) === placeOf(row)))),
      words,
    })
  })

const placeOf = ({ locale, key }: { locale: string; key: string }) => `${locale} ${key}`

type Row = Awaited<ReturnType<typeof queries.sources>>[number]

const filled = (row: Row, words: Words): Source => {
  const fill = (text: string) => fillIn(text, words, row.locale)
  return { ...row, title: fill(row.title), summary: fill(row.summary), synonyms: row.synonyms.map(fill), body: fill(row.body) }
}

// Counted up when an article would be indexed otherwise than before.
const version = 3
const fingerprintOf = (source: Source) => createHash('sha256').update(JSON.stringify([version, source])).digest('base64url')

type Change = { changed: Source[]; before: queries.Indexed[]; words: Words }

const indexLocale = async (tx: Ctx, locale: string, { changed, before, words }: Change): Promise<void> => {
  const { brandId } = tx.actor
  const readings = changed.map(read)
  const lexemes = await lexemesOf(tx.db, locale, readings.flatMap(allWords))
  await queries.changeWords(tx.db, { brandId, locale }, wordChanges({ readings, before, lexemes }))
  const split = await splitCompounds(tx, locale, [...lexemes.keys()])
  const others = await queries.documentsWith(tx.db, { brandId, locale }, { words: split, but: changed.map(({ key }) => key) })
  const again = (await queries.sources(tx.db, brandId, others)).filter((row) => row.locale === locale).map((row) => read(filled(row, words)))
  const all = [...readings, ...again]
  const dictionary = {
    lexemes: again.length === 0 ? lexemes : await lexemesOf(tx.db, locale, all.flatMap(allWords)),
    parts: await queries.partsOfWords(tx.db, { brandId, locale }),
  }
  await queries.deleteDocuments(tx.db, brandId, { locale, keys: [...before, ...again.map(({ source }) => source)].map(({ key }) => key) })
  await queries.savePostings(tx.db, { brandId, locale }, all.flatMap((reading) => {
    const { key, door } = reading.source
    return [...ranksOf(reading, dictionary)].map(([lexeme, rank]) => ({ door, key, lexeme, rank }))
  }))
  await queries.countEdition(tx.db, { brandId, locale })
  await queries.saveDocuments(tx.db, all.map((reading) => ({
    brand_id: brandId, locale, key: reading.source.key, door: reading.source.door,
    phrases: phrasesOf(reading, dictionary.lexemes),
    words: wordsIn(reading, dictionary.lexemes),
    paragraphs: reading.paragraphs,
    fingerprint: fingerprintOf(reading.source),
  })))
}

const wordsIn = (reading: Reading, lexemes: Lexemes) =>
  [...new Set(allWords(reading).map(({ folded }) => folded))].filter((word) => (lexemes.get(word) ?? []).length > 0)

/** In how many more or fewer documents of each door a word stands now. */
const wordChanges = ({ readings, before, lexemes }: { readings: Reading[]; before: queries.Indexed[]; lexemes: Lexemes }): queries.WordChange[] => {
  const counts = new Map<string, queries.WordChange>()
  const count = (door: string, word: string, by: number) => {
    const change = counts.get(`${door} ${word}`) ?? { door, word, spelling: word, lexemes: [...(lexemes.get(word) ?? [])], documents: 0 }
    counts.set(`${door} ${word}`, { ...change, documents: change.documents + by })
  }
  for (const { door, words } of before) for (const word of words) count(door, word, -1)
  for (const reading of readings) for (const word of wordsIn(reading, lexemes)) count(reading.source.door, word, 1)
  const spellings = new Map(readings.flatMap(allWords).map(({ folded, text }) => [folded, text]))
  return [...counts.values()].map((change) => ({ ...change, spelling: spellings.get(change.word) ?? change.spelling }))
}

/** Takes apart the new words, and those that a new word may be a part of. Returns the words now seen otherwise than before. */
const splitCompounds = async (tx: Ctx, locale: string, fresh: readonly string[]): Promise<string[]> => {
  const { links } = languageOf(locale)
  if (links.length === 0) return []
  const at = { brandId: tx.actor.brandId, locale }
  const rows = await queries.vocabulary(tx.db, at)
  const words = new Map(rows.map(({ word, lexemes }) => [word, lexemes[0]]))
  const stems = new Set(rows.flatMap(({ lexemes }) => lexemes))
  const known = { stemOf: (word: string) => words.get(word), isStem: (lexeme: string) => stems.has(lexeme), links }
  const isNew = new Set(fresh)
  const concerned = rows.filter(({ word }) => isNew.has(word) || placesIn(word).some((place) => isNew.has(word.slice(0, place)) || isNew.has(word.slice(place))))
  const changed = concerned
    .map((row) => ({ word: row.word, parts: partsOf(row.word, row.lexemes, known), before: row.parts }))
    .filter(({ parts, before }) => parts.join(' ') !== before.join(' '))
  await queries.saveParts(tx.db, at, changed)
  return changed.map(({ word }) => word)
}
