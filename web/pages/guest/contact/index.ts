import { Hono } from 'hono'
import { inLocale, keepMs, showToAll } from '../../help/answer.ts'
import type { Request, Site } from '../../site.ts'
import { visit } from '../../visit.ts'
import { OrderPage } from '../order.tsx'

/** The guest's way to a person, and how those who wait are put in order. */
export const guestContactRoutes = (site: Site) => new Hono().get(`${inLocale}/guest/how-we-order`, (c) => order(site, c))

const order = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const visitor = site.visitor(reader.locale)
  const [rules, season] = await Promise.all([visitor.order(), visitor.season({ door: 'guest' })])
  return showToAll(c, OrderPage({ visit: reader, order: rules, season }), keepMs.withNotices)
}
