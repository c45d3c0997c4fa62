import { headsByIds, open, openAbout } from '#conversations'
import { hoursToCheckIn, partnerById, propertyById, reservationById } from '#directory'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { translator } from '#web/locales'
import type { Call } from './call-queries.ts'

type CaseCall = Pick<Call, 'id' | 'door' | 'locale' | 'claimed_name' | 'property_id' | 'number'>

/** The conversation of somebody who has proved nothing: it stands in nobody's inbox, and is called back on the number on file alone. */
export const unverifiedCase = async (ctx: Ctx, call: CaseCall, more: { body?: string; channel?: 'phone' | 'callback' } = {}): Promise<{ id: string; caseNumber: string }> => {
  const property = call.property_id ? await propertyById(ctx, call.property_id) : null
  const partner = property ? await partnerById(ctx, property.partnerId) : null
  const { t } = translator(call.locale, 'UTC')
  const isPartner = call.door === 'partner'
  return open(ctx, {
    submissionId: call.id, door: isPartner ? 'partner' : 'guest', channel: more.channel ?? 'phone', partnerId: null, askerId: null,
    askerName: call.claimed_name ?? t('voice.case.caller'), propertyId: property?.id ?? null, reservationId: null,
    topic: isPartner ? 'account' : 'other', subtopic: isPartner ? 'other' : 'anything-else', locale: call.locale, neededRight: 'contact-support',
    callbackNumber: isPartner ? (partner?.phoneOnFile ?? null) : call.number, promisedAt: null, body: more.body ?? t('voice.case.unverified'),
  })
}

export type ProvedGuest = { accountId: string; name: string; reservationId: string }

const soonHours = 24

/** The conversation a guest's call belongs to: what is open about the booking already, else one of its own. */
export const guestCase = async (ctx: Ctx, call: CaseCall, { accountId, name, reservationId }: ProvedGuest): Promise<{ id: string }> => {
  const about = [...(await headsByIds(ctx, await openAbout(ctx, [reservationId]))).values()]
  const own = about.filter((head) => head.door === 'guest' && head.asker_id === accountId).toSorted((a, b) => b.last_entry_at.getTime() - a.last_entry_at.getTime())
  if (own[0]) return { id: own[0].id }
  const reservation = await reservationById(ctx, reservationId)
  if (!reservation) throw new Refusal('not_found')
  const isNear = hoursToCheckIn(reservation.arrival, reservation.timeZone, ctx.now()) <= soonHours && hoursToCheckIn(reservation.departure, reservation.timeZone, ctx.now()) > 0
  return open(ctx, {
    submissionId: call.id, door: 'guest', channel: 'phone', partnerId: null, askerId: accountId, askerName: name, propertyId: reservation.propertyId, reservationId,
    topic: isNear ? 'at-property' : 'booking-details', subtopic: 'other', locale: call.locale, neededRight: 'contact-support', callbackNumber: null, promisedAt: null,
    body: translator(call.locale, 'UTC').t('voice.case.guest'), proof: 'pin',
  })
}
