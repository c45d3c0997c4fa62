import { translator } from '#web/locales'
import type { Way } from '../../parts/way.tsx'
import type { GuestContactPort } from '../../guest-contact-port.ts'
import type { Request, Site, Visit } from '../../site.ts'
import { localeOf, visit } from '../../visit.ts'

/** The guest's way to a person. */
export const guestWay = ({ locale, tr }: Visit): Way => ({
  door: 'guest',
  islands: ['extranet.js'],
  path: (...parts) => ['', locale, 'guest', 'contact', ...parts].join('/'),
  trail: (...steps) => [{ name: tr.t('help.guestTitle'), href: `/${locale}/guest` }, ...steps],
  chat: (...parts) => ['', locale, 'guest', 'chat', ...parts].join('/'),
  events: (id) => `/api/v1/conversations/${id}/events?side=guest`,
})

export const conversationPath = ({ locale }: Visit, ...parts: string[]) => ['', locale, 'guest', 'conversations', ...parts].join('/')

/** Where somebody opens their booking, to come back to this page. */
export const openBookingPath = ({ locale, c }: Visit, page: 'booking/sign-in' | 'account') =>
  `/${locale}/guest/${page}?${new URLSearchParams({ next: new URL(c.req.url).pathname })}`

export type GuestPage = (input: { visit: Visit; way: Way; port: GuestContactPort; c: Request }) => Promise<Response> | Response

/** A page of the guests' door for whoever comes; times are told in the zone of the stay when there is one. */
export const guestPage = (site: Site, page: GuestPage) => async (c: Request): Promise<Response> => {
  const locale = localeOf(c)
  const [reader, port] = await Promise.all([visit(site, c), site.guestContact(c, locale)])
  const own = port.who ? { ...reader, tr: translator(locale, port.who.timeZone) } : reader
  return page({ visit: own, way: guestWay(own), port, c })
}
