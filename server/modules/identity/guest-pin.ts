import { createHmac } from 'node:crypto'
import { Refusal } from '#kernel'
import type { Ctx } from './actor.ts'
import * as q from './guest-queries.ts'

export type Pin = { reservationId: string; confirmationNumber: string; pin: string; bookerName: string }

/** Takes over the PINs of reservations, as keyed hashes; one of four digits works only with the booker's last name, which goes into it. */
export const keepPins = async (ctx: Ctx, pins: readonly Pin[], secret: string): Promise<void> => {
  const rows = pins.map(({ reservationId, confirmationNumber: number, pin, bookerName }) => {
    if (!/^(\d{4}|\d{6})$/.test(pin)) throw new Refusal('invalid', { field: 'pin' })
    const digits = pin.length
    const lastName = digits === 4 ? bookerName : ''
    return { brand_id: ctx.actor.brandId, confirmation_number: number, reservation_id: reservationId, digits, pin_hash: pinHash({ number, pin, lastName }, secret) }
  })
  for (let from = 0; from < rows.length; from += batchSize) await q.upsertPins(ctx.db, rows.slice(from, from + batchSize))
}

/** Drops tickets a week after they ran out, and what was counted against numbers that nobody has tried for a month. */
export const forgetOldTickets = (ctx: Ctx): Promise<void> => {
  const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000)
  return q.forgetOld(ctx.db, ctx.actor.brandId, { tickets: daysAgo(7), guards: daysAgo(30) })
}

const batchSize = 1_000

export type PinGuess = { number: string; pin: string; lastName: string }

export const pinHash = ({ number, pin, lastName }: PinGuess, secret: string): Buffer =>
  createHmac('sha256', secret).update(`guest-pin:${number}:${pin}:${lastWord(lastName)}`).digest()

// "Núñez", "NUNEZ" and "de la Núñez" are the same last name to somebody in a hurry.
const lastWord = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().split(/\s+/).at(-1) ?? ''
