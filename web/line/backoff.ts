const firstMs = 500
const mostMs = 30_000

/** How long to wait before trying again: twice as long each time, and anywhere below that, so that many do not come back together. */
export const waitBefore = (failures: number, chance: number): number => Math.min(mostMs, firstMs * 2 ** Math.min(failures, 10)) * chance
