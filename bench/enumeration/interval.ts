/** The median of differences and its 95 % interval, by order statistics: nothing is assumed of how they are spread. */
export type Median = { median: number; low: number; high: number }

export const medianOf = (values: readonly number[]): Median => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN
  const half = (1.96 * Math.sqrt(sorted.length)) / 2
  return { median: at(Math.floor(sorted.length / 2)), low: at(Math.floor(sorted.length / 2 - half)), high: at(Math.ceil(sorted.length / 2 + half)) }
}
