/** Numbers between 0 and 1 that look like chance and are the same for the same seed (mulberry32). */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks by weight; the weights are added up once. */
export const weighted = <Of>(rows: readonly { of: Of; share: number }[]): ((at: number) => Of) => {
  const ends: number[] = []
  let all = 0
  for (const { share } of rows) ends.push((all += share))
  return (at) => {
    const found = ends.findIndex((end) => at * all < end)
    const row = rows[found < 0 ? rows.length - 1 : found]
    if (!row) throw new Error('nothing to choose from')
    return row.of
  }
}

/** Time to the next of events that come at a steady rate. */
export const gap = (random: () => number, mean: number): number => -Math.log(1 - random()) * mean

/** A handling time: mostly near the mean, sometimes much longer (the sum of two exponentials). */
export const handling = (random: () => number, mean: number): number => gap(random, mean / 2) + gap(random, mean / 2)
