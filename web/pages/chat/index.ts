import { Hono } from 'hono'
import { translator } from '#web/locales'
import { partnerWay } from '../extranet/frame.tsx'
import { signedIn } from '../extranet/signed-in.ts'
import { posted } from '../extranet/posted.ts'
import { guestPage, guestWay, openBookingPath } from '../guest/contact/frame.ts'
import { comeInAgain } from '../guest/enter/carry.tsx'
import { inLocale } from '../help/answer.ts'
import type { Way } from '../parts/way.tsx'
import type { Request, Site, Visit } from '../site.ts'
import { localeOf, visit } from '../visit.ts'
import { begin, beginForm, type Beginner } from './begin-routes.tsx'
import { back, chat, end, entries, leave, say, seen, stillHere, wantsData, type ChatRoute } from './routes.tsx'

export const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** Chats at both doors: to begin one, and each at an address of its own. */
export const chatRoutes = (site: Site) => {
  const guests = `${inLocale}/guest/contact/:topic/:subtopic/chat`
  const partners = '/:locale{[a-z]{2}}/extranet/contact/:topic/:subtopic/chat'
  const asGuest = (page: (who: Beginner) => Promise<Response>) => guestPage(site, ({ visit: own, way, port, c }) => site.chatDoor(c, { locale: own.locale, door: 'guest' }).then((door) => page({ visit: own, way, c, door, as: { kind: 'guest', port } })))
  const asPartner = (page: (who: Beginner) => Promise<Response>) => signedIn(site, ({ visit: own, port, c }) => site.chatDoor(c, { locale: own.locale, door: 'partner' }).then((door) => page({ visit: own, way: partnerWay(own), c, door, as: { kind: 'partner', port } })))
  return new Hono()
    .get(guests, asGuest(beginForm))
    .post(guests, asGuest(begin))
    .get(partners, asPartner(beginForm))
    .post(partners, asPartner(begin))
    .route('/', ofOneChat(site, { at: `${inLocale}/guest/chat/:id{${uuid}}`, door: 'guest', way: guestWay }))
    .route('/', ofOneChat(site, { at: `/:locale{[a-z]{2}}/extranet/chat/:id{${uuid}}`, door: 'partner', way: partnerWay }))
}

type Root = { at: string; door: 'partner' | 'guest'; way: (visit: Visit) => Way; /** What is shown to whoever has no session (any more), where it is not the door's sign-in. */ lost?: (c: Request, visit: Visit) => Response | Promise<Response> }

/** The addresses of one chat, wherever its page is shown. */
export const ofOneChat = (site: Site, { at, door, way, lost }: Root) => {
  const to = (page: ChatRoute) => async (c: Request): Promise<Response> => {
    const locale = localeOf(c)
    const [partner, port] = await Promise.all([door === 'partner' ? site.partner(c, locale) : null, site.chat(c, { locale, door, id: c.req.param('id') ?? '' })])
    const base = await visit(site, c, partner?.state === 'live' ? partner.port : null)
    if (!port) return lost && !wantsData(c) ? lost(c, base) : comeIn({ site, base, c, door })
    const own = { ...base, tr: translator(locale, port.timeZone) }
    return page({ visit: own, way: way(own), port, c })
  }
  return new Hono()
    .get(at, to(chat))
    .post(at, to(say))
    .get(`${at}/entries`, to(entries))
    .post(`${at}/here`, to(stillHere))
    .post(`${at}/seen`, to(seen))
    .post(`${at}/leave`, to(leave))
    .post(`${at}/back`, to(back))
    .post(`${at}/end`, to(end))
}

/** Nobody is signed in (any more): they come in and go on; what they had typed is kept for them. */
const comeIn = async ({ site, base, c, door }: { site: Site; base: Visit; c: Request; door: 'partner' | 'guest' }): Promise<Response> => {
  if (wantsData(c)) return c.json({ error: 'not_signed_in' }, 401)
  if (door === 'guest') {
    if (c.req.method === 'GET') return c.redirect(openBookingPath(base, 'booking/sign-in'), 303)
    return comeInAgain(base, c)
  }
  const page = chatPathOf(c)
  const session = await site.partner(c, base.locale)
  if (c.req.method === 'POST' && session.state === 'expired') await session.port.saveDraft({ topic: 'reply', subtopic: c.req.param('id') ?? '' }, { body: (await posted(c)).text('body') })
  return c.redirect(`/${base.locale}/extranet/sign-in?${new URLSearchParams({ next: page, ...(session.state === 'expired' ? { kept: '1' } : {}) })}`, 303)
}

const chatPathOf = (c: Request) => c.req.path.replace(new RegExp(`(${uuid})/.*$`), '$1')
