import { Icon } from '../../parts/icon.tsx'
import type { BookingAction, BookingCard, BookingView, GuestPerson } from '../../guest-port.ts'
import type { Visit } from '../../site.ts'
import { actionPath, BookingFrame, bookingPath, Days } from './frame.tsx'
import { Refund } from './refund.tsx'

type Props = { visit: Visit; booking: BookingView; person: GuestPerson }

/** The stay: when and where, what it costs and who charges, what cancelling costs now, and everything one can do. */
export const BookingPage = ({ visit, booking, person }: Props) => {
  const { tr, locale } = visit
  return (
    <BookingFrame visit={visit} title={tr.t('guest.booking')} booking={booking}>
      <p class="stay-status"><span class={`chip status-${booking.status}`}>{tr.t(`guest.status.${booking.status}`)}</span> <span class="case">{booking.confirmationNumber}</span></p>
      <h1>{booking.propertyName}</h1>
      <p class="lead stay-days"><Days visit={visit} booking={booking} /></p>
      {booking.guestName === null ? <p class="callout warn">{tr.t('guest.weak')} <a href={`/${locale}/guest/booking/lost`}>{tr.t('guest.signIn.lost')}</a></p> : null}
      <Undo visit={visit} booking={booking} />
      <Asked visit={visit} booking={booking} />
      <Facts visit={visit} booking={booking} />
      <Refund visit={visit} booking={booking} />
      <section class="part" aria-labelledby="do">
        <h2 id="do">{tr.t('guest.whatToDo')}</h2>
        <ul class="stay-actions">{order.map((action) => <Do visit={visit} booking={booking} action={action} />)}
          <li><a href={bookingPath(visit, booking.id, 'confirmation')}><Icon name="mail" /> <span><strong>{tr.t('guest.do.confirmation')}</strong></span></a></li>
        </ul>
      </section>
      <section class="way stay-help">
        <h2>{tr.t('guest.notHere')}</h2>
        <p><a class="button" href={`/${locale}/guest/contact`}>{tr.t('guest.contactUs')}</a></p>
      </section>
      <SignedInAs visit={visit} person={person} />
    </BookingFrame>
  )
}

const order: BookingAction[] = ['dates', 'arrival-time', 'details', 'request', 'message', 'free-cancellation', 'cancel', 'receipt']
const icons = {
  dates: 'clock', 'arrival-time': 'clock', details: 'person', request: 'check', message: 'message', 'free-cancellation': 'help', cancel: 'close', receipt: 'file',
} as const

const Do = ({ visit, booking, action }: { visit: Visit; booking: BookingView; action: BookingAction }) => {
  const { tr } = visit
  const may = booking.may[action]
  const hint = may.may ? (action === 'cancel' ? costNow(visit, booking) : '') : tr.t(`guest.whyShort.${may.because}`)
  return (
    <li class={may.may ? '' : 'not-now'}>
      <a href={actionPath(visit, booking.id, action)}>
        <Icon name={icons[action]} />
        <span>
          <strong>{tr.t(`guest.do.${action}`)}</strong>
          {hint ? <span class="meta">{hint}</span> : null}
        </span>
        {action === 'message' && booking.unread > 0 ? <span class="chip new">{tr.t('guest.unread', { count: booking.unread })}</span> : null}
      </a>
    </li>
  )
}

export const costNow = ({ tr }: Visit, { costMinor, currency }: BookingView) =>
  costMinor === 0 ? tr.t('guest.costsNothing') : tr.t('guest.costs', { amount: tr.money(costMinor, currency) })

const Facts = ({ visit, booking }: { visit: Visit; booking: BookingView }) => {
  const { tr, brand, now } = visit
  const { freeUntil, status } = booking
  return (
    <dl class="facts">
      <dt>{tr.t('guest.stay.price')}</dt><dd>{tr.money(booking.totalMinor, booking.currency)}</dd>
      <dt>{tr.t('guest.stay.payment')}</dt><dd>{tr.t(booking.chargedBy === 'platform' ? 'guest.stay.paysUs' : 'guest.stay.paysProperty', { brand: brand.name })}</dd>
      <dt>{tr.t('guest.stay.policy')}</dt>
      <dd>{booking.policy}{status === 'booked' && freeUntil && freeUntil > now ? <span class="meta"> {tr.t('guest.freeUntilTime', { when: tr.dateTime(freeUntil, 'zoned') })}</span> : null}</dd>
      {status === 'booked' ? <><dt>{tr.t('guest.stay.costNow')}</dt><dd><strong>{costNow(visit, booking)}</strong></dd></> : null}
      {status === 'cancelled' && booking.cancelledAt ? <><dt>{tr.t('guest.stay.cost')}</dt><dd>{tr.money(booking.costMinor, booking.currency)}</dd></> : null}
      {booking.guestName ? <><dt>{tr.t('guest.stay.staying')}</dt><dd><bdi>{booking.staying ?? booking.guestName}</bdi></dd></> : null}
      <dt>{tr.t('guest.stay.guests')}</dt><dd>{tr.t('guest.guestsAndRooms', { guests: booking.guests, rooms: booking.rooms })}</dd>
      {status === 'booked' ? <><dt>{tr.t('guest.stay.arrivalTime')}</dt><dd>{booking.arrivalTime ?? tr.t('guest.stay.notSaid')}</dd></> : null}
      {booking.address ? <><dt>{tr.t('guest.stay.address')}</dt><dd><bdi>{[booking.address, booking.city].filter(Boolean).join(', ')}</bdi></dd></> : null}
    </dl>
  )
}

