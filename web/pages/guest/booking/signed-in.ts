import { Refusal } from '#kernel'
import { translator } from '#web/locales'
import type { BookingView, GuestPort } from '../../guest-port.ts'
import { comeInAgain } from '../enter/carry.tsx'
import { nextPath } from '../../sign-in/next.ts'
import type { Request, Site, Visit } from '../../site.ts'
import { visit } from '../../visit.ts'

export type GuestPageInput = { visit: Visit; port: GuestPort; c: Request; site: Site }
export type GuestPage = (input: GuestPageInput) => Response | Promise<Response>

/** A page for signed-in guests; others sign in first and come back to it. */
export const signedIn = (site: Site, page: GuestPage) => async (c: Request): Promise<Response> => {
  const anybody = await visit(site, c)
  const session = await site.guest(c, anybody.locale)
  if (session.state !== 'live') return c.req.method === 'GET' ? c.redirect(toSignIn(c, anybody.locale), 302) : comeInAgain(anybody, c)
  const { port } = session
  return page({ visit: { ...anybody, tr: translator(anybody.locale, port.person.timeZone) }, port, c, site })
}

const toSignIn = (c: Request, locale: string) => {
  const next = nextPath(c.req.path, [`/${locale}/guest/booking`])
  return `/${locale}/guest/booking/sign-in${next && next !== `/${locale}/guest/booking` ? `?next=${encodeURIComponent(next)}` : ''}`
}

export type BookingPageInput = GuestPageInput & { booking: BookingView }

/** The same with the booking of the address; times are the property's. */
export const withBooking = (site: Site, page: (input: BookingPageInput) => Response | Promise<Response>) =>
  signedIn(site, async (input) => {
    const id = input.c.req.param('id') ?? ''
    if (!uuid.test(id)) throw new Refusal('not_found')
    const booking = await input.port.booking(id)
    return page({ ...input, booking, visit: { ...input.visit, tr: translator(input.visit.locale, booking.timeZone) } })
  })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const idOf = (typed: string | undefined): string => (typed && uuid.test(typed) ? typed : crypto.randomUUID())
