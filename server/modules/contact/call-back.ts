import { createHmac } from 'node:crypto'
import { headOf, open } from '#conversations'
import type { Ctx, GuestActor, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { callBackTimes, contactHours, isCallable, phoneStanding, promiseCall } from '#voice'
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
  const { id } = await openConversation(ctx, wish, 'phone')
  await promise(ctx, { id, wish, notBefore, level: 3, proof: 'sign-in' }, secret)
  return { conversationId: id }
}

/** A guest who has opened their booking asks to be called. */
export const askForGuestCall = async (ctx: Ctx<GuestSender>, wish: CallWish, secret: string): Promise<{ conversationId: string }> => {
  const { actor } = ctx
  if (actor.kind !== 'guest' || actor.proof === 'short-pin') throw new Refusal('not_allowed', { because: 'short-pin' })
  const { subtopic } = await guestSubtopic(ctx, wish.topic, wish.subtopic)
  if (!subtopic.rules.channels.includes('phone')) throw new Refusal('not_allowed', { channel: 'phone' })
  const notBefore = await chosen({ ...ctx, actor }, wish.at)
  const reservation = await bookingOf(ctx, wish.reservationId)
  const { id } = await open(ctx, {
    submissionId: wish.submissionId, door: 'guest', channel: 'phone', partnerId: null, askerId: actor.id, askerName: actor.name, propertyId: reservation?.propertyId ?? null,
    reservationId: reservation?.id ?? null, topic: wish.topic, subtopic: wish.subtopic, locale: wish.locale, neededRight: subtopic.rules.right, promisedAt: null, body: wish.body,
    proof: actor.proof, level: actor.loyaltyLevel,
  })
  await promise(ctx, { id, wish, notBefore, level: 2, proof: 'pin' }, secret)
  return { conversationId: id }
}

const chosen = async (ctx: Ctx<PartnerActor | GuestActor>, at: Date | null): Promise<Date | undefined> => {
  if (at === null) return undefined
  if (at <= ctx.now() || !isCallable(await hoursOf(ctx), at)) throw new Refusal('invalid', { field: 'when', problem: 'hours' })
  return at
}

type Promised = { id: string; wish: CallWish; notBefore: Date | undefined; level: number; proof: string }

const promise = (ctx: Ctx, { id, wish, notBefore, level, proof }: Promised, secret: string) =>
  promiseCall(ctx, { conversationId: id, number: wish.number, why: 'asked', level, proof, notBefore, checkCode: { digits: digitsFor(id, secret), secret } })

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
