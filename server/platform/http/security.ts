import type { Context, MiddlewareHandler } from 'hono'
import { Refusal } from '#kernel'

/** Beside our own pages: whoever may show them in a frame (nobody, unless named), and the host that files are opened at. */
type Allowed = { frameAncestors?: readonly string[]; downloads?: string | null }

const from = (directive: string, more: string | null) => (more === null ? directive : `${directive} ${more}`)

const contentSecurityPolicy = ({ connects = [], downloads = null, frameAncestors = ["'none'"] }: Allowed & { connects?: readonly string[] }) => [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  from("img-src 'self' data: blob:", downloads),
  from("media-src 'self'", downloads),
  "font-src 'self'",
  from(["connect-src 'self'", ...connects].join(' '), downloads),
  "manifest-src 'self'",
  "worker-src 'self'",
  from("frame-src 'self'", downloads),
  "form-action 'self'",
  "base-uri 'none'",
  `frame-ancestors ${frameAncestors.join(' ')}`,
].join('; ')

/** The headers every answer carries. */
export const securityHeaders = (secure: boolean, allowed: Allowed = {}): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(allowed),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/** For the page that is a telephone too: it may hear the microphone, and reach this one server. */
export const telephoneHeaders = (server: string, allowed: Allowed = {}): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy({ ...allowed, connects: [new URL(server).origin] }),
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
