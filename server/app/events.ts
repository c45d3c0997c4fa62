import { headOf, readableHead, thread } from '#conversations'
import { Refusal } from '#kernel'
import { told, type Told } from '#platform/live'
import { factsAfter, isFor, lastPosition, mostFactsRead, type FedFact, type FeedScope } from '#platform/outbox'
import type { App } from './app.ts'
import { contextOf, member, type Request, type Side } from './request.ts'
import { follow } from './stream.ts'

/** Further behind than this, a client is told to fetch everything again. */
export const mostBehind = 10_000

/** The change feed of whoever is signed in: what to fetch again, never any content. */
export const feedEvents = async (app: App, c: Request): Promise<Response> => {
  const { actor, session } = await member(app, c, { sides: sidesOf(c) })
  // A guest follows one conversation at a time, by its own stream.
  if (actor.kind === 'guest') throw new Refusal('not_allowed')
  const scope: FeedScope = { brandId: app.brandId, partnerId: actor.kind === 'partner' ? actor.partnerId : null }
  const newest = await lastPosition(app.system.db)
  const asked = cursorOf(c, 'f')
  const wanted = asked ?? newest
  const resync = newest - wanted > mostBehind || wanted > newest
  const cursor = { position: resync ? newest : wanted }
  return follow({ app, c, ownerId: actor.id, session, opening: { id: `f:${cursor.position}`, resync }, pumpWith: (send) => async () => {
    while (cursor.position < app.feed.position) {
      const newestThen = app.feed.position
      const near = app.feed.after(cursor.position)
      const facts = near ?? (await factsAfter(app.system.db, cursor.position, scope))
      // Staff are told everything: one list for all of them.
      const mine = near && scope.partnerId === null ? allOf(near) : facts.filter((fact) => isFor(scope, fact)).map(eventOf)
      if (mine.length > 0 && !(await send(mine))) return false
      cursor.position = facts.at(-1)?.position ?? cursor.position
      if (near || facts.length < mostFactsRead) cursor.position = Math.max(cursor.position, newestThen)
    }
    return true
  } })
}

/** One conversation's entries as they are added, by its own gap-free count. */
export const conversationEvents = async (app: App, c: Request, id: string): Promise<Response> => {
  const { actor, session } = await member(app, c, { sides: sidesOf(c) })
  const ctx = contextOf(app, actor)
  const { last_seq: last } = await readableHead(ctx, id)
  const wanted = cursorOf(c, 'c') ?? last
  const resync = wanted > last
  const cursor = { seq: resync ? last : wanted }
  return follow({ app, c, ownerId: actor.id, session, about: id, opening: { id: `c:${cursor.seq}`, resync }, pumpWith: (send) => async () => {
    if (((await headOf(ctx, id))?.last_seq ?? 0) <= cursor.seq) return true
    const { entries } = await thread(ctx, id, { limit: 1, from: cursor.seq + 1 })
    const news = entries.filter(({ seq }) => seq > cursor.seq)
    cursor.seq = news.at(-1)?.seq ?? cursor.seq
    return send(news.map((entry) => told(`c:${entry.seq}`, { fact: entry.kind, conversationId: id, seq: entry.seq })))
  } })
}

// The newest facts are the same objects for every stream of this node.
const known = new WeakMap<FedFact, Told>()
const eventOf = (fact: FedFact): Told => {
  const found = known.get(fact) ?? told(`f:${fact.position}`, { fact: fact.name, conversationId: fact.conversation_id, seq: fact.seq })
  known.set(fact, found)
  return found
}

const lists = new WeakMap<readonly FedFact[], readonly Told[]>()
const allOf = (facts: readonly FedFact[]): readonly Told[] => {
  const found = lists.get(facts) ?? facts.map(eventOf)
  lists.set(facts, found)
  return found
}

// A browser may hold several sessions; it says by `?side=` whose feed it wants.
const sidesOf = (c: Request): Side[] => {
  const asked = c.req.query('side')
  return asked === 'partner' || asked === 'guest' || asked === 'visit' ? [asked] : ['agent', 'partner']
}

/** Where the client stands, by what it names: null when it says nothing, infinity when it names no place of ours. */
const cursorOf = (c: Request, kind: 'c' | 'f'): number | null => {
  const text = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
  const found = new RegExp(`^${kind}:(\\d{1,15})$`).exec(text)?.[1]
  if (found !== undefined) return Number(found)
  return text === '' ? null : Infinity
}
