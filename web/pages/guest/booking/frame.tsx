import type { Child } from 'hono/jsx'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/layout.tsx'
import type { Because, BookingAction, BookingView } from '../../guest-port.ts'
import type { Visit } from '../../site.ts'

export const bookingPath = ({ locale }: Visit, id: string, rest = '') => `/${locale}/guest/booking/${id}${rest ? `/${rest}` : ''}`
export const actionPath = (visit: Visit, id: string, action: BookingAction) => bookingPath(visit, id, action === 'message' ? 'messages' : action)

type Props = { visit: Visit; title: string; children: Child; booking?: BookingView; inside?: boolean }

/** A page about a booking; `inside` is a page below the booking's own. */
export const BookingFrame = ({ visit, title, children, booking, inside = false }: Props) => {
  const { tr, locale } = visit
  const trail = [
    { name: tr.t('guest.home'), href: `/${locale}/guest` },
    ...(inside && booking ? [{ name: tr.t('guest.booking'), href: bookingPath(visit, booking.id) }] : []),
  ]
  return (
    <Page visit={visit} title={title} door="guest" trail={trail} islands={['extranet.js']}>
      {children}
    </Page>
  )
}

/** Arrival and departure, as days at the property. */
export const Days = ({ visit: { tr }, booking }: { visit: Visit; booking: Pick<BookingView, 'arrival' | 'departure'> & { nights?: number } }) => (
  <>
    <time datetime={booking.arrival}>{tr.date(booking.arrival)}</time> – <time datetime={booking.departure}>{tr.date(booking.departure)}</time>
    {booking.nights ? <> · {tr.t('guest.nights', { count: booking.nights }).replace(' ', '\u00a0')}</> : null}
  </>
)

/** Why something cannot be done alone, and what is the next best. */
export const NotPossible = ({ visit, booking, because }: { visit: Visit; booking: BookingView; because: Because }) => {
  const { tr, locale } = visit
  const others = nextBest[because] ?? ['message']
  return (
    <>
      <p class="callout warn"><Icon name="info" size={18} /> {tr.t(`guest.why.${because}`, { property: booking.propertyName })}</p>
      <h2>{tr.t('guest.nextBest')}</h2>
      <ul class="answers">
        {others.filter((action) => booking.may[action].may).map((action) => (
          <li><a href={actionPath(visit, booking.id, action)}>{tr.t(`guest.do.${action}`)} <Icon name="next" size={18} /></a></li>
        ))}
        {because === 'short-pin' ? <li><a href={`/${locale}/guest/booking/lost`}>{tr.t('guest.signIn.lost')} <Icon name="next" size={18} /></a></li> : null}
        <li><a href={`/${locale}/guest/contact`}>{tr.t('guest.contactUs')} <Icon name="next" size={18} /></a></li>
      </ul>
    </>
  )
}

const nextBest: Partial<Record<Because, BookingAction[]>> = {
  policy: ['free-cancellation', 'message', 'cancel'],
  'free-already': ['cancel', 'dates'],
  asked: ['message'],
  answered: ['message', 'cancel'],
}
