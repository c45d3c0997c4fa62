import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Request, Site } from '../site.ts'

const minutes = 30

const nameOf = (site: Site, c: Request, name: string) => (isSecure(site, c) ? `__Host-${name}` : name)
const isSecure = (site: Site, c: Request) => site.origin(c).startsWith('https:')
const options = (site: Site, c: Request) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(site, c) }) as const

const hold = (site: Site, c: Request, { name, token }: { name: string; token: string }) =>
  setCookie(c, nameOf(site, c, name), token.slice(0, 1_000), { ...options(site, c), maxAge: minutes * 60 })

export type LinkCookie = { keep(token: string): void; /** The same for what was in no address: the page that is shown can be posted from. */ hold(token: string): void; token(): string; drop(): void }

/**
 * The token of a mailed link, kept by the browser that opened it: it leaves the address before a page is shown, so that it stands in no
 * history and goes along in no Referer.
 */
export const linkCookie = (site: Site, c: Request, name: string): LinkCookie => ({
  hold: (token) => hold(site, c, { name, token }),
  keep: (token) => {
    hold(site, c, { name, token })
    c.header('referrer-policy', 'no-referrer')
  },
  token: () => getCookie(c, nameOf(site, c, name)) ?? '',
  drop: () => void deleteCookie(c, nameOf(site, c, name), options(site, c)),
})
