import type { Login, Site } from '#web/pages'
import { adoptReader } from '#articles'
import { adoptSeeker } from '#search'
import type { GuestSender } from '#contact'
import { acceptInvitation, changePassword, demoPeople, signInAs, signInOrAskCode, signOut, visitorActor, type NewSession } from '#identity'
import { Refusal } from '#kernel'
import { acceptedExtensions } from '#platform/files'
import { Duties, goOff, hasStaff, hire, Role } from '#staff'
import type { App } from './app.ts'
import { appSite } from './app-site.ts'
import { chatDoor, chatPort } from './chat-port.ts'
import { codePort } from './code-port.ts'
import { doorsPort } from './doors-port.ts'
import { guestContactPort } from './guest-contact-port.ts'
import { guestDoor } from './guest-door.ts'
import { guestPort } from './guest-port.ts'
import { contactsOf } from './note-contacts.ts'
import { partnerPort } from './partner-port.ts'
import { takeDevicesAlong } from './push.ts'
import { pushPort } from './push-port.ts'
import { passwordPort } from './password-port.ts'
import { readerPort } from './reader-port.ts'
import { contextOf, demoAllowed, dropSession, keepSession, networkOf, partnerContext, readerOf, sessionOf, tokenOf, visitorContext, type Request } from './request.ts'
import { visitorPort } from './visitor-port.ts'
import { widgetPort } from './widget.ts'

/** The pages' way into the product. */
export const createSite = (app: App): Site => ({
  now: app.now,
  asset: (name) => app.assets[name] ?? `/assets/${name}`,
  origin: (c) => originOf(app, c),
  acceptedFiles: acceptedExtensions,
  visitor: (locale) => visitorPort(app, locale),
  partner: async (c, locale) => {
    const session = await sessionOf(app, c, 'partner')
    if (session.state === 'none' || session.actor.kind !== 'partner') return { state: 'none' }
    return { state: session.state, port: partnerPort(app, contextOf(app, session.actor), locale) }
  },
  guest: async (c, locale) => {
    const session = await sessionOf(app, c, 'guest')
    if (session.state === 'none' || session.actor.kind !== 'guest') return { state: 'none' }
    return { state: session.state, port: guestPort(app, contextOf(app, session.actor), locale) }
  },
  guestContact: async (c, locale) => {
    const session = await sessionOf(app, c, 'guest')
    const actor = session.state === 'live' && session.actor.kind === 'guest' ? session.actor : visitorActor(app.brandId)
    return guestContactPort(app, { ctx: contextOf<GuestSender>(app, actor), noteContact: contactsOf(app, c) }, locale)
  },
  chatDoor: (c, at) => chatDoor(app, c, at),
  chat: (c, at) => chatPort(app, c, at),
  guestDoor: guestDoor(app),
  app: appSite(app),
  push: (c) => pushPort(app, c),
  doors: doorsPort(app),
  widget: widgetPort(app, (c) => originOf(app, c)),
  password: passwordPort(app),
  reader: (c, locale) => readerPort(app, c, locale),
  signIn: (c, side, login) => signInAt(app, c, { kind: side, ...login }),
  ...secondStep(app),
  signInDemo: async (c, personId) => {
    if (!demoAllowed(app, c)) throw new Refusal('not_found')
    const person = (await demoPeople(visitorContext(app))).find(({ id }) => id === personId)
    if (!person) throw new Refusal('not_found')
    const { locale } = await begin(app, c, await signInAs(visitorContext(app), person.id))
    return { side: person.kind, locale }
  },
  changePassword: async (c, change) => {
    await begin(app, c, await changePassword(await partnerContext(app, c), change))
  },
  signOut: (c, side) => endSession(app, { c, side }),
  acceptInvitation: async (c, token, input) => {
    const ctx = visitorContext(app)
    const { accountId, role, duties } = await acceptInvitation(ctx, token, { ...input, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
    await hire(ctx, { accountId, ...(duties ? Duties.parse(duties) : { roles: [Role.parse(role), 'agent'], languages: [input.locale], teams: [], capacity: 5 }) })
    await begin(app, c, await signInAs(ctx, accountId))
  },
  demoAllowed: (c) => demoAllowed(app, c),
  needsAdmin: async () => !(await hasStaff(visitorContext(app))),
  network: (c) => networkOf(app, c),
  reportError: (error) => {
    app.metrics.errors.inc()
    app.log.error({ err: error }, 'unexpected error')
  },
})

const secondStep = (app: App): Pick<Site, 'code' | 'staffCode' | 'staff'> => ({
  code: codePort(app, { side: 'partner', begin: (c, session) => begin(app, c, session) }),
  staffCode: codePort(app, { side: 'agent', begin: (c, session) => begin(app, c, session) }),
  staff: async (c) => {
    const session = await sessionOf(app, c, 'agent')
    return session.state === 'live' ? session.actor : null
  },
})

const originOf = (app: App, c: Request) => new URL(app.config.publicUrl ?? c.req.url).origin

const signInAt = async (app: App, c: Request, login: Login & { kind: 'partner' | 'agent' }) => {
  const done = await signInOrAskCode(visitorContext(app), { ...login, demoOpen: demoAllowed(app, c), secret: app.secret })
  return 'ticket' in done ? done : begin(app, c, done)
}

// The session that the browser had ends with the new one: a token that leaked before is worth nothing after.
const begin = async (app: App, c: Request, session: NewSession) => {
  const before = tokenOf(app, c, session.actor.kind)
  if (before) {
    await takeDevicesAlong(app, before, session)
    await signOut(visitorContext(app), before)
  }
  keepSession(app, c, session)
  const { actor } = session
  const visitor = readerOf(app, c)
  if (visitor && actor.kind === 'partner') {
    const ctx = contextOf(app, actor)
    await Promise.all([adoptReader(ctx, { visitor, accountId: actor.id }), adoptSeeker(ctx, { visitor, accountId: actor.id })])
  }
  return { locale: actor.locale, port: actor.kind === 'partner' ? partnerPort(app, contextOf(app, actor), actor.locale) : null }
}

const endSession = async (app: App, { c, side }: { c: Request; side: 'partner' | 'agent' }) => {
  const token = tokenOf(app, c, side)
  const session = await sessionOf(app, c, side)
  if (token) await signOut(visitorContext(app), token)
  // Nothing stays with somebody who left.
  if (session.state !== 'none' && session.actor.kind === 'agent') await goOff(visitorContext(app), session.actor.id)
  dropSession(app, c, side)
  // What the app has kept on the phone goes with the session.
  if (side === 'partner') c.header('clear-site-data', '"storage"')
}
