import { z } from 'zod'
import { Door } from './content.ts'

export const DraftState = z.enum(['draft', 'review'])
export type DraftState = z.infer<typeof DraftState>

/** The words of an article in one language while they are written: any of them may still be missing. */
export const DraftWords = z.object({
  title: z.string().trim().max(200),
  slug: z.string().trim().toLowerCase().max(120),
  summary: z.string().trim().max(500),
  synonyms: z.array(z.string().trim().min(1).max(100)).max(300),
  body: z.string().max(60_000),
})
export type DraftWords = z.infer<typeof DraftWords>

/** `version` is that of the draft the writer has seen; 0 where there was none. */
export const SaveDraft = DraftWords.extend({ version: z.int().min(0) })
export const DraftStep = z.object({ version: z.int().min(1) })
/** `isSmall`: nothing that the translations would have to follow. */
export const PublishDraft = DraftStep.extend({ isSmall: z.boolean().default(false) })
export const RestoreRevision = z.object({ number: z.int().positive(), version: z.int().min(0) })
export const DraftSaved = z.object({ version: z.int() })

export const Preview = z.object({ door: Door, locale: z.string().min(2).max(35), body: z.string().max(60_000) })
export const Previewed = z.object({
  html: z.string(), minutes: z.int(),
  /** Settings, articles and pages that the text names and that there are none of. */
  unknown: z.array(z.string()),
})

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(100)
export const NewArticle = z.object({ door: Door, category: Key, owner: Key, locale: z.string().min(2).max(35), title: z.string().trim().min(1).max(200) })
export type NewArticle = z.infer<typeof NewArticle>
export const MadeArticle = z.object({ key: z.string(), locale: z.string() })

/** What an article's languages share; what is left out stays. `reviewed` sets the day of the review to today. */
export const KeepArticle = z.object({
  owner: Key.optional(), related: z.array(Key).max(20).optional(),
  topics: z.array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/).max(120)).max(30).optional(), reviewed: z.literal(true).optional(),
})
export type KeepArticle = z.infer<typeof KeepArticle>

const Named = z.object({ key: z.string(), name: z.string() })
const Language = z.object({ locale: z.string(), revision: z.int(), isStale: z.boolean(), draft: DraftState.nullable() })
export const LibraryArticle = z.object({
  key: z.string(), number: z.int(), door: Door, category: z.string(), title: z.string(), owner: Named, reviewed: z.iso.date(), isOverdue: z.boolean(), languages: z.array(Language),
})
export type LibraryArticle = z.infer<typeof LibraryArticle>
export const Library = z.object({
  articles: z.array(LibraryArticle), mayWrite: z.boolean(), owners: z.array(Named), locales: z.array(z.string()),
  categories: z.array(Named.extend({ door: Door })),
})
export type Library = z.infer<typeof Library>

const Published = DraftWords.extend({ revision: z.int(), updatedAt: z.iso.datetime(), path: z.string() })
export const ArticleWriting = z.object({
  key: z.string(), number: z.int(), door: Door, category: z.string(), owner: Named, reviewed: z.iso.date(), related: z.array(z.string()), topics: z.array(z.string()),
  locale: z.string(), languages: z.array(Language), mayWrite: z.boolean(), owners: z.array(Named),
  published: Published.nullable(),
  draft: DraftWords.extend({ state: DraftState, version: z.int(), basedOn: z.int(), at: z.iso.datetime(), by: z.string() }).nullable(),
  /** The text this one is a translation of; null for that text itself. */
  source: DraftWords.nullable(),
  revisions: z.array(z.object({ number: z.int(), at: z.iso.datetime(), by: z.string().nullable() })),
})
export type ArticleWriting = z.infer<typeof ArticleWriting>

export const DifferenceQuery = z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0).optional() })
export const Difference = z.object({ parts: z.array(z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) })) })
export type Difference = z.infer<typeof Difference>
