import { Hono } from 'hono'
import { inLocale, showPrivately } from '../../help/answer.ts'
import type { Site } from '../../site.ts'
import { BookingsPage } from './booking.tsx'
import { bookingPath } from './frame.tsx'
import { signedIn, type GuestPage } from './signed-in.ts'

const ways = ['dates', 'arrival-time', 'details', 'request', 'messages', 'free-cancellation', 'cancel', 'receipt', 'confirmation', 'refund'] as const

/** Addresses of things to do that know no booking yet, as help leads to them: the one there is, or the one that is chosen. */
export const shortWays = (site: Site) => new Hono().get(`${inLocale}/guest/booking/:way{(?:${ways.join('|')})}`, signedIn(site, go))

const go: GuestPage = async ({ visit, port, c }) => {
  const way = c.req.param('way') ?? ''
  const bookings = await port.bookings()
  const [only, ...more] = bookings
  if (only && more.length === 0) return c.redirect(bookingPath(visit, only.id, way === 'refund' ? '' : way) + (way === 'refund' ? '#refund' : ''), 302)
  return showPrivately(c, BookingsPage({ visit, bookings, person: port.person, way }))
}
