import { z } from 'zod'
import { Door } from './content.ts'

/** Why an article did not help. */
export const voteReasons = ['outdated', 'not-clear', 'did-not-answer', 'wrong', 'missing-language', 'other'] as const
export const VoteReason = z.enum(voteReasons)
export type VoteReason = z.infer<typeof VoteReason>

/** The longest text with a vote; a browser's saves and the account's move in parts no longer than this. */
export const maxCommentLength = 1_000
export const mostSaves = 200

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(100)

/** Articles by their keys: `keys=overbooked,no-show`, in that order; unknown ones are passed over. */
export const ArticlesQuery = z.object({
  locale: z.string().min(2).max(35),
  keys: z.string().max(20_000).transform((keys) => keys.split(',').filter(Boolean)).pipe(z.array(Key).max(mostSaves)),
})
export const ArticleCards = z.object({
  articles: z.array(z.object({
    key: z.string(), number: z.int(), door: Door, title: z.string(), summary: z.string(), path: z.string(), locale: z.string(), translated: z.boolean(),
  })),
})
export type ArticleCards = z.infer<typeof ArticleCards>

export const SaveArticles = z.object({ keys: z.array(Key).min(1).max(mostSaves) })

/** What makes work for authors. */
export const workKinds = ['unhelpful', 'zero-hit', 'contact-after', 'overdue-review', 'missing-translation', 'stale-translation', 'facts-differ'] as const
export const WorkKind = z.enum(workKinds)
export type WorkKind = z.infer<typeof WorkKind>

/** `subject` is an article's key, for `zero-hit` the door and the words sought; `locale` is null where all languages are meant. */
export const Work = z.object({ kind: WorkKind, subject: z.string().min(1).max(300), locale: z.string().max(35).nullable() })
export type Work = z.infer<typeof Work>

export const WorkItem = Work.extend({
  door: Door,
  title: z.string(),
  path: z.string().nullable(),
  owner: z.object({ key: z.string(), name: z.string() }).nullable(),
  /** How many people it concerned in the last 28 days, and a quarter of that. */
  people: z.int(),
  perWeek: z.number(),
  latest: z.iso.datetime().nullable(),
  reviewed: z.iso.date().nullable(),
  reasons: z.array(z.object({ reason: VoteReason, people: z.int() })),
  /** Settings (`{{name}}`) and numbers that only this text has, and those that only the English one has. */
  differs: z.object({ onlyHere: z.array(z.string()), onlyThere: z.array(z.string()) }).nullable(),
  texts: z.array(z.object({ text: z.string(), reason: VoteReason.nullable(), at: z.iso.datetime() })),
})
export type WorkItem = z.infer<typeof WorkItem>

export const WorklistQuery = z.object({ door: Door.optional(), owner: z.string().max(100).optional(), locale: z.string().max(35).optional() })
export type WorklistQuery = z.infer<typeof WorklistQuery>
export const Worklist = z.object({
  items: z.array(WorkItem),
  /** How many more there are than are shown. */
  more: z.int(),
  mayHandle: z.boolean(),
  owners: z.array(z.object({ key: z.string(), name: z.string() })),
  locales: z.array(z.string()),
})
export type Worklist = z.infer<typeof Worklist>
