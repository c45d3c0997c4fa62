/** One measurement: what was done in how long, and how long each took in milliseconds. */
export type Sample = { operations: number; seconds: number; p50: number; p99: number }
export type Bounds = { clients: number; seconds: number; most: number }

/** Every client does one thing after the other until the time or the count is up. */
export const underLoad = async ({ clients, seconds, most }: Bounds, operation: (client: number) => Promise<unknown>): Promise<Sample> => {
  const took: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  let started = 0
  const client = async (number: number) => {
    while (performance.now() < end && started < most) {
      started++
      const at = performance.now()
      await operation(number)
      took.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  return sampleOf(took, (performance.now() - began) / 1000)
}

const sampleOf = (took: number[], seconds: number): Sample => {
  const ordered = Float64Array.from(took).toSorted()
  return { operations: took.length, seconds, p50: quantile(ordered, 0.5), p99: quantile(ordered, 0.99) }
}

export const quantile = (ordered: ArrayLike<number>, share: number): number => ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0

export const median = (numbers: number[]): number => quantile(numbers.toSorted((a, b) => a - b), 0.5)
