import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { matchLanguage } from '#kernel'
import type { Site } from '#web/pages'
import { isLocale, localesOffered } from '#web/locales'
import type { App } from './app.ts'
import { secureCookies, type Env, type Request } from './request.ts'

const days = 400

// Nothing of it tells who somebody is, so that pages kept for all are theirs too: its name is not one of ours.
const cookieOf = (app: App) => (secureCookies(app) ? '__Host-language' : 'language')

/** Somebody has pressed a language at the foot of a page: it is remembered, and the page's own address is without it. */
export const rememberLanguage = (app: App): MiddlewareHandler<Env> => async (c, next) => {
  if (c.req.method !== 'GET' || !c.req.url.includes('language=chosen')) return next()
  const { pathname, searchParams } = new URL(c.req.url)
  const locale = pathname.split('/')[1]
  if (!isLocale(locale)) return next()
  searchParams.delete('language')
  setCookie(c, cookieOf(app), locale, { path: '/', httpOnly: true, sameSite: 'Lax', secure: secureCookies(app), maxAge: days * 86_400 })
  c.header('cache-control', 'no-store')
  return c.redirect(pathname + (searchParams.size > 0 ? `?${searchParams}` : ''), 302)
}

/** For addresses that name no language: what was chosen, else the browser's, else the reservation's, else the brand's. */
export const languageOf = async (app: App, site: Site, c: Request): Promise<string> => {
  const chosen = getCookie(c, cookieOf(app))
  if (isLocale(chosen)) return chosen
  const browsers = matchLanguage(c.req.header('accept-language'), localesOffered)
  if (browsers) return browsers
  const guest = await site.guest(c, 'en')
  const known = guest.state === 'live' ? guest.port.person.locale : (await site.visitor('en').brand()).defaultLocale
  return isLocale(known) ? known : 'en'
}

/** Where an address leads that is nearly one of ours: without its language, with nothing else, or with a stroke too many at its end. */
export const nearly = async (app: App, site: Site, c: Request): Promise<string | null> => {
  const { pathname, search } = new URL(c.req.url)
  const start = '(guest|partner|extranet|app)'
  if (c.req.method !== 'GET') return null
  if (new RegExp(`^/${start}(/|$)`).test(pathname)) return `/${await languageOf(app, site, c)}${pathname.replace(/\/+$/, '')}${search}`
  const alone = /^\/([a-z]{2})\/?$/.exec(pathname)?.[1]
  if (isLocale(alone)) return `/${alone}/partner/help`
  return new RegExp(`^/[a-z]{2}/${start}(/[^/]+)*/+$`).test(pathname) ? pathname.replace(/\/+$/, '') + search : null
}
