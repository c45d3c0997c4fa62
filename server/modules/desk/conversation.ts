import { z } from 'zod'
import { presenceIn } from '#chat'
import { AppReport } from '#contract/app'
import type { Channel, Door } from '#contract/content'
import type { DeskConversation } from '#contract/desk'
import { SeatCall } from '#contract/phone'
import { earlierOf, entriesAt, firstUnread, readableHead, thread, type Thread } from '#conversations'
import { hoursToCheckIn, partnerById, propertyById, reservationById, type Reservation } from '#directory'
import { colleagues, namesByIds, personById, type AgentActor, type Ctx } from '#identity'
import { localised } from '#kernel'
import { atRiskAmong, promiseFor } from '#promises'
import { claimOn, placeOf } from '#queue'
import { newestCall } from '#voice'
import { caseworkOn } from './casework.ts'
import { markedIn, topicNames } from './lists.ts'

const atFirst = 50
const mostAtOnce = 200

/** A conversation with all that stands beside it on the desk: its newest entries, back to the first unread one and to `from` if that is not too far. */
export const deskConversation = async (ctx: Ctx<AgentActor>, id: string, { from }: { from?: number | undefined } = {}): Promise<DeskConversation> => {
  const known = await readableHead(ctx, id)
  const { last_seq: last } = known
  const unreadSeq = await firstUnread(ctx, known)
  const found = await thread(ctx, id, { limit: atFirst, from: Math.max(last - mostAtOnce + 1, Math.min(from ?? last, unreadSeq ?? last)) })
  const { head } = found
  const [promise, place, claim, beside, earlier, casework, chat, risk, called, report] = await Promise.all([
    promiseFor(ctx, id), placeOf(ctx, id), claimOn(ctx, id), besideOf(ctx, found), earlierOf(ctx, head), caseworkOn(ctx, found), presenceIn(ctx, id), atRiskAmong(ctx, [id]), newestCall(ctx, id), reportOf(ctx, found),
  ])
  const door = head.door as Door
  return {
    id,
    caseNumber: head.case_number,
    state: found.state,
    door,
    channel: head.channel as Channel,
    ...(await topicNames(ctx, { door, topic: head.topic, subtopic: head.subtopic, locale: ctx.actor.locale })),
    locale: head.locale,
    openedAt: head.opened_at.toISOString(),
    lastSeq: head.last_seq,
    promise,
    place: place ? { lane: place.lane, dueAt: place.dueAt.toISOString(), reasons: markedIn(place.reasons, risk.has(id)) } : null,
    claim: claim ? { ...claim, since: claim.since.toISOString() } : null,
    chat: chat && { here: chat.here, leftAt: chat.leftAt?.toISOString() ?? null, left: chat.leftHow, readSeq: head.asker_read_seq },
    call: called && presentCall(called),
    ...(await endingOf(ctx, found)),
    ...beside,
    casework,
    entries: found.entries,
    before: found.before,
    unreadSeq,
    answerSeq: head.staff_seq > 0 ? head.staff_seq : null,
    report,
    earlier: await Promise.all(earlier.map((other) => presentEarlier(ctx, other))),
  }
}

// A report opens its conversation.
const reportOf = async (ctx: Ctx, { head: { id }, entries, before }: Thread): Promise<DeskConversation['report']> => {
  const opening = before === null ? entries[0] : (await entriesAt(ctx, [{ id, seq: 1 }]))({ id, seq: 1 })
  return AppReport.safeParse(opening?.data.report).data ?? null
}

const Sure = SeatCall.pick({ direction: true, level: true, proof: true })

const presentCall = ({ call, isNumberOnFile }: NonNullable<Awaited<ReturnType<typeof newestCall>>>): DeskConversation['call'] => ({
  ...Sure.parse(call), number: call.number, numberOnFile: isNumberOnFile, claimedName: call.claimed_name, at: call.started_at.toISOString(),
})

