import { present } from '#brand'
import type { Ctx } from '#identity'
import { givenNow, seasonFor, travellerOf } from '#promises'
import { chatsNow, forecast, prospect } from '#queue'
import { bookingOf, bookingsOf, type GuestSender } from './guest-send.ts'
import { phoneState } from './options.ts'
import { guestSubtopic } from './place.ts'

export type GuestWhere = { topic: string; subtopic: string; locale: string; reservationId?: string | undefined }

/** Every channel of the guest door with the wait that can honestly be expected, and where one would stand and why. */
export const guestOptions = async (ctx: Ctx<GuestSender>, { topic: topicKey, subtopic: subtopicKey, locale, reservationId }: GuestWhere) => {
  const { topic, subtopic } = await guestSubtopic(ctx, topicKey, subtopicKey)
  const { rules } = subtopic
  const reservation = (await bookingOf(ctx, reservationId)) ?? (await onlyBooking(ctx))
  const loyaltyLevel = ctx.actor.kind === 'guest' ? (ctx.actor.loyaltyLevel ?? 0) : 0
  const asking = {
    door: 'guest' as const, topic: topicKey, country: null, language: locale, urgent: rules.urgent || rules.lane === 'safety', traveller: travellerOf(reservation, ctx.now()),
  }
  const [place, { rule, by }, season, phone, { settings }] = await Promise.all([
    prospect(ctx, { door: 'guest', rules, reservation, loyaltyLevel }), givenNow(ctx, { door: 'guest', topic: topicKey, subtopic: subtopicKey, rules, country: null, language: locale, stay: reservation, timeZone: reservation?.timeZone ?? 'UTC' }),
    seasonFor(ctx, asking),
    rules.channels.includes('phone') ? phoneState(ctx, { door: 'guest', country: reservation?.guest.country ?? '', language: locale, safety: rules.lane === 'safety' }) : null, present(ctx),
  ])
  const expected = await forecast(ctx, place.lane)
  const slack = expected && { from: expected.from, to: Math.ceil(expected.to * season.waitFactor) }
  return {
    topic, subtopic, place, callFirst: rules.callFirst, season: season.banner ? { ...season, soonHours: settings.guestSoonHours } : null,
    // What reaches beyond the promise is not quoted: the promise is what holds.
    message: { rule, answerBy: by, expected: slack && ctx.now().getTime() + slack.to * 60_000 < by.getTime() ? slack : null },
    email: settings.guestEmail,
    phone,
    chat: rules.channels.includes('chat') ? await chatsNow(ctx, 'guest') : null,
  }
}

const onlyBooking = async (ctx: Ctx<GuestSender>) => {
  const [only, ...more] = await bookingsOf(ctx)
  return more.length === 0 ? (only ?? null) : null
}
