import { setTimeout as wait } from 'node:timers/promises'

// What exists takes a transaction longer than what does not; nobody may read that off the clock.
const leastMs = 400

/** Waits for the work and never answers sooner than it always does. */
export const alwaysAsLong = async (work: Promise<void>): Promise<void> => {
  const [done] = await Promise.allSettled([work, wait(leastMs)])
  if (done.status === 'rejected') throw done.reason
}
