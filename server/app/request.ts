import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { HttpBindings } from '@hono/node-server'
import { resume, sessionMarks, visitorActor, type Actor, type AgentActor, type Ctx, type NewSession, type PartnerActor, type SessionState, type SignedIn } from '#identity'
import { Refusal } from '#kernel'
import { isLoopback, networkKey, refuseForeign } from '#platform/http'
import type { App } from './app.ts'

export type Env = { Bindings: HttpBindings; Variables: { session?: SessionState; /** On the host of downloads: whoever the address was made for. No cookie counts there. */ granted?: SessionState; /** A page that is the same for everyone, as long as its content is, and for how long at most. */ shared?: { text: string; keepMs: number } } }
export type Request = HonoContext<Env>
/** `visit`: somebody who has proved nothing, in the one chat they began. */
export type Side = 'partner' | 'agent' | 'guest' | 'visit'

/** A context for the verbs with this actor. */
export const contextOf = <A extends Actor>(app: App, actor: A): Ctx<A> => ({ db: app.db, actor, now: app.now, log: app.log })

export const visitorContext = (app: App) => contextOf(app, visitorActor(app.brandId))

export const networkOf = (app: App, c: Request): string =>
  networkKey(c.env.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), app.config.trustedProxies)

/** Where our own pages are served from; empty: wherever the request says it came to. */
export const ownOrigins = (app: App): string[] => (app.config.publicUrl ? [new URL(app.config.publicUrl).origin] : [])

/** Only on the loopback address, reached directly, in the demo world: never on an installation that others can reach. */
export const demoAllowed = (app: App, c: Request): boolean =>
  app.brandIsDemo && app.config.demo && app.config.publicUrl === null && isLocal(app.config.host) &&
  // A page of another site can have its own name lead here; it cannot have the browser call it by one of ours.
  isLocal(new URL(c.req.url).hostname) && !proxyHeaders.some((name) => c.req.header(name) !== undefined)

const isLocal = (host: string) => host === 'localhost' || isLoopback(host.replace(/^\[(.*)\]$/, '$1'))
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

export const secureCookies = (app: App): boolean => app.config.publicUrl?.startsWith('https://') ?? false

const cookieName = (app: App, side: Side) => {
  const name = cookieNames[side]
  return secureCookies(app) ? `__Host-${name}` : name
}

const cookieNames: Record<Side, string> = { partner: 'hospes-partner', agent: 'hospes-staff', guest: 'hospes-guest', visit: 'hospes-visit' }

// The cookie outlives the session, so that somebody whose session ran out while writing is still known for keeping the text.
const cookieDays: Record<Side, number> = { partner: 60, agent: 60, guest: 2, visit: 2 }

/** What a program or the widget's frame says itself comes before what the browser sends along. */
const tokensOf = (app: App, c: Request, side: Side): string[] =>
  [/^Bearer ([\w-]{40,60})$/.exec(c.req.header('authorization') ?? '')?.[1], getCookie(c, cookieName(app, side))].filter((token) => token !== undefined)

export const tokenOf = (app: App, c: Request, side: Side): string | undefined => tokensOf(app, c, side)[0]

/** The widget's frame stands on another site's page, where cookies of ours may not go: it is told its session and says it itself. */
const isFrame = (c: Request) => /^\/[a-z]{2}\/widget\//.test(c.req.path)

export const sessionOf = async (app: App, c: Request, side: Side): Promise<SessionState> => (await lookAt({ app, c, side, isUse: true })).session

const lookAt = async ({ app, c, side, isUse }: { app: App; c: Request; side: Side; isUse: boolean }): Promise<{ session: SessionState; token: string }> => {
  const granted = c.get('granted')
  if (granted) return { session: granted.state !== 'none' && sideOf(granted.actor) === side ? granted : { state: 'none' }, token: '' }
  for (const token of tokensOf(app, c, side)) {
    const session = await resume(visitorContext(app), token, { isUse, demoOpen: demoAllowed(app, c) })
    if (session.state !== 'none' && sideOf(session.actor) === side) return { session, token }
  }
  return { session: { state: 'none' }, token: '' }
}

const sideOf = (actor: SignedIn): Side => (actor.kind === 'guest' && actor.proof === 'visit' ? 'visit' : actor.kind)

/** Who asks, of the sides they may be of, and what their session stands for. Nobody from another site; to follow along is no use of a session. */
export const member = async (app: App, c: Request, { sides, isUse = false }: { sides: readonly Side[]; isUse?: boolean }): Promise<{ actor: SignedIn; session: { token: string; mark: string } }> => {
  refuseForeign(c, ownOrigins(app))
  for (const side of sides) {
    const { session: found, token } = await lookAt({ app, c, side, isUse })
    if (found.state !== 'live') continue
    const mark = (await sessionMarks(visitorContext(app), [token])).get(token)
    if (mark !== undefined) return { actor: found.actor, session: { token, mark } }
  }
  throw new Refusal('not_signed_in')
}

export const keepSession = (app: App, c: Request, session: NewSession): void => {
  if (isFrame(c)) return c.header('hospes-session', session.token)
  setCookie(c, cookieName(app, sideOf(session.actor)), session.token, cookieOptions(app, cookieDays[sideOf(session.actor)] * 86_400))
}

export const dropSession = (app: App, c: Request, side: Side): void =>
  setCookie(c, cookieName(app, side), '', cookieOptions(app, 0))

// Ours, first-party, random, and set only when somebody votes: it says that the next vote is by the same browser, nothing else.
const readerCookie = (app: App) => (secureCookies(app) ? '__Host-hospes-reader' : 'hospes-reader')
const readerDays = 180
const readerId = /^[0-9a-f-]{36}$/

/** The browser's id as a reader; undefined until it has voted. */
export const readerOf = (app: App, c: Request): string | undefined => {
  const kept = getCookie(c, readerCookie(app))
  return kept !== undefined && readerId.test(kept) ? kept : undefined
}

export const keepReader = (app: App, c: Request, id: string): void => setCookie(c, readerCookie(app), id, cookieOptions(app, readerDays * 86_400))

const cookieOptions = (app: App, maxAge: number) =>
  ({ path: '/', httpOnly: true, secure: secureCookies(app), sameSite: 'Lax', maxAge }) as const

/** The signed-in agent's context; refuses with `not_signed_in`. */
export const agentContext = async (app: App, c: Request): Promise<Ctx<AgentActor>> => {
  const session = await sessionOf(app, c, 'agent')
  if (session.state !== 'live' || session.actor.kind !== 'agent') throw new Refusal('not_signed_in')
  return contextOf(app, session.actor)
}

/** Everybody this request is signed in as, with the session's token. */
export const everyoneHere = async function* (app: App, c: Request, sides: readonly Side[] = ['agent', 'partner', 'guest', 'visit']): AsyncGenerator<{ actor: SignedIn; token: string }> {
  for (const side of sides) {
    const { session, token } = await lookAt({ app, c, side, isUse: true })
    if (session.state === 'live') yield { actor: session.actor, token }
  }
}

/** The signed-in partner user's context; refuses with `not_signed_in`. */
export const partnerContext = async (app: App, c: Request): Promise<Ctx<PartnerActor>> => {
  const session = await sessionOf(app, c, 'partner')
  if (session.state !== 'live' || session.actor.kind !== 'partner') throw new Refusal('not_signed_in')
  return contextOf(app, session.actor)
}
