import { z } from 'zod'
import { Door } from '#contract/content'

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** The words of one language; `body` is Markdown with `{{settings}}`, `article:KEY` and `page:NAME` links. */
export const Translation = z.strictObject({
  title: z.string().min(1),
  slug: z.string().regex(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u),
  summary: z.string().min(1),
  synonyms: z.array(z.string()),
  body: z.string().min(1),
})
export type Translation = z.infer<typeof Translation>

/** `category` is a topic's key; `topics` are the subtopics it answers, as `topic/subtopic`. */
export const Article = z.strictObject({
  key: Key,
  number: z.int().positive(),
  door: Door,
  category: Key,
  topics: z.array(z.string()),
  related: z.array(Key),
  owner: Key,
  reviewed: z.iso.date(),
  translations: z.record(z.string(), Translation),
})
export type Article = z.infer<typeof Article>

/** An article as lists show it. `translated` is false when the reader's language is missing and this is the English one. */
export type Card = {
  key: string
  number: number
  door: Door
  title: string
  summary: string
  category: string
  /** What the category and the article are called in the reader's addresses. */
  categorySlug: string
  slug: string
  locale: string
  translated: boolean
}
