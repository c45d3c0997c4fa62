import type { Part } from './thread-parts.ts'

/** A text without capitals and accents, and where each of its letters stood. */
const folded = (text: string): { letters: string; from: number[] } => {
  let letters = ''
  const from: number[] = []
  for (let at = 0; at < text.length; at++) {
    const plain = (text[at] ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    letters += plain
    for (let each = 0; each < plain.length; each++) from.push(at)
  }
  return { letters, from }
}

const plain = (text: string) => folded(text).letters

/** Where in a text the words stand, as pairs of places. */
export const placesIn = (text: string, sought: string): [from: number, to: number][] => {
  const words = plain(sought.trim())
  if (words === '') return []
  const { letters, from } = folded(text)
  const places: [number, number][] = []
  for (let at = letters.indexOf(words); at >= 0; at = letters.indexOf(words, at + words.length)) {
    places.push([from[at] ?? 0, (from[at + words.length - 1] ?? 0) + 1])
  }
  return places
}

/** The parts of a thread in which somebody said the words, by their place. */
export const partsThatSay = (parts: readonly Part[], sought: string): number[] => {
  const words = plain(sought.trim())
  if (words === '') return []
  return parts.flatMap((part, index) => (part.kind === 'said' && plain(part.entry.body ?? '').includes(words) ? [index] : []))
}

const fewestLetters = 3

/** What of a search over all conversations stands in this one: all of it, else the first of its words that does; nothing for a name or a number. */
export const soughtHere = (parts: readonly Part[], search: string): string =>
  [search.trim(), ...search.split(/\s+/)].find((words) => words.length >= fewestLetters && partsThatSay(parts, words).length > 0) ?? ''

/** The part that an address like `#entry-12` leads to. */
export const partAt = (parts: readonly Part[], hash: string): number => {
  const id = hash.replace(/^#/, '')
  const seq = Number(/^entry-(\d+)$/.exec(id)?.[1])
  return parts.findIndex((part) => part.id === id || (part.kind === 'happened' && part.entries.some((entry) => entry.seq === seq)))
}
