import type { Problem } from './problems.ts'

/** What the content's keys may name: each list of keys that other files point at. */
export type Known = {
  teams: ReadonlySet<string>
  actions: ReadonlySet<string>
  calendars: ReadonlySet<string>
  articles: ReadonlySet<string>
  words: ReadonlySet<string>
  /** `topic` and `topic/subtopic`, by door. */
  topics: Record<'partner' | 'guest', ReadonlySet<string>>
}

/** The keys that are looked for in vain. */
export const missing = (keys: readonly string[], known: ReadonlySet<string>, { file, path }: { file: string; path: string }): Problem[] =>
  keys.filter((key) => !known.has(key)).map((key) => ({ file, path, message: `there is no ${key}` }))
