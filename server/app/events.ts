import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { headOf, thread } from '#conversations'
import type { SignedIn } from '#identity'
import { Refusal } from '#kernel'
import { refuseForeign, securityHeaders } from '#platform/http'
import { openEventStream, type Stream } from '#platform/live'
import { factsAfter, lastPosition, type FeedScope } from '#platform/outbox'
import type { App } from './app.ts'
import { contextOf, isStill, networkOf, ownOrigins, secureCookies, sessionOf, type Request, type Side } from './request.ts'

/** Further behind than this, a client is told to fetch everything again. */
export const mostBehind = 10_000

/** The change feed of whoever is signed in: what to fetch again, never any content. */
export const feedEvents = async (app: App, c: Request): Promise<Response> => {
  const actor = await liveActor(app, c)
  // A guest follows one conversation at a time, by its own stream.
  if (actor.kind === 'guest') throw new Refusal('not_allowed')
  const scope: FeedScope = { brandId: app.brandId, partnerId: actor.kind === 'partner' ? actor.partnerId : null }
  const newest = await lastPosition(app.system.db)
  const asked = cursorOf(c, 'f')
  const wanted = asked ?? newest
  const resync = newest - wanted > mostBehind || wanted > newest
  const cursor = { position: resync ? newest : wanted }
  return stream({ app, c, actor, opening: { id: `f:${cursor.position}`, resync }, pumpWith: (send) => async () => {
    if (!(await stillSignedIn(app, c, actor))) return false
    while (cursor.position < app.feed.position) {
      const newestThen = app.feed.position
      const facts = await factsAfter(app.system.db, cursor.position, scope)
      for (const fact of facts) {
        if (!send(`f:${fact.position}`, { fact: fact.name, conversationId: fact.conversation_id, seq: fact.seq })) return false
        cursor.position = fact.position ?? cursor.position
      }
      if (facts.length < 500) cursor.position = Math.max(cursor.position, newestThen)
    }
    return true
  } })
}

/** One conversation's entries as they are added, by its own gap-free count. */
export const conversationEvents = async (app: App, c: Request, id: string): Promise<Response> => {
  const actor = await liveActor(app, c)
  const ctx = contextOf(app, actor)
  const first = await thread(ctx, id)
  const wanted = cursorOf(c, 'c') ?? first.head.last_seq
  const resync = wanted > first.head.last_seq
  const cursor = { seq: resync ? first.head.last_seq : wanted }
  return stream({ app, c, actor, opening: { id: `c:${cursor.seq}`, resync }, pumpWith: (send) => async () => {
    if (!(await stillSignedIn(app, c, actor))) return false
    if (((await headOf(ctx, id))?.last_seq ?? 0) <= cursor.seq) return true
    const { entries } = await thread(ctx, id)
    for (const entry of entries.filter(({ seq }) => seq > cursor.seq)) {
      if (!send(`c:${entry.seq}`, { fact: entry.kind, conversationId: id, seq: entry.seq })) return false
      cursor.seq = entry.seq
    }
    return true
  } })
}

type Member = SignedIn
type Send = (id: string, data: unknown) => boolean
/** Where the stream begins, and whether everything is to be fetched anew. */
type Opening = { id: string; resync: boolean }

type Streaming = { app: App; c: Request; actor: Member; opening: Opening; pumpWith: (send: Send) => () => Promise<boolean> }

const stream = ({ app, c, actor, opening, pumpWith }: Streaming): Response => {
  const raw = c.env.outgoing
  const place = { ownerId: actor.id, networkKey: networkOf(app, c) }
  if (!app.hub.hasRoom(place)) throw new Refusal('too_many', { minutes: 1 })
  const events = openEventStream(raw, securityHeaders(secureCookies(app)))
  if (opening.resync) events.send(opening.id, { resync: true })
  else events.startAt(opening.id)
  const entry: Stream = { ...place, pump: pumpWith(events.send), close: events.end }
  app.hub.add(entry)
  raw.on('close', () => app.hub.remove(entry))
  return RESPONSE_ALREADY_SENT
}

// A browser may hold both sessions; it says by `?side=` whose feed it wants.
const liveActor = async (app: App, c: Request): Promise<Member> => {
  refuseForeign(c, ownOrigins(app))
  for (const side of sidesOf(c)) {
    const session = await sessionOf(app, c, side)
    if (session.state === 'live') return session.actor
  }
  throw new Refusal('not_signed_in')
}

const sidesOf = (c: Request): Side[] => {
  const asked = c.req.query('side')
  return asked === 'partner' || asked === 'guest' ? [asked] : ['agent', 'partner']
}

const recheckEveryMs = 4_000
const checked = new WeakMap<Member, number>()

// The stream ends within five seconds of the session: rights are looked at again before events go out, and by the poll.
const stillSignedIn = async (app: App, c: Request, actor: Member) => {
  const last = checked.get(actor) ?? 0
  if (performance.now() - last < recheckEveryMs) return true
  checked.set(actor, performance.now())
  return isStill(app, c, actor)
}

/** Where the client stands, by what it names: null when it says nothing, infinity when it names no place of ours. */
const cursorOf = (c: Request, kind: 'c' | 'f'): number | null => {
  const text = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
  const found = new RegExp(`^${kind}:(\\d{1,15})$`).exec(text)?.[1]
  if (found !== undefined) return Number(found)
  return text === '' ? null : Infinity
}