/** A change can be taken back for half an hour. */
export const Undo = ({ visit, booking }: { visit: Visit; booking: BookingView }) => {
  const { tr } = visit
  if (!booking.undo) return null
  return (
    <form method="post" action={bookingPath(visit, booking.id, 'undo')} class="callout undo" data-once>
      <input type="hidden" name="id" value={crypto.randomUUID()} />
      <input type="hidden" name="changeId" value={booking.undo.changeId} />
      <p>{tr.t('guest.undo.text', { what: tr.t(`guest.do.${booking.undo.kind}` as 'guest.do.dates'), time: tr.time(booking.undo.until) })}</p>
      <button class="button secondary" type="submit">{tr.t('guest.undo.button')}</button>
    </form>
  )
}

const Asked = ({ visit, booking }: { visit: Visit; booking: BookingView }) => {
  const { tr } = visit
  const { asking, status } = booking
  if (!asking || asking.isWithdrawn || status !== 'booked') return null
  if (asking.isOpen) return (
    <div class="callout">
      <p role="status">{tr.t('guest.asked.open', { property: booking.propertyName, when: tr.dateTime(asking.expiresAt, 'zoned') })}</p>
      <Withdraw visit={visit} booking={booking} seq={asking.seq} />
    </div>
  )
  if (!asking.answer) return <p class="callout warn" role="status">{tr.t('guest.asked.expired')}</p>
  const granted = asking.answer !== 'no'
  return (
    <div class={granted ? 'callout ok' : 'callout warn'} role="status">
      <p>{tr.t(`guest.mail.answer.${asking.answer}`)}. {tr.t(granted ? 'guest.asked.confirm' : 'guest.asked.stands')}</p>
      {granted && booking.may.cancel.may ? <p class="actions"><a class="button" href={actionPath(visit, booking.id, 'cancel')}>{tr.t('guest.do.cancel')}</a></p> : null}
    </div>
  )
}

/** A question that the property has not answered yet can be taken back. */
export const Withdraw = ({ visit, booking, seq }: { visit: Visit; booking: BookingView; seq: number }) => (
  <form method="post" action={bookingPath(visit, booking.id, 'withdraw')} data-once>
    <input type="hidden" name="id" value={crypto.randomUUID()} />
    <input type="hidden" name="seq" value={String(seq)} />
    <p class="actions"><button class="button secondary" type="submit">{visit.tr.t('guest.asked.withdraw')}</button></p>
  </form>
)

const SignedInAs = ({ visit, person }: { visit: Visit; person: GuestPerson }) => {
  const { tr, locale } = visit
  return (
    <form method="post" action={`/${locale}/guest/sign-out`} class="signed-in-as">
      {person.proof === 'account' ? <p><a href={`/${locale}/guest/booking`}>{tr.t('guest.bookings')}</a>{person.loyaltyLevel ? <span class="meta"> {tr.t('guest.level', { level: person.loyaltyLevel })}</span> : null}</p> : null}
      <button class="button plain" type="submit">{tr.t('guest.signOut')}</button>
    </form>
  )
}

/** All stays of an account; `way` is what is to be done with the one that is chosen. */
export const BookingsPage = ({ visit, bookings, person, way = '' }: { visit: Visit; bookings: BookingCard[]; person: GuestPerson; way?: string }) => {
  const { tr } = visit
  return (
    <BookingFrame visit={visit} title={tr.t('guest.bookings')}>
      <h1>{tr.t('guest.bookings')}</h1>
      {bookings.length === 0 ? <p>{tr.t('guest.noBookings')}</p> : (
        <ul class="card-list">
          {bookings.map((booking) => (
            <li>
              <a class="card link" href={way === 'refund' ? `${bookingPath(visit, booking.id)}#refund` : bookingPath(visit, booking.id, way)}>
                <span class="name">{booking.propertyName}</span>
                <span class="hint"><Days visit={visit} booking={booking} /></span>
                <span class="hint">{tr.t(`guest.status.${booking.status}`)} · <span class="case">{booking.confirmationNumber}</span></span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <SignedInAs visit={visit} person={person} />
    </BookingFrame>
  )
}
