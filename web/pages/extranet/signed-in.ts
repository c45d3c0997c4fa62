import type { Context } from 'hono'
import type { PartnerPort } from '../ports.ts'
import type { Site, Visit } from '../site.ts'
import { localeOf, visit } from '../visit.ts'

export type SignedInPage = (input: { visit: Visit; port: PartnerPort; c: Context }) => Promise<Response> | Response
/** Keeps what a request carried when its session has run out; says where to go on after signing in. */
export type Keep = (input: { c: Context; port: PartnerPort }) => Promise<void>

/** A page for signed-in partner users; anybody else signs in first and comes back to it. */
export const signedIn = (site: Site, page: SignedInPage, keep?: Keep) => async (c: Context): Promise<Response> => {
  const locale = localeOf(c)
  const session = await site.partner(c, locale)
  if (session.state === 'live') return page({ visit: await visit(site, c, session.port), port: session.port, c })
  const kept = session.state === 'expired' && keep !== undefined
  if (kept) await keep({ c, port: session.port })
  return c.redirect(signInPath(c, locale, kept), 303)
}

const signInPath = (c: Context, locale: string, kept: boolean) => {
  const { pathname, search } = new URL(c.req.url)
  const back = c.req.method === 'GET' ? pathname + search : pathname.replace(/\/(draft|close)$/, '')
  const next = kept ? `${back}${back.includes('?') ? '&' : '?'}kept=1` : back
  return `/${locale}/extranet/sign-in?${new URLSearchParams({ next, ...(kept ? { kept: '1' } : {}) })}`
}
