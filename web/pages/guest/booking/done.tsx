import { Icon } from '../../parts/icon.tsx'
import type { BookingView } from '../../guest-port.ts'
import type { Visit } from '../../site.ts'
import { Undo, Withdraw } from './booking.tsx'
import { BookingFrame, bookingPath, Days } from './frame.tsx'

export const doneThings = ['dates', 'arrival-time', 'details', 'request', 'free-cancellation', 'withdrawn', 'cancel', 'undo', 'confirmation'] as const
export type DoneThing = (typeof doneThings)[number]

/** It is done: what holds now, what comes next, and how to take it back. */
export const DonePage = ({ visit, booking, what, to }: { visit: Visit; booking: BookingView; what: DoneThing; to: string }) => {
  const { tr, brand } = visit
  const values = { property: booking.propertyName, brand: brand.name, to, time: booking.arrivalTime ?? '', guests: booking.guests, staying: booking.staying ?? booking.guestName ?? '' }
  return (
    <BookingFrame visit={visit} title={tr.t(`guest.done.${what}`)} booking={booking} inside>
      <section class="sent card" role="status">
        <h1><Icon name="check" size={28} /> {tr.t(`guest.done.${what}`)}</h1>
        <p class="lead"><bdi>{booking.propertyName}</bdi>, <Days visit={visit} booking={booking} /></p>
        <p>{tr.t(`guest.doneNext.${what}`, values)}</p>
        {what === 'dates' ? <p>{tr.t('guest.stay.price')}: <strong>{tr.money(booking.totalMinor, booking.currency)}</strong></p> : null}
        {what === 'cancel' && booking.refund ? <p>{tr.t('guest.mail.changed.refund', { amount: tr.money(booking.refund.amountMinor, booking.currency) })}</p> : null}
      </section>
      {what === 'undo' || what === 'withdrawn' ? null : <Undo visit={visit} booking={booking} />}
      {what === 'free-cancellation' && booking.asking?.isOpen ? <Withdraw visit={visit} booking={booking} seq={booking.asking.seq} /> : null}
      <p class="actions"><a class="button" href={bookingPath(visit, booking.id)}>{tr.t('guest.mail.open')}</a></p>
    </BookingFrame>
  )
}
