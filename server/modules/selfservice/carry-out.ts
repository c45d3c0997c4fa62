import { tellBoth, waiverOf } from '#correspondence'
import { guestById, lockStay } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { newId, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import type { Change, ChangeKind, Told } from './changes.ts'
import { confirmationOf } from './letters.ts'
import type { Ports } from './ports.ts'
import * as q from './queries.ts'
import { mayDo, type Action, type Stay } from './rules.ts'

export type Work = (tx: Ctx<GuestActor>, stay: Stay) => Promise<{ before: Told; after: Told }>
/** `id` comes with the form: the same form twice is one change. */
export type Carried = { id: string; reservationId: string; kind: ChangeKind; action: Action; work: Work }

/** One change of a guest's: whose it is, whether it may be, the change itself, and everybody told, in one transaction. */
export const carryOut = (ctx: Ctx<GuestActor>, { id, reservationId, kind, action, work }: Carried, ports: Ports): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await lockStay(tx, reservationId)
    if (!reservation) throw new Refusal('not_found')
    await needGuestOf(tx, reservation, 'change')
    const known = await q.changeById(tx.db, tx.actor.brandId, id)
    if (known?.reservation_id === reservationId) return
    if (known) throw new Refusal('not_found')
    const stay = { reservation, waiver: await waiverOf(tx, reservationId), now: tx.now() }
    needMay(action, stay)
    const { before, after } = await work(tx, stay)
    await q.insertChange(tx.db, {
      brand_id: tx.actor.brandId, id, reservation_id: reservationId, kind, before: JSON.stringify(before), after: JSON.stringify(after), changed_by: tx.actor.id, changed_at: tx.now(),
    })
    await tellAll(tx, { id, reservation, kind, before, after }, ports)
  })

/** Refuses with `not_allowed` and the reason what may not be done now. */
export const needMay = (action: Action, stay: Stay): void => {
  const may = mayDo(action, stay)
  if (!may.may) throw new Refusal('not_allowed', { because: may.because })
}

/** The property's thread, the fact, the platform where it is elsewhere, and the guest's letter. */
export const tellAll = async (tx: Ctx<GuestActor>, change: Change, ports: Ports): Promise<void> => {
  const { id, reservation, kind, after } = change
  if (kind !== 'request') await tellBoth(tx, reservation, { clientId: id, kind, data: { kind, undo: change.isUndo ? 'yes' : 'no', ...asTexts(after) } })
  await record(tx, { name: 'reservation.changed', partnerId: reservation.partnerId, payload: { reservationId: reservation.id, changeId: id, kind } })
  await tellPlatform(tx, { ...change, changeId: id }, ports)
  const guest = await guestById(tx, reservation.guest.id)
  if (guest?.email) await ports.post(tx, { to: guest.email, locale: tx.actor.locale, dedupeKey: `change:${id}`, wording: await confirmationOf(tx, change, ports) })
}

type Happened = Pick<Change, 'reservation' | 'before' | 'after' | 'isUndo'> & { kind: ChangeKind | 'free-cancellation'; /** What is put back when the platform refuses it; null: nothing. */ changeId: string | null }

/** Keeps for the booking platform what has happened, where it is another program. */
export const tellPlatform = async (tx: Ctx, { changeId, reservation, kind, isUndo, before, after }: Happened, { platform }: Ports): Promise<void> => {
  if (!platform.isElsewhere) return
  const payload = { confirmationNumber: reservation.confirmationNumber, change: kind, undo: isUndo ?? false, before, after, at: tx.now().toISOString() }
  const row = { id: newId(), change_id: changeId, reservation_id: reservation.id, name: `reservation.${kind}`, payload: JSON.stringify(payload), written_at: tx.now() }
  await q.insertNotification(tx.db, { brand_id: tx.actor.brandId, ...row })
  await record(tx, { name: 'notification.queued', payload: { notificationId: row.id } })
}

const asTexts = (told: Told): Record<string, string> => Object.fromEntries(Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])))
