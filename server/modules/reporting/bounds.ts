/** First answers are counted by how many minutes they took: below the first bound, below the second, … and from the last on. */
export const answerBounds: readonly number[] = [1, 2, 5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_080, 1_440, 2_160, 2_880, 4_320, 7_200, 10_080]

/** The minutes below which this part of the answers came, between two bounds in proportion; null where there are none. */
export const quantile = (times: readonly number[], part: number): number | null => {
  const all = times.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const wanted = all * part
  let passed = 0
  for (const [place, count] of times.entries()) {
    if (count > 0 && passed + count >= wanted) {
      const from = answerBounds[place - 1] ?? 0
      // Beyond the last bound nothing is known but that it was longer.
      const to = answerBounds[place] ?? from
      return from + ((wanted - passed) / count) * (to - from)
    }
    passed += count
  }
  return answerBounds.at(-1) ?? null
}

/** Adds one count of answer times to another. */
export const addTimes = (to: number[], times: readonly number[]): void => {
  for (const [place, count] of times.entries()) to[place] = (to[place] ?? 0) + count
}
