import { headsByIds, markReceived, markReleased, openAbout, waitsSince, type ConversationHead } from '#conversations'
import type { Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { dueByConversation } from '#promises'
import { findSubtopic } from '#topics'
import { hoursToCheckIn, reservationsByIds, type Reservation } from '#directory'
import { present } from '#brand'
import { agentsByIds } from '#staff'
import { decide } from './decisions.ts'
import { endOffer } from './end-offer.ts'
import * as q from './queries.ts'
import { deleteLiveOf, liveByIds, openOffer, teamsByIds, type LiveRow } from './skill-queries.ts'
import { rank, type Waiting } from './rank.ts'

/**
 * Puts a conversation where it belongs as things stand now: into the queue when it waits for staff, out of it when it
 * does not. Safe to call at any time and any number of times.
 */
export const place = (ctx: Ctx, conversationId: string): Promise<void> => placeAll(ctx, [conversationId])

/** The same for many, in one transaction. */
export const placeAll = (ctx: Ctx, conversationIds: string[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const ids = [...new Set(conversationIds)].toSorted()
    await q.lockPlaces(tx.db, ids)
    const heads = [...(await headsByIds(tx, ids)).values()]
    const live = await liveByIds(tx.db, tx.actor.brandId, ids)
    const waits = (head: ConversationHead) => waitsForStaff(head) || (!head.closed && live.has(head.id))
    const [waiting, others] = [heads.filter(waits), heads.filter((head) => !waits(head))]
    await dropLeft(tx, waiting)
    const after = await entriesFor(tx, waiting, live)
    const gone = await q.deleteEntries(tx.db, tx.actor.brandId, idsOf(others))
    const before = [...(await q.upsertEntries(tx.db, tx.actor.brandId, after)), ...gone]
    await q.deleteClaims(tx.db, tx.actor.brandId, idsOf(others.filter((head) => head.closed)))
    await deleteLiveOf(tx.db, tx.actor.brandId, idsOf(others.filter((head) => head.closed)))
    await markReceived(tx, idsOf(waiting.filter((head) => head.received_at === null)))
    await noteMoves(tx, before, after)
    for (const { conversation_id: conversationId } of gone) await withdraw(tx, conversationId)
    // Counters are shared by all: taken last, so that nobody waits for another lock while holding them.
    await countPace(tx, gone, others)
    await recount(tx, before, after)
  })

const idsOf = (heads: ConversationHead[]) => heads.map(({ id }) => id)

const waitsForStaff = (head: ConversationHead) => !head.closed && !head.snoozed && head.asker_seq > head.staff_seq && !isCallToCome(head)

// A prepared call waits for the asker, not for staff, until somebody answers it or more is written.
const isCallToCome = (head: ConversationHead) => head.channel === 'phone' && head.asker_seq === 1

/** Whoever had it is not there any more when its asker writes again: it stands in the queue for all. */
const dropLeft = async (tx: Ctx, heads: ConversationHead[]) => {
  const { brandId } = tx.actor
  const claims = await q.claimsByIds(tx.db, brandId, idsOf(heads))
  const there = new Set((await agentsByIds(tx, [...new Set(claims.values())])).filter(({ presence }) => presence === 'here' || presence === 'away').map(({ accountId }) => accountId))
  for (const [conversationId, agentId] of claims) {
    if (there.has(agentId) || !(await q.entryIsAbsent(tx.db, brandId, conversationId))) continue
    await q.deleteClaims(tx.db, brandId, [conversationId])
    await markReleased(tx, conversationId)
    await decide(tx, { kind: 'left', conversationId, agentId, reasons: [{ kind: 'left', how: 'off-duty' }] })
  }
}

// Where it stood before and stands now: an offer of what waits no more is void, and a change of lane is written down.
const withdraw = async (tx: Ctx, conversationId: string) => {
  const offer = await openOffer(tx.db, tx.actor.brandId, { conversationId })
  if (offer) await endOffer(tx, offer, { outcome: 'withdrawn', reasons: [{ kind: 'waits-no-more' }] })
}

const noteMoves = async (tx: Ctx, before: q.EntryBefore[], after: q.EntryValues[]) => {
  const lanesNow = new Map(after.map((entry) => [entry.conversation_id, entry.lane]))
  for (const { conversation_id: conversationId, lane } of before) {
    const [from, to] = [q.laneNames[lane], q.laneNames[lanesNow.get(conversationId) ?? lane]]
    if (from && to && from !== to) await decide(tx, { kind: 'moved', conversationId, reasons: [{ kind: 'lane', from, to }] })
  }
}

const entriesFor = async (ctx: Ctx, heads: ConversationHead[], live: Map<string, LiveRow>): Promise<q.EntryValues[]> => {
  if (heads.length === 0) return []
  const { brandId } = ctx.actor
  const { settings } = await present(ctx)
  const claims = await q.claimsByIds(ctx.db, brandId, idsOf(heads))
  const teams = await teamsByIds(ctx.db, brandId, idsOf(heads))
  const dues = await dueByConversation(ctx, idsOf(heads))
  const reservations = await reservationsByIds(ctx, heads.flatMap(({ reservation_id }) => reservation_id ?? []))
  const entries: q.EntryValues[] = []
  for (const head of heads) {
    const door = head.door === 'guest' ? 'guest' : 'partner'
    const found = await findSubtopic(ctx, { door, topic: head.topic, subtopic: head.subtopic })
    const rules = found?.subtopic.rules
    const line = live.get(head.id)
    const handedTo = teams.get(head.id) ?? null
    const waiting: Waiting = {
      door,
      safety: rules?.lane === 'safety',
      urgent: rules?.urgent ?? false,
      waitingSince: line?.since ?? (await since(ctx, head)),
      promisedBy: dues.get(head.id) ?? (isUntouched(head) ? (head.promised_at ?? head.last_entry_at) : null),
      reopened: head.staff_seq > 0,
      loyaltyLevel: head.asker_level ?? 0,
      stay: stayOf(reservations.get(head.reservation_id ?? ''), ctx.now()),
      work: line?.work ?? 'message',
      handedTo,
    }
    const { lane, dueAt, reasons, again } = rank(waiting, settings)
    entries.push({
      brand_id: brandId, conversation_id: head.id, lane: q.laneNumbers[lane], due_at: dueAt, waiting_since: waiting.waitingSince,
      reasons, door: head.door, channel: line ? liveChannel[line.work] : head.channel, team: handedTo ?? rules?.team ?? found?.topic.team ?? '',
      language: languageOf(line?.language ?? head.locale), work: waiting.work,
      claimed_by: claims.get(head.id) ?? null, rank_again_at: again,
    })
  }
  return entries
}

const liveChannel: Record<LiveRow['work'], string> = { call: 'phone', chat: 'chat', message: 'message' }
const languageOf = (locale: string) => locale.split('-')[0] ?? locale

const isUntouched = (head: ConversationHead) => head.staff_seq === 0 && head.asker_seq === 1

// The first message waits since the opening; only what came later has to be looked for.
const since = async (ctx: Ctx, head: ConversationHead) =>
  isUntouched(head) ? head.opened_at : ((await waitsSince(ctx, head)) ?? head.last_entry_at)

/** Counts what was answered: the figures that an expected wait is worked out from. */
const countPace = async (ctx: Ctx, gone: q.EntryBefore[], others: ConversationHead[]) => {
  const answered = new Set(others.filter((head) => head.staff_seq > head.asker_seq).map(({ id }) => id))
  const lanes = Map.groupBy(gone.filter((entry) => answered.has(entry.conversation_id) || (entry.work !== 'message' && entry.claimed_by !== null)), ({ lane }) => lane)
  for (const [lane, entries] of [...lanes].toSorted(([a], [b]) => a - b)) {
    await q.addPace(ctx.db, { brand_id: ctx.actor.brandId, hour: hourOf(ctx.now()), lane, answered: entries.length })
  }
}

export const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / hour) * hour)

