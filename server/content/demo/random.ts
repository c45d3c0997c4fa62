/** Numbers that look random and are the same every time. */
export type Random = {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  one<Value>(values: readonly Value[]): Value
  weighed<Value extends { weight: number }>(values: readonly Value[]): Value
}

export const randomFrom = (seed: number): Random => {
  const next = mulberry32(seed)
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    between,
    one: (values) => memberAt(values, between(0, values.length - 1)),
    weighed: (values) => {
      const sum = values.reduce((total, { weight }) => total + weight, 0)
      let left = next() * sum
      return memberAt(values, values.findIndex(({ weight }) => (left -= weight) < 0))
    },
  }
}

const memberAt = <Value>(values: readonly Value[], place: number): Value => {
  const found = values.at(place)
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

// Tommy Ettinger's mulberry32: 32 bits of state are plenty for 400 reservations.
const mulberry32 = (seed: number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
