import type { WordRow } from './queries/ask.ts'

/** How many letters must be changed, left out, put in or swapped with their neighbour to get from one word to another. */
export const distance = (a: string, b: string): number => {
  const rows = [Array.from({ length: b.length + 1 }, (_, place) => place)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const [above, before, corner] = [at(rows, i - 1, j), row[j - 1] ?? 0, at(rows, i - 1, j - 1)]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(rows, i - 2, j - 2) + 1 : Infinity
      row.push(Math.min(above + 1, before + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1), swapped))
    }
    rows.push(row)
  }
  return at(rows, a.length, b.length)
}

const at = (rows: number[][], i: number, j: number) => rows[i]?.[j] ?? Infinity

/** Three letters in a row, the ends of the word among them. */
export const trigramsOf = (word: string): string[] => {
  const padded = `  ${word} `
  return [...new Set(Array.from({ length: padded.length - 2 }, (_, place) => padded.slice(place, place + 3)))]
}

/** How many slips a word of this length may have. */
const mostSlips = (word: string): number => (word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3)

export type Slip = WordRow & { slips: number }

/** The likeliest words that were meant, nearest first and of those the most frequent; none when nothing is near. */
export const likeliest = (asked: string, words: readonly WordRow[]): Slip[] => {
  const near = [...new Set(words)]
    .map((known) => ({ ...known, slips: Math.min(...[known.word, ...known.lexemes].map((form) => distance(asked, form))) }))
    .filter(({ slips }) => slips <= mostSlips(asked))
    .toSorted((a, b) => a.slips - b.slips || Number(b.word[0] === asked[0]) - Number(a.word[0] === asked[0]) || b.documents - a.documents)
  return near.filter(({ slips }) => slips === near[0]?.slips).slice(0, most)
}

const most = 3
const shortWord = 8

/** Every word that one slip makes of a short one, which has too few trigrams to be known by. */
export const oneSlipAway = (word: string): string[] => {
  if (word.length > shortWord) return []
  const places = Array.from({ length: word.length + 1 }, (_, place) => place)
  const found = places.flatMap((place) => {
    const [before, after] = [word.slice(0, place), word.slice(place)]
    const others = letters.flatMap((letter) => [before + letter + after, before + letter + after.slice(1)])
    return [...others, before + after.slice(1), before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2)]
  })
  return [...new Set(found)].filter((other) => other !== word && other.length > 1)
}

const letters = [...'abcdefghijklmnopqrstuvwxyz']