type Counted = { lane: number; channel: string; claimed_by: string | null }

/** Counts who waits unclaimed: those that stood there before out, those that stand there now in. */
const recount = async (ctx: Ctx, before: Counted[], after: Counted[]) => {
  const changes = new Map<string, { lane: number; channel: string; by: number }>()
  for (const [rows, by] of [[before, -1], [after, 1]] as const) {
    for (const { lane, channel } of rows.filter(({ claimed_by }) => claimed_by === null)) {
      const change = changes.get(`${lane} ${channel}`) ?? { lane, channel, by: 0 }
      changes.set(`${lane} ${channel}`, { ...change, by: change.by + by })
    }
  }
  // Always in one order: two that change lanes in opposite directions would wait for each other for ever.
  const ordered = [...changes.values()].filter(({ by }) => by !== 0).toSorted((a, b) => a.lane - b.lane || a.channel.localeCompare(b.channel))
  for (const { by, ...key } of ordered) await q.count(ctx.db, { brand_id: ctx.actor.brandId, ...key }, by)
}

const hour = 3_600_000
const checkOutBeforeCheckInHours = 3

export const stayOf = (reservation: Reservation | undefined, now: Date): Waiting['stay'] => {
  if (!reservation || reservation.status === 'cancelled') return null
  const { arrival, departure, timeZone } = reservation
  const checkInHours = hoursToCheckIn(arrival, timeZone, now)
  return {
    checkInAt: new Date(now.getTime() + checkInHours * hour),
    checkInHours,
    hoursToCheckOut: hoursToCheckIn(departure, timeZone, now) - checkOutBeforeCheckInHours,
  }
}

/** Ranks anew what time alone has moved: check-in came within the hours that go first, a stay began or ended. Whether there was any. */
export const placeDue = async (ctx: Ctx): Promise<boolean> => {
  const ids = await q.dueForRanking(ctx.db, ctx.actor.brandId, ctx.now())
  if (ids.length > 0) await placeAll(ctx, ids)
  return ids.length > 0
}

/** Ranks anew what waits about these reservations, as when one of them has changed. */
export const placeAbout = async (ctx: Ctx, reservationIds: string[]): Promise<void> => {
  const ids = await openAbout(ctx, [...new Set(reservationIds)])
  if (ids.length > 0) await placeAll(ctx, ids)
}
