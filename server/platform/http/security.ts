import type { Context, MiddlewareHandler } from 'hono'
import { Refusal } from '#kernel'

const contentSecurityPolicy = ({ connects = [], frameAncestors = ["'none'"] }: { connects?: readonly string[]; frameAncestors?: readonly string[] }) => [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self'",
  `connect-src ${["'self'", ...connects].join(' ')}`,
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  `frame-ancestors ${frameAncestors.join(' ')}`,
].join('; ')

/** The headers every answer carries; nobody shows our pages in a frame but who is named. */
export const securityHeaders = (secure: boolean, frameAncestors: readonly string[] = ["'none'"]): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy({ frameAncestors }),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/** For the page that is a telephone too: it may hear the microphone, and reach this one server. */
export const telephoneHeaders = (server: string): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy({ connects: [new URL(server).origin] }),
  'permissions-policy': 'camera=(), microphone=(self), speaker-selection=(self), geolocation=(), payment=()',
})

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Refuses changes asked for by another site. Browsers name the origin on every unsafe request; a client that sends
 * neither header is not a browser and carries no ambient cookie.
 */
export const sameOriginOnly = (origins: () => readonly string[]): MiddlewareHandler => async (c, next) => {
  if (unsafe.has(c.req.method)) refuseForeign(c, origins())
  await next()
}

/** Refuses with `wrong_origin` what a page of another site has its reader's browser ask for; also for reads that go on, as event streams do. */
export const refuseForeign = (c: Context, origins: readonly string[]): void => {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const foreignOrigin = origin !== undefined && !isOwn(origin, c.req.header('host'), origins)
  if (foreignSite || foreignOrigin) throw new Refusal('wrong_origin')
}

const isOwn = (origin: string, host: string | undefined, origins: readonly string[]) =>
  origins.length > 0 ? origins.includes(origin) : host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
