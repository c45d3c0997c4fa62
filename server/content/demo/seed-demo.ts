import { mirrorGuests, mirrorRefund, mirrorReservations } from '#directory'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { makeCast } from './cast.ts'
import { giveFeedback } from './feedback.ts'
import { play } from './play.ts'
import type { DemoPorts } from './ports.ts'
import type { Demo } from './read-demo.ts'
import { makeStays } from './reservations.ts'

/**
 * Makes the demo world around `ctx.now()` for a brand whose content is imported: all of it or, when the process dies,
 * nothing. Made again it moves the stays to the new today and leaves conversations as they are.
 */
export const seedDemo = (ctx: Ctx, demo: Demo, ports: DemoPorts): Promise<void> => {
  const now = ctx.now()
  return inTransaction({ ...ctx, now: () => now }, async (tx) => {
    const { properties } = demo
    const cast = await makeCast(tx, demo, ports)
    const { guests, reservations, pins, refunds } = makeStays(demo.reservations, { brandId: tx.actor.brandId, now, properties })
    await mirrorGuests(tx, guests)
    await mirrorReservations(tx, reservations)
    await ports.keepPins(tx, pins)
    for (const refund of refunds) await mirrorRefund(tx, refund)
    await giveFeedback({ ctx: tx, cast, ports }, demo.feedback)
    for (const script of demo.conversations.toSorted(oldestFirst)) await play({ ctx: tx, cast, ports, properties }, script)
  })
}

const oldestFirst = (a: { openedMinutesAgo: number }, b: { openedMinutesAgo: number }) => b.openedMinutesAgo - a.openedMinutesAgo
