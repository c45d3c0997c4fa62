import { Hono } from 'hono'
import { showPrivately, visitIn } from '../help/answer.ts'
import { notFound } from '../help/not-found.tsx'
import type { Request, Site } from '../site.ts'
import { DemoClosedPage } from './closed.tsx'
import { demoLanguage } from './languages.ts'
import { MailPage, MailsPage } from './mails.tsx'
import { DemoPage } from './people.tsx'
import { OperatorPage } from './operator.tsx'

/** The demo world's entrance and its mail; every address asks first whether the demo is open to this request. */
export const demoRoutes = (site: Site) =>
  new Hono()
    .use('/demo/*', async (c, next) => (site.demoAllowed(c) ? next() : closed(site, c)))
    .get('/demo', (c) => entrance(site, c))
    .post('/demo/sign-in/:id', (c) => signIn(site, c))
    .post('/demo/guest/:number', (c) => signInGuest(site, c))
    .get('/demo/widget', (c) => operator(site, c))
    .get('/demo/mail', (c) => mails(site, c))
    .get('/demo/mail/:id', (c) => mail(site, c))
    .get('/demo/mail/:id/html', (c) => mailHtml(site, c))

const demoVisit = (site: Site, c: Request) => visitIn(site, c, demoLanguage(c))

const closed = async (site: Site, c: Request) => {
  const visit = await demoVisit(site, c)
  return visit.brand.isDemo ? showPrivately(c, DemoClosedPage({ visit }), 404) : notFound(site, c)
}

const entrance = async (site: Site, c: Request) => {
  const visit = await demoVisit(site, c)
  const visitor = site.visitor(visit.locale)
  const [people, guests, tour] = await Promise.all([visitor.demoPeople(), visitor.demoGuests(), visitor.tour()])
  return showPrivately(c, DemoPage({ visit, people, guests, tour }))
}

const signIn = async (site: Site, c: Request) => {
  const { side, locale } = await site.signInDemo(c, c.req.param('id') ?? '')
  return c.redirect(side === 'agent' ? '/desk' : `/${locale}/extranet/inbox`, 303)
}

const signInGuest = async (site: Site, c: Request) => {
  await site.guestDoor.signInDemo(c, c.req.param('number') ?? '')
  return c.redirect(`/${demoLanguage(c)}/guest/booking`, 303)
}

/** A page as another site's would be, with the chat on it; `as` lets its server vouch for a guest of the demo world. */
const operator = async (site: Site, c: Request) => {
  const visit = await demoVisit(site, c)
  const guests = await site.visitor(visit.locale).demoGuests()
  const as = guests.find(({ number }) => number === c.req.query('as'))
  return showPrivately(c, OperatorPage({ visit, guests, as, identity: as ? site.widget.demoIdentity(c, as.number) : undefined, door: c.req.query('door') === 'partner' ? 'partner' : 'guest' }))
}

const mails = async (site: Site, c: Request) => {
  const visit = await demoVisit(site, c)
  const after = c.req.query('after') || undefined
  const { rows, next } = await site.visitor(visit.locale).mails(after)
  return showPrivately(c, MailsPage({ visit, mails: rows, next, isFirst: after === undefined }))
}

const mail = async (site: Site, c: Request) => {
  const visit = await demoVisit(site, c)
  const found = await site.visitor(visit.locale).mail(c.req.param('id') ?? '')
  if (!found) return notFound(site, c)
  c.header('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
  return showPrivately(c, MailPage({ visit, mail: found }))
}

/** The mail's own HTML, shut in: no script, no request to anywhere, shown only in our frame. */
const mailHtml = async (site: Site, c: Request) => {
  const found = await site.visitor('en').mail(c.req.param('id') ?? '')
  if (!found) return notFound(site, c)
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'")
  c.header('cache-control', 'no-store')
  return c.html(found.html)
}
