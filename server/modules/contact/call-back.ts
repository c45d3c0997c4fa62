import { createHmac } from 'node:crypto'
import { headOf, open } from '#conversations'
import type { Ctx, GuestActor, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { callBackTimes, contactHours, isCallable, phoneStanding, promiseCall, promisedAbout } from '#voice'
import { bookingOf, type GuestSender } from './guest-send.ts'
import { guestSubtopic } from './place.ts'
import { openConversation } from './send.ts'

export type CallWish = {
  submissionId: string
  topic: string
  subtopic: string
  propertyId?: string | undefined
  confirmationNumber?: string | undefined
  reservationId?: string | undefined
  locale: string
  body: string
  /** Where to call, with country code. */
  number: string
  /** One of the times offered; null: as soon as it is their turn. */
  at: Date | null
}

/** The hours a caller may choose to be called at, beside "as soon as it is my turn". */
export const timesToCall = async (ctx: Ctx<PartnerActor | GuestActor>): Promise<Date[]> => callBackTimes(await hoursOf(ctx), ctx.now())

const hoursOf = (ctx: Ctx<PartnerActor | GuestActor>) => contactHours(ctx, { door: ctx.actor.kind, timeZone: ctx.actor.timeZone })

/** A partner asks to be called: the case stands in the queue as a call, from now or from the time they chose. */
export const askForCall = async (ctx: Ctx<PartnerActor>, wish: CallWish, secret: string): Promise<{ conversationId: string }> => {
  const notBefore = await chosen(ctx, wish.at)
  // Both or neither: without a call there is nothing to answer.
  return inTransaction(ctx, async (tx) => {
    const { id } = await openConversation(tx, wish, 'phone')
    return promise(tx, { id, wish, notBefore, level: 3, proof: 'sign-in' }, secret)
  })
}

/** A guest who has opened their booking asks to be called. */
export const askForGuestCall = async (ctx: Ctx<GuestSender>, wish: CallWish, secret: string): Promise<{ conversationId: string }> => {
  const { actor } = ctx
  if (actor.kind !== 'guest' || actor.proof === 'short-pin') throw new Refusal('not_allowed', { because: 'short-pin' })
  const { subtopic } = await guestSubtopic(ctx, wish.topic, wish.subtopic)
  if (!subtopic.rules.channels.includes('phone')) throw new Refusal('not_allowed', { channel: 'phone' })
  const notBefore = await chosen({ ...ctx, actor }, wish.at)
  const reservation = await bookingOf(ctx, wish.reservationId)
  return inTransaction(ctx, async (tx) => {
    const before = reservation && (await promisedAbout(tx, reservation.id))
    const id = before && (await headOf(tx, before))?.asker_id === actor.id ? before : (await openCase(tx, { wish, actor, reservation, right: subtopic.rules.right })).id
    return promise(tx, { id, wish, notBefore, level: 2, proof: 'pin' }, secret)
  })
}

type GuestCase = { wish: CallWish; actor: GuestActor; reservation: Awaited<ReturnType<typeof bookingOf>>; right: Parameters<typeof open>[1]['neededRight'] }

const openCase = (ctx: Ctx, { wish, actor, reservation, right }: GuestCase) =>
  open(ctx, {
    submissionId: wish.submissionId, door: 'guest', channel: 'phone', partnerId: null, askerId: actor.id, askerName: actor.name, propertyId: reservation?.propertyId ?? null,
    reservationId: reservation?.id ?? null, topic: wish.topic, subtopic: wish.subtopic, locale: wish.locale, neededRight: right, promisedAt: null, body: wish.body,
    proof: actor.proof, level: actor.loyaltyLevel,
  })

const chosen = async (ctx: Ctx<PartnerActor | GuestActor>, at: Date | null): Promise<Date | undefined> => {
  if (at === null) return undefined
  if (at <= ctx.now() || !isCallable(await hoursOf(ctx), at)) throw new Refusal('invalid', { field: 'when', problem: 'hours' })
  return at
}

type Promised = { id: string; wish: CallWish; notBefore: Date | undefined; level: number; proof: string }

const promise = async (ctx: Ctx, { id, wish, notBefore, level, proof }: Promised, secret: string): Promise<{ conversationId: string }> => {
  await promiseCall(ctx, { conversationId: id, number: wish.number, why: 'asked', level, proof, notBefore, checkCode: { digits: digitsFor(id, secret), secret } })
  return { conversationId: id }
}

// Derived, so that its page can show it again and nothing holds it.
const digitsFor = (conversationId: string, secret: string) => {
  const mac = createHmac('sha256', secret).update(`call-back-digits:${conversationId}`).digest()
  return String(mac.readUIntBE(0, 6) % 10_000).padStart(4, '0')
}

/** A promised call as whoever asked for it sees it: how it stands, and what they key in when they answer. */
export const promisedCall = async (ctx: Ctx<PartnerActor | GuestActor>, conversationId: string, secret: string) => {
  const head = await headOf(ctx, conversationId)
  if (!head || head.asker_id !== ctx.actor.id) throw new Refusal('not_found')
  return { conversationId, caseNumber: head.case_number, digits: digitsFor(conversationId, secret), standing: await phoneStanding(ctx, conversationId) }
}