const endingOf = async (ctx: Ctx<AgentActor>, { closing, closure }: Thread): Promise<Pick<DeskConversation, 'closing' | 'closure'>> => {
  const names = closure?.closedBy ? await namesByIds(ctx, [closure.closedBy]) : new Map<string, string>()
  return {
    closing: closing ? { outcome: closing.outcome, at: closing.at.toISOString() } : null,
    closure: closure
      ? { outcome: closure.outcome, reason: closure.reason, by: names.get(closure.closedBy ?? '') ?? null, at: closure.at.toISOString() }
      : null,
  }
}

type Beside = Pick<DeskConversation, 'asker' | 'partner' | 'property' | 'reservation'>

const besideOf = async (ctx: Ctx<AgentActor>, { head }: Thread): Promise<Beside> => {
  const reservation = head.reservation_id ? await reservationById(ctx, head.reservation_id) : null
  const property = head.property_id ? await propertyById(ctx, head.property_id) : null
  const partnerId = head.partner_id ?? property?.partnerId ?? null
  const [partner, person, people] = await Promise.all([
    partnerId ? partnerById(ctx, partnerId) : null,
    head.asker_id ? personById(ctx, head.asker_id) : null,
    partnerId ? colleagues(ctx, partnerId) : [],
  ])
  const role = people.find((colleague) => colleague.id === head.asker_id)?.roleTitle
  return {
    asker: {
      name: head.asker_name,
      email: (person?.email || head.asker_email) ?? null,
      role: role ? localised(role, ctx.actor.locale) || null : null,
      locale: head.locale,
      timeZone: person?.timeZone ?? null,
      identity: identityOf(head),
      loyaltyLevel: head.asker_level,
    },
    partner: partner ? { name: partner.name, country: partner.country, phoneOnFile: partner.phoneOnFile } : null,
    property: property
      ? {
          number: property.number, name: property.name, address: property.address, city: property.city, country: property.country,
          timeZone: property.timeZone, language: property.language, status: property.status, stars: property.stars,
          provider: property.provider, accountManager: property.accountManager,
        }
      : null,
    reservation: reservation ? presentReservation(ctx, reservation) : null,
  }
}

const Proof = z.enum(['account', 'pin', 'short-pin', 'link', 'mail'])

const identityOf = ({ door, asker_id: askerId, asker_proof: proof }: Thread['head']): DeskConversation['asker']['identity'] => {
  if (door === 'guest') return Proof.safeParse(proof).data ?? 'unverified'
  if (proof === 'mail') return 'mail'
  return askerId ? 'signed-in' : 'unverified'
}

const dayMs = 86_400_000

const presentReservation = (ctx: Ctx<AgentActor>, r: Reservation): DeskConversation['reservation'] => ({
  confirmationNumber: r.confirmationNumber,
  status: r.status,
  arrival: r.arrival,
  departure: r.departure,
  nights: Math.round((Date.parse(r.departure) - Date.parse(r.arrival)) / dayMs),
  rooms: r.rooms,
  guests: r.guests,
  totalMinor: r.totalMinor,
  currency: r.currency,
  policy: localised(r.policy.names, ctx.actor.locale),
  guest: { name: r.guest.name, language: r.guest.language, loyaltyLevel: r.guest.loyaltyLevel },
  hoursToCheckIn: hoursToCheckIn(r.arrival, r.timeZone, ctx.now()),
})

type Earlier = Awaited<ReturnType<typeof earlierOf>>[number]

const presentEarlier = async (ctx: Ctx<AgentActor>, other: Earlier) => {
  const names = await topicNames(ctx, { door: other.door as Door, topic: other.topic, subtopic: other.subtopic, locale: ctx.actor.locale })
  return { id: other.id, caseNumber: other.case_number, topic: names.topic.name, door: other.door as Door, askerName: other.asker_name, state: other.state, openedAt: other.opened_at.toISOString() }
}
