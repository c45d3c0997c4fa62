import { z } from 'zod'
import { Door } from './content.ts'

const Typed = z.object({
  door: Door.default('partner'),
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).default('en'),
  q: z.string().max(500).default(''),
})

/** `GET /api/v1/search?door=&locale=&q=&limit=`; `topic` keeps to the articles of one topic, by its key. */
export const SearchQuery = Typed.extend({ topic: z.string().max(60).optional(), limit: z.coerce.number().int().min(1).max(50).default(10) })

/** `extract` is plain text; `marks` are the places in it of what was sought, as [from, to) in UTF-16 units. */
export const SearchResults = z.object({
  results: z.array(z.object({
    key: z.string(),
    number: z.int(),
    title: z.string(),
    path: z.string(),
    /** The language of the article: the reader's, or English where it is not translated. */
    locale: z.string(),
    topic: z.string(),
    extract: z.string(),
    marks: z.array(z.tuple([z.int(), z.int()])),
    score: z.number(),
  })),
  /** All that were found, by topic, the chosen one or not. */
  topics: z.array(z.object({ key: z.string(), name: z.string(), count: z.int() })),
  /** What was probably meant; the results are for it. Null when every word is known. */
  didYouMean: z.string().nullable(),
})

/** `GET /api/v1/search/suggestions?door=&locale=&q=`: the articles that fit what has been typed so far. */
export const SuggestionsQuery = Typed
export const Suggestions = z.object({ suggestions: z.array(z.object({ title: z.string(), path: z.string() })) })
