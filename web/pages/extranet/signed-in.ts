import type { Context } from 'hono'
import { showPrivately } from '../help/answer.ts'
import { guestAtPartners } from '../doors/index.tsx'
import type { PartnerPort } from '../ports.ts'
import { posted } from './posted.ts'
import { SignInPage } from '../sign-in/index.ts'
import type { Site, Visit } from '../site.ts'
import { localeOf, visit } from '../visit.ts'

export type SignedInPage = (input: { visit: Visit; port: PartnerPort; c: Context }) => Promise<Response> | Response
/** What becomes of typed text when nobody is signed in (any more). */
export type Keep = {
  /** The session has run out, its owner is known: kept on the server for them. */
  keep(input: { c: Context; port: PartnerPort }): Promise<void>
  /** Nobody is known: carried through sign-in by the form. */
  carry?(c: Context): Promise<Record<string, string>>
}

/** A page for signed-in partner users; anybody else signs in first and comes back to it. */
export const signedIn = (site: Site, page: SignedInPage, keep?: Keep) => async (c: Context): Promise<Response> => {
  const locale = localeOf(c)
  const session = await site.partner(c, locale)
  if (session.state === 'live') return page({ visit: await visit(site, c, session.port), port: session.port, c })
  if (session.state === 'none' && (await site.guest(c, locale)).state === 'live') return guestAtPartners(site, c, await textOf(c))
  if (session.state === 'expired' && keep) {
    await keep.keep({ c, port: session.port })
    return c.redirect(signInPath(c, locale, true), 303)
  }
  if (keep?.carry) return carryOn(site, c, await keep.carry(c))
  return c.redirect(signInPath(c, locale, false), 303)
}

const textOf = async (c: Context) => (c.req.method === 'POST' ? (await posted(c)).text('body') : '')

const carryOn = async (site: Site, c: Context, carry: Record<string, string>) => {
  const state = { email: '', next: `${c.req.path}?kept=1`, carry, wrong: {}, refused: null }
  return showPrivately(c, SignInPage({ visit: await visit(site, c), state, because: 'kept' }), 401)
}

const signInPath = (c: Context, locale: string, kept: boolean) => {
  const { pathname, search } = new URL(c.req.url)
  const back = c.req.method === 'GET' ? pathname + search : pathname.replace(/\/(draft|close)$/, '')
  const next = kept ? `${back}${back.includes('?') ? '&' : '?'}kept=1` : back
  return `/${locale}/extranet/sign-in?${new URLSearchParams({ next, ...(kept ? { kept: '1' } : {}) })}`
}
