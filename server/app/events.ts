import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { thread } from '#conversations'
import type { AgentActor, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import { securityHeaders } from '#platform/http'
import { openEventStream, type Stream } from '#platform/live'
import { factsAfter, lastPosition, type FeedScope } from '#platform/outbox'
import type { App } from './app.ts'
import { contextOf, networkOf, secureCookies, sessionOf, type Request } from './request.ts'

// Further behind than this, a client is told to fetch everything again.
const mostBehind = 10_000

/** The change feed of whoever is signed in: what to fetch again, never any content. */
export const feedEvents = async (app: App, c: Request): Promise<Response> => {
  const actor = await liveActor(app, c)
  const scope: FeedScope = { brandId: app.brandId, partnerId: actor.kind === 'partner' ? actor.partnerId : null }
  const newest = await lastPosition(app.system.db)
  const asked = cursorOf(c, 'f')
  const wanted = asked ?? newest
  const resync = newest - wanted > mostBehind || wanted > newest
  const cursor = { position: resync ? newest : wanted }
  return stream({ app, c, actor, opening: resync ? { id: `f:${newest}`, data: { resync: true } } : null, pumpWith: (send) => async () => {
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
  const cursor = { seq: cursorOf(c, 'c') ?? first.head.last_seq }
  return stream({ app, c, actor, opening: null, pumpWith: (send) => async () => {
    if (!(await stillSignedIn(app, c, actor))) return false
    const { entries } = await thread(ctx, id)
    for (const entry of entries.filter(({ seq }) => seq > cursor.seq)) {
      if (!send(`c:${entry.seq}`, { fact: entry.kind, conversationId: id, seq: entry.seq })) return false
      cursor.seq = entry.seq
    }
    return true
  } })
}

type Member = AgentActor | PartnerActor
type Send = (id: string, data: unknown) => boolean
type Opening = { id: string; data: unknown } | null

type Streaming = { app: App; c: Request; actor: Member; opening: Opening; pumpWith: (send: Send) => () => Promise<boolean> }

const stream = ({ app, c, actor, opening, pumpWith }: Streaming): Response => {
  const raw = c.env.outgoing
  const events = openEventStream(raw, securityHeaders(secureCookies(app)))
  if (opening) events.send(opening.id, opening.data)
  const entry: Stream = { ownerId: actor.id, networkKey: networkOf(app, c), pump: pumpWith(events.send), close: events.end }
  if (!app.hub.add(entry)) {
    events.end()
    return RESPONSE_ALREADY_SENT
  }
  raw.on('close', () => app.hub.remove(entry))
  return RESPONSE_ALREADY_SENT
}

// A browser may hold both sessions; it says by `?side=` whose feed it wants.
const liveActor = async (app: App, c: Request): Promise<Member> => {
  const sides = c.req.query('side') === 'partner' ? (['partner'] as const) : (['agent', 'partner'] as const)
  for (const side of sides) {
    const session = await sessionOf(app, c, side)
    if (session.state === 'live') return session.actor
  }
  throw new Refusal('not_signed_in')
}

const recheckEveryMs = 4_000
const checked = new WeakMap<Member, number>()

// The stream ends within five seconds of the session: rights are looked at again before events go out, and by the poll.
const stillSignedIn = async (app: App, c: Request, actor: Member) => {
  const last = checked.get(actor) ?? 0
  if (performance.now() - last < recheckEveryMs) return true
  const session = await sessionOf(app, c, actor.kind)
  checked.set(actor, performance.now())
  return session.state === 'live' && session.actor.id === actor.id
}

const cursorOf = (c: Request, kind: 'c' | 'f'): number | null => {
  const text = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
  const found = new RegExp(`^${kind}:(\\d{1,15})$`).exec(text)?.[1]
  return found === undefined ? null : Number(found)
}
