import { z } from 'zod'
import type { Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor, type PartnerActor } from '#identity'
import { trustedLinks } from '#brand'
import { disarmForeign, disarmSuspicious, decodeCursor, encodeCursor, Refusal, type Page } from '#kernel'
import { filesOf, type LetterFile } from './files.ts'
import * as q from './queries.ts'
import { mayWriteUntil, type Answer } from './rules.ts'
import { ownStay, stayOf, type Kind, type Side } from './write.ts'

export type Request = { seq: number; askedAt: Date; expiresAt: Date; answer: Answer | null; answeredAt: Date | null; isOpen: boolean; isWithdrawn: boolean }
export type Letter = { seq: number; kind: Kind; side: Side; authorName: string; body: string; /** A suspicious letter's links are switched off in it. */ linksOff: boolean; data: Record<string, string>; at: Date; files: LetterFile[]; request: Request | null }
export type Thread = { reservation: Reservation; letters: Letter[]; unreadByGuest: number; mayWrite: boolean; propertyReadSeq: number; guestReadSeq: number }

/** What was said about a stay, for its guest; an empty thread when nothing was. */
export const guestThread = async (ctx: Ctx<GuestActor>, reservationId: string): Promise<Thread> => {
  const reservation = await stayOf(ctx, reservationId)
  await needGuestOf(ctx, reservation, 'change')
  return threadOf(ctx, reservation, 'guest')
}

/** The same for the property it is about. */
export const propertyThread = async (ctx: Ctx<PartnerActor>, reservationId: string): Promise<Thread> => threadOf(ctx, await ownStay(ctx, reservationId), 'property')

const threadOf = async (ctx: Ctx, reservation: Reservation, side: 'guest' | 'property'): Promise<Thread> => {
  const key = { brandId: ctx.actor.brandId, reservationId: reservation.id }
  const [trusted, thread, messages, requests, files] = await Promise.all([trustedLinks(ctx), q.threadById(ctx.db, key), q.messagesOf(ctx.db, key), q.requestsOf(ctx.db, key), filesOf(ctx, reservation.id)])
  const requestBySeq = new Map(requests.map((row) => [row.seq, requestOf(row, ctx.now())]))
  const guestReadSeq = thread?.guest_read_seq ?? 0
  return {
    reservation,
    letters: messages.map((row) => {
      const said = disarmSuspicious(row.body, trusted)
      return {
        seq: row.seq, kind: row.kind as Kind, side: row.side as Side, authorName: row.author_name, body: said.text, linksOff: said.off > 0, data: Data.parse(row.data), at: row.at, files: files.get(row.seq) ?? [],
        request: requestBySeq.get(row.seq) ?? null,
      }
    }),
    unreadByGuest: messages.filter(({ seq, side: from }) => from === 'property' && seq > guestReadSeq).length,
    mayWrite: ctx.now() <= mayWriteUntil(side, reservation),
    propertyReadSeq: thread?.property_read_seq ?? 0,
    guestReadSeq,
  }
}

/** What a side wrote at a place of the thread, for the mail about it: there every link that leads elsewhere is switched off. */
export const letterAt = async (ctx: Ctx, { reservationId, seq }: { reservationId: string; seq: number }): Promise<{ reservation: Reservation; side: Side; kind: Kind; body: string; data: Record<string, string>; answerBy: Date | null; fileIds: string[] } | null> => {
  const key = { brandId: ctx.actor.brandId, reservationId }
  const row = (await q.messagesOf(ctx.db, key)).find((message) => message.seq === seq)
  if (!row) return null
  const request = row.kind === 'free-cancellation' ? (await q.requestsOf(ctx.db, key)).find((asked) => asked.seq === seq) : undefined
  return { reservation: await stayOf(ctx, reservationId), side: row.side as Side, kind: row.kind as Kind, body: disarmForeign(row.body, await trustedLinks(ctx)).text, data: Data.parse(row.data), answerBy: request?.expires_at ?? null, fileIds: ((await filesOf(ctx, reservationId)).get(seq) ?? []).map(({ id }) => id) }
}

/** Whether the property has read as far as this. */
export const readByProperty = async (ctx: Ctx, { reservationId, seq }: { reservationId: string; seq: number }): Promise<boolean> =>
  ((await q.threadById(ctx.db, { brandId: ctx.actor.brandId, reservationId }))?.property_read_seq ?? 0) >= seq

const Data = z.record(z.string(), z.string())

const requestOf = (row: q.RequestRow, now: Date): Request => ({
  seq: row.seq, askedAt: row.asked_at, expiresAt: row.expires_at, answer: row.answer as Answer | null, answeredAt: row.answered_at,
  isOpen: !row.answered_at && !row.expired_at && !row.withdrawn_at && row.expires_at > now, isWithdrawn: row.withdrawn_at !== null,
})

export type Waiver = { asked: Request[]; granted: 'free' | 'first-night' | null }

/** What the property has answered to requests for free cancellation; the last yes counts. */
export const waiverOf = async (ctx: Ctx, reservationId: string): Promise<Waiver> => {
  const asked = (await q.requestsOf(ctx.db, { brandId: ctx.actor.brandId, reservationId })).map((row) => requestOf(row, ctx.now()))
  const yes = asked.findLast(({ answer }) => answer === 'free' || answer === 'first-night')?.answer
  return { asked, granted: yes === 'free' || yes === 'first-night' ? yes : null }
}

export type BoxFilter = { propertyId?: string | undefined; state?: 'unread' | 'waiting' | undefined; search?: string | undefined; after?: string | undefined }
export type BoxRow = { reservationId: string; propertyId: string; guestName: string; confirmationNumber: string; excerpt: string; lastAt: Date; unread: boolean; answerBy: Date | null }

/** A partner's *Reservation messages*, the latest first. */
export const box = async (ctx: Ctx<PartnerActor>, filter: BoxFilter & { limit: number }): Promise<Page<BoxRow>> => {
  const found = await q.threadsOf(ctx.db, ctx.actor.brandId, {
    partnerId: ctx.actor.partnerId, propertyId: filter.propertyId ?? null, unread: filter.state === 'unread', waiting: filter.state === 'waiting',
    search: (filter.search ?? '').trim().slice(0, 200), after: filter.after ? positionOf(filter.after) : null, most: filter.limit + 1,
  })
  const rows = found.slice(0, filter.limit)
  const last = found.length > filter.limit ? rows.at(-1) : undefined
  return {
    rows: rows.map((row) => ({
      reservationId: row.reservation_id, propertyId: row.property_id, guestName: row.guest_name, confirmationNumber: row.number, excerpt: row.excerpt,
      lastAt: row.last_at, unread: row.guest_seq > row.property_read_seq, answerBy: row.expires_at,
    })),
    next: last ? encodeCursor([last.last_at.toISOString(), last.reservation_id]) : null,
  }
}

const Position = z.tuple([z.iso.datetime(), z.uuid()])

const positionOf = (cursor: string) => {
  const read = Position.safeParse(decodeCursor(cursor, 2))
  if (!read.success) throw new Refusal('invalid', { field: 'after' })
  const [at, id] = read.data
  return { at, id }
}

export const unreadThreads = (ctx: Ctx<PartnerActor>): Promise<number> => q.countUnread(ctx.db, ctx.actor.brandId, ctx.actor.partnerId)
