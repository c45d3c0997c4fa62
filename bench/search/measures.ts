import type { Judged } from './judged.ts'

/** What one way of searching gave for one query: keys, best first. */
export type Answer = Judged & { got: readonly string[] }
export type Measures = { queries: number; success1: number; success3: number; mrr10: number; zeroHits: number }

/** The shares of queries with a right article first, among three, found nothing at all; and the mean of 1 / its place among ten. */
export const measuresOf = (answers: readonly Answer[]): Measures => {
  const share = (good: (answer: Answer) => boolean) => answers.filter(good).length / Math.max(1, answers.length)
  const places = answers.map(placeOf)
  return {
    queries: answers.length,
    success1: share((answer) => placeOf(answer) <= 1),
    success3: share((answer) => placeOf(answer) <= 3),
    mrr10: places.map((place) => (place <= 10 ? 1 / place : 0)).reduce((sum, each) => sum + each, 0) / Math.max(1, places.length),
    zeroHits: share(({ got }) => got.length === 0),
  }
}

/** Where the first right article stands, counted from 1; Infinity where there is none. */
export const placeOf = ({ got, right }: Answer): number => {
  const place = got.findIndex((key) => right.includes(key))
  return place < 0 ? Infinity : place + 1
}
