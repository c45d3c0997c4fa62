import { writeAsGuest } from '#correspondence'
import { lockStay, type Reservation } from '#directory'
import { needGuestOf, type Ctx, type GuestActor } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { translator } from '#web/locales'
import { tellAll } from './carry-out.ts'
import type { ChangeKind, Told } from './changes.ts'
import type { Ports } from './ports.ts'
import { putBack } from './put-back.ts'
import * as q from './queries.ts'

export const undoMinutes = 30

/** Whether a change can be taken back: the last one, not a cancellation, within half an hour. */
export const isUndoable = (change: Pick<q.ChangeRow, 'kind' | 'changed_at'>, now: Date): boolean =>
  change.kind !== 'cancellation' && now.getTime() - change.changed_at.getTime() <= undoMinutes * 60_000

/** Takes the last change back, once. Refuses with `already_closed` what is too old, not the last, or a cancellation. */
export const undo = (ctx: Ctx<GuestActor>, { id, reservationId, changeId }: { id: string; reservationId: string; changeId: string }, ports: Ports): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const reservation = await lockStay(tx, reservationId)
    if (!reservation) throw new Refusal('not_found')
    await needGuestOf(tx, reservation, 'change')
    const last = await q.lastChange(tx.db, tx.actor.brandId, reservationId)
    const named = await q.changeById(tx.db, tx.actor.brandId, changeId)
    if (named?.undone_at && named.reservation_id === reservationId) return
    if (last?.id !== changeId || reservation.status !== 'booked' || !isUndoable(last, tx.now())) throw new Refusal('already_closed')
    const { before, after, kind } = { before: last.before as Told, after: last.after as Told, kind: last.kind as ChangeKind }
    if (kind === 'request') await writeAsGuest(tx, { reservationId, clientId: id, body: withdrawn(reservation), kind: 'withdrawn' })
    else await putBack(tx, reservation, last)
    await q.markChange(tx.db, tx.actor.brandId, { id: changeId, undone_at: tx.now() })
    await tellAll(tx, { id, reservation, kind, before: after, after: kind === 'request' ? after : before, isUndo: true }, ports)
  })

const withdrawn = ({ guest }: Reservation) => translator(guest.language, 'UTC').t('guest.requestWithdrawn')
