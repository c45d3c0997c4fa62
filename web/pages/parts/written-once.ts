import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

type Part = { toString(): unknown }

/** A part of a page that comes out the same each time its key does is written the first time and kept. */
export const writtenOnce = (key: string, write: () => Part): HtmlEscapedString => {
  const known = written.get(key)
  if (known) return known
  if (written.size >= mostKept) written.clear()
  const made = raw(String(write()))
  written.set(key, made)
  return made
}

// Ten languages and a few dozen parts; topics and brands make some more.
const mostKept = 2_000
const written = new Map<string, HtmlEscapedString>()
