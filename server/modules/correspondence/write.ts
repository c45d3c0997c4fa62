import { propertyById, reservationById, type Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor, type PartnerActor } from '#identity'
import { Refusal, storable } from '#kernel'
import { countAttempt } from '#platform'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { attach } from './files.ts'
import * as q from './queries.ts'
import { looksLikeTrap, withoutLinks } from './links.ts'
import { maxLetterLength, maxMailedLength, mayWriteUntil } from './rules.ts'

/** One letter of a side; `clientId` comes with the form, so that the same form twice writes once; the files are kept already, by whoever writes. */
export type Writing = { reservationId: string; clientId: string; body: string; fileIds?: readonly string[] }
export type Side = 'guest' | 'property' | 'platform'
export type Kind = 'message' | 'request' | 'withdrawn' | 'free-cancellation' | 'answer' | 'told'

/** A guest writes to the property. Gives the letter's place in the thread. */
export const writeAsGuest = (ctx: Ctx<GuestActor>, { kind = 'message', ...writing }: Writing & { kind?: 'message' | 'request' | 'withdrawn' }): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await stayOf(tx, writing.reservationId)
    await needGuestOf(tx, reservation, 'change')
    refuseAfter(mayWriteUntil('guest', reservation), tx)
    await countAttempt(tx, { subject: `letters:${reservation.id}`, most: 30, windowMinutes: 60 })
    return append(tx, reservation, { ...writing, kind, side: 'guest', authorName: reservation.guest.name })
  })

/** A property's user writes to its guest. */
export const writeAsProperty = (ctx: Ctx<PartnerActor>, writing: Writing): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await ownStay(tx, writing.reservationId)
    refuseAfter(mayWriteUntil('property', reservation), tx)
    return append(tx, reservation, { ...writing, kind: 'message', side: 'property', authorName: await propertyName(tx, reservation) })
  })

/** What the platform lets both sides know, such as a change the guest has made. */
export const tellBoth = (ctx: Ctx, reservation: Reservation, told: { clientId: string; kind: string; data: Record<string, string> }): Promise<number> =>
  inTransaction(ctx, (tx) =>
    append(tx, reservation, { reservationId: reservation.id, clientId: told.clientId, body: told.kind, kind: 'told', side: 'platform', authorName: '', data: told.data }))

export const markRead = async (ctx: Ctx<GuestActor> | Ctx<PartnerActor>, reservationId: string): Promise<void> => {
  if (isGuest(ctx)) await needGuestOf(ctx, await stayOf(ctx, reservationId), 'change')
  else await ownStay(ctx, reservationId)
  await q.read(ctx.db, { brandId: ctx.actor.brandId, reservationId }, isGuest(ctx) ? 'guest' : 'property')
}

const isGuest = (ctx: Ctx<GuestActor> | Ctx<PartnerActor>): ctx is Ctx<GuestActor> => ctx.actor.kind === 'guest'

export const stayOf = async (ctx: Ctx, id: string): Promise<Reservation> => {
  const reservation = await reservationById(ctx, id)
  if (!reservation) throw new Refusal('not_found')
  return reservation
}

export const ownStay = async (ctx: Ctx<PartnerActor>, id: string): Promise<Reservation> => {
  const reservation = await stayOf(ctx, id)
  if (reservation.partnerId !== ctx.actor.partnerId) throw new Refusal('not_found')
  return reservation
}

export const propertyName = async (ctx: Ctx, { propertyId, propertyName: known }: Reservation) => (await propertyById(ctx, propertyId))?.name ?? known

const refuseAfter = (until: Date, ctx: Ctx) => {
  if (ctx.now() > until) throw new Refusal('not_allowed', { because: 'too-late' })
}

export type NewLetter = Writing & { kind: Kind; side: Side; authorName: string; data?: Record<string, string>; /** How long it may be; what is typed is held to less. */ longest?: number }
const excerptLength = 160

/** Writes one letter at the end of the thread; what stands there already under its client id stays as it is. */
export const append = async (tx: Ctx, reservation: Reservation, letter: NewLetter): Promise<number> => {
  const key = { brandId: tx.actor.brandId, reservationId: reservation.id }
  const body = storable(letter.body).trim()
  if (!body) throw new Refusal('invalid', { field: 'body', problem: 'empty' })
  if (body.length > (letter.longest ?? maxLetterLength)) throw new Refusal('invalid', { field: 'body', problem: 'too-long', length: body.length })
  const thread = await q.lockThread(tx.db, {
    brand_id: key.brandId, reservation_id: reservation.id, partner_id: reservation.partnerId, property_id: reservation.propertyId,
    guest_name: reservation.guest.name, number: reservation.confirmationNumber, excerpt: '', last_at: tx.now(),
  })
  const before = await q.seqOf(tx.db, key, letter.clientId)
  if (before !== null) return before
  const seq = thread.last_seq + 1
  await q.insertMessage(tx.db, {
    brand_id: key.brandId, reservation_id: reservation.id, seq, kind: letter.kind, side: letter.side, author_name: letter.authorName,
    body, data: JSON.stringify(letter.data ?? {}), client_id: letter.clientId, at: tx.now(),
  })
  await attach(tx.db, { ...key, seq }, letter.fileIds ?? [])
  await q.setThread(tx.db, key, { last_seq: seq, last_at: tx.now(), excerpt: letter.kind === 'told' ? thread.excerpt : body.slice(0, excerptLength), ...seenBy(letter.side, seq) })
  const { id: reservationId, partnerId } = reservation
  await record(tx, { name: 'correspondence.written', partnerId, forAsker: true, payload: { reservationId, seq, kind: letter.kind, side: letter.side } })
  return seq
}

// Whoever writes has read what stands above.
const seenBy = (side: Side, seq: number) => {
  if (side === 'guest') return { guest_seq: seq, guest_read_seq: seq }
  return side === 'property' ? { property_seq: seq, property_read_seq: seq } : {}
}

/**
 * Words of a side that came by mail through a masked address; the caller has proved whose they are. Links in what looks like a trap
 * are switched off at once.
 */
export const writeByMail = (ctx: Ctx, { side, ...writing }: Writing & { side: 'guest' | 'property' }): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await stayOf(tx, writing.reservationId)
    refuseAfter(mayWriteUntil(side, reservation), tx)
    const authorName = side === 'guest' ? reservation.guest.name : await propertyName(tx, reservation)
    const isTrap = looksLikeTrap(writing.body)
    return append(tx, reservation, { ...writing, body: isTrap ? withoutLinks(writing.body) : writing.body, kind: 'message', longest: maxMailedLength, side, authorName, data: { by: 'mail', ...(isTrap ? { links: 'off' } : {}) } })
  })
