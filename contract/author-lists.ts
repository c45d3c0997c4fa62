import { z } from 'zod'
import { Door } from './content.ts'

/** A list as it once stood; `by` is null where content files said so. */
export const Edition = z.object({ number: z.int(), at: z.iso.datetime(), by: z.string().nullable(), size: z.int() })
export type Edition = z.infer<typeof Edition>
const Editions = { version: z.int(), editions: z.array(Edition), mayWrite: z.boolean() }

/** `version` is the number of the edition that the writer has seen; 0 where there was none. */
export const RestoreEdition = z.strictObject({ number: z.int().positive(), version: z.int().min(0) })
export const SavedEdition = z.object({ version: z.int() })

const Term = z.string().trim().min(1).max(100)
export const leastTerms = 2
/** Every group says one thing in several ways. */
export const WordGroups = z.array(z.array(Term).min(leastTerms).max(40)).max(2_000)
export const WordList = z.object({ locale: z.string(), locales: z.array(z.string()), groups: z.array(z.array(z.string())), ...Editions })
export type WordList = z.infer<typeof WordList>
export const SaveWordList = z.strictObject({ groups: WordGroups, version: z.int().min(0) })

/** What many look for at some time of the year: in these months, between these days (both count), or always. */
export const FeaturedEntry = z.strictObject({
  door: Door, article: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(100), months: z.array(z.int().min(1).max(12)).max(12),
  from: z.iso.date().nullable(), until: z.iso.date().nullable(),
}).refine(({ from, until }) => from === null || until === null || from <= until, { path: ['until'], error: 'is before from' })
export type FeaturedEntry = z.infer<typeof FeaturedEntry>
export const FeaturedList = z.object({
  entries: z.array(FeaturedEntry), ...Editions,
  /** The day that it is featured by, and how many of a door's fit on its page. */
  today: z.iso.date(), mostShown: z.int(),
  articles: z.array(z.object({ key: z.string(), door: Door, title: z.string() })),
})
export type FeaturedList = z.infer<typeof FeaturedList>
export const SaveFeatured = z.strictObject({ entries: z.array(FeaturedEntry).max(200), version: z.int().min(0) })
