import { recordReading, save, vote } from '#articles'
import { claim, place } from '#queue'
import { recordInquiry, zeroHits } from '#search'
import { close, markRead, markSeen, note, open, receive, reply } from '#conversations'
import { createAccount, joinPartner, keepPins, type Ctx } from '#identity'
import { answerBy, follow, move } from '#promises'
import { seedDemo, type Demo, type DemoPorts } from '../content/index.ts'
import type { DemoGuest } from './app.ts'

/** The demo world through the product's own verbs. */
export const seed = (ctx: Ctx, demo: Demo, secret: string): Promise<void> =>
  seedDemo(ctx, demo, { ...ports, keepPins: (at, pins) => keepPins(at, pins, secret) })

const ports: Omit<DemoPorts, 'keepPins'> = {
  createAccount, joinPartner, answerBy, open, receive, markSeen, claim, markRead, reply, note, close, vote, save, recordReading, recordInquiry, zeroHits,
  movePromise: (ctx, id, to) => move(ctx, id, to),
  react: async (ctx, id) => {
    await follow(ctx, id)
    await place(ctx, id)
  },
}

/** The guests who stand on /demo, as the files tell them: their PINs are nowhere else in the clear. */
export const demoGuests = (demo: Demo | null): DemoGuest[] =>
  (demo?.reservations.fixed ?? [])
    .filter((fixed) => fixed.demo)
    .map(({ confirmationNumber: number, pin, guest, why }) => ({ number, pin, name: guest.name, loyaltyLevel: guest.loyaltyLevel, why }))
