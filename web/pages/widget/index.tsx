import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { Refusal } from '#kernel'
import { ofOneChat, uuid } from '../chat/index.ts'
import { begin, beginForm, type Beginner } from '../chat/begin-routes.tsx'
import { AnswersPage, SubtopicsPage } from '../extranet/topics.tsx'
import { guestPage } from '../guest/contact/frame.ts'
import { inLocale, showPrivately } from '../help/answer.ts'
import type { Way } from '../parts/way.tsx'
import type { Request, Site, Visit } from '../site.ts'
import { localeOf, visit } from '../visit.ts'
import { GuestAtPartners, LostView, SignInFirst, Topics } from './views.tsx'
import { WidgetShell } from './shell.tsx'
import { widgetWay, type Door } from './way.tsx'

/** Whoever stands before the widget, by the door its page says. */
type Before = { visit: Visit; way: Way; c: Request; as: Beginner['as'] }

/** What the widget's frame shows: a shell that keeps the session, and views it asks for: what it is about, what answers it, the chat. */
export const widgetRoutes = (site: Site) => {
  const router = new Hono()
  router.post(`${inLocale}/widget/identity`, (c) => identify(site, c)).post(`${inLocale}/widget/forget`, (c) => forget(site, c))
  for (const door of ['guest', 'partner'] as const) {
    const at = `${inLocale}/widget/${door}`
    const to = (page: (before: Before) => Promise<Response> | Response) => (c: Request) => whoever(site, c, { door, page })
    router
      .get(at, (c) => shell(site, c, door))
      .use(`${at}/*`, tellWhereTo)
      .get(`${at}/topics`, to(topics))
      .get(`${at}/topics/:topic`, to(subtopics))
      .get(`${at}/topics/:topic/:subtopic`, to(answers))
      .get(`${at}/topics/:topic/:subtopic/chat`, to(beginning(beginForm)))
      .post(`${at}/topics/:topic/:subtopic/chat`, to(beginning(begin)))
      .route('/', ofOneChat(site, { at: `${at}/in/:id{${uuid}}`, door, way: (own) => widgetWay(own, door), lost: async (c, own) => showPrivately(c, <LostView visit={own} way={widgetWay(own, door)} />, 401) }))
  }
  return router
}

const shell = async (site: Site, c: Request, door: Door) => {
  const [own, origins] = await Promise.all([visit(site, c), site.widget.allowFrame(c)])
  return showPrivately(c, <WidgetShell visit={own} door={door} origins={origins} />)
}

const Identity = z.strictObject({ token: z.string().max(2_000) })

const identify = async (site: Site, c: Request) => {
  const parsed = Identity.safeParse(await c.req.json().catch(() => null))
  if (!parsed.success) throw new Refusal('invalid', { fields: ['token'] })
  return c.body(null, (await site.widget.identify(c, parsed.data.token)) ? 204 : 401)
}

const forget = async (site: Site, c: Request) => {
  await site.widget.forget(c)
  return c.body(null, 204)
}

// A script that follows by itself sees neither where to nor what came with it.
const tellWhereTo: MiddlewareHandler = async (c, next) => {
  await next()
  const to = c.res.headers.get('location')
  if (!to || c.res.status < 300 || c.res.status > 399) return
  const headers = new Headers(c.res.headers)
  headers.delete('location')
  headers.set('hospes-go', to)
  // Set twice, an answer takes over the headers of the one before.
  c.res = undefined
  c.res = new Response(null, { status: 204, headers })
}

const whoever = async (site: Site, c: Request, { door, page }: { door: Door; page: (before: Before) => Promise<Response> | Response }): Promise<Response> => {
  if (door === 'guest') return guestPage(site, ({ visit: own, port }) => page({ visit: own, way: widgetWay(own, door), c, as: { kind: 'guest', port } }))(c)
  const session = await site.partner(c, localeOf(c))
  if (session.state === 'live') {
    const own = await visit(site, c, session.port)
    return page({ visit: own, way: widgetWay(own, door), c, as: { kind: 'partner', port: session.port } })
  }
  const [own, guest] = await Promise.all([visit(site, c), site.guest(c, localeOf(c))])
  if (guest.state !== 'live') return showPrivately(c, <SignInFirst visit={own} way={widgetWay(own, door)} />, 401)
  await site.doors.count('partner', 'extranet-link', { by: 'guest-session' })
  return showPrivately(c, <GuestAtPartners visit={own} way={widgetWay(own, door)} />, 403)
}

const placeOf = (c: Request) => ({ topic: c.req.param('topic') ?? '', subtopic: c.req.param('subtopic') ?? '' })
const topicsOf = ({ visit: { site, locale }, way }: Before) => site.visitor(locale).topics(way.door)

const topics = async (before: Before) => showPrivately(before.c, <Topics visit={before.visit} way={before.way} topics={await topicsOf(before)} />)

const subtopics = async (before: Before) => {
  const topic = (await topicsOf(before)).find(({ key }) => key === before.c.req.param('topic'))
  if (!topic) throw new Refusal('not_found')
  return showPrivately(before.c, <SubtopicsPage visit={before.visit} way={before.way} topic={topic} />)
}

const answers = async ({ visit: own, way, c, as }: Before) => showPrivately(c, <AnswersPage visit={own} way={way} answers={await as.port.answers(placeOf(c))} found={null} />)

const beginning = (page: (who: Beginner) => Promise<Response>) => async ({ visit: own, way, c, as }: Before) =>
  page({ visit: own, way, c, as, door: await own.site.chatDoor(c, { locale: own.locale, door: way.door }) })
