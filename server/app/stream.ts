import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { sessionMarks } from '#identity'
import { Refusal } from '#kernel'
import { securityHeaders } from '#platform/http'
import { openEventStream, told, type Stream, type Told } from '#platform/live'
import type { App } from './app.ts'
import { leaveSoon } from './near.ts'
import { networkOf, secureCookies, visitorContext, type Request } from './request.ts'

/** Tells events; `false` ends it. Who falls behind is waited for, so that a burst costs no memory. */
type Send = (events: readonly Told[]) => Promise<boolean>
export type Following = {
  app: App
  c: Request
  ownerId: string
  session: Stream['session']
  /** The one thing it tells about. */
  about?: string
  /** Where it begins, and whether everything is to be fetched anew. */
  opening: { id: string; resync: boolean }
  pumpWith: (send: Send) => () => Promise<boolean>
}

/** Tells what happens from a place on: as a stream, or to a client that cannot keep one open as one answer at a time. */
export const follow = (following: Following): Response | Promise<Response> => {
  const { app, c, ownerId } = following
  if (!app.hub.hasRoom({ ownerId, networkKey: networkOf(app, c) })) throw new Refusal('too_many', { minutes: 1 })
  const accepted = c.req.header('accept') ?? ''
  return accepted.includes('application/json') && !accepted.includes('text/event-stream') ? poll(following) : stream(following)
}

const placeOf = ({ app, c, ownerId, session, about }: Following) => ({ ownerId, session, networkKey: networkOf(app, c), ...(about === undefined ? {} : { about }) })

const stream = (following: Following): Response => {
  const { app, c, opening, pumpWith } = following
  const raw = c.env.outgoing
  const events = openEventStream(raw, securityHeaders(secureCookies(app)))
  if (opening.resync) void events.send([told(opening.id, { resync: true })])
  else events.startAt(opening.id)
  const entry: Stream = { ...placeOf(following), pump: pumpWith(events.send), murmur: events.murmur, isStalled: events.isStalled, close: events.end }
  app.hub.add(entry)
  raw.on('close', () => {
    app.hub.remove(entry)
    leaveSoon(app, entry.ownerId)
  })
  return RESPONSE_ALREADY_SENT
}

const mostWaitSeconds = 25

/** Waits until there is something, half a minute at most; the client asks again from the place it is given. */
const poll = (following: Following): Promise<Response> =>
  new Promise((resolve) => {
    const { app, c, opening, pumpWith } = following
    const events: { id: string; data: unknown }[] = opening.resync ? [{ id: opening.id, data: { resync: true } }] : []
    const near: unknown[] = []
    const answer = () => {
      clearTimeout(timer)
      app.hub.remove(entry)
      resolve(c.json({ id: events.at(-1)?.id ?? opening.id, events, near }, 200, { 'cache-control': 'no-store' }))
    }
    const pump = pumpWith(async (all) => events.push(...all.map(({ id, data }) => ({ id, data }))) > 0)
    const entry: Stream = {
      ...placeOf(following),
      pump: async () => {
        const alive = await pump()
        if (events.length > 0) answer()
        return alive
      },
      murmur: (data) => {
        near.push(data)
        answer()
      },
      close: answer,
    }
    const seconds = Math.min(mostWaitSeconds, Math.max(0, Number(c.req.query('wait') ?? mostWaitSeconds) || 0))
    const timer = setTimeout(answer, seconds * 1_000)
    c.env.outgoing.on('close', answer)
    // Who has gone before this was reached is told nothing.
    if (c.env.outgoing.destroyed) answer()
    else app.hub.add(entry)
  })

const recheckEveryMs = 3_000
const mostAtOnce = 1_000

/** Ends the streams of sessions that have ended or stand for something else by now, and those whose readers take nothing. */
export const watchStreams = (app: App): { stop: () => void } => {
  const timer = setInterval(() => {
    app.hub.closeStalled()
    endForeign(app).catch((error: unknown) => app.log.warn({ err: error }, 'looking after open streams'))
  }, recheckEveryMs)
  return { stop: () => clearInterval(timer) }
}

const endForeign = async (app: App) => {
  const streams = app.hub.all()
  const tokens = [...new Set(streams.map(({ session }) => session.token))]
  for (let from = 0; from < tokens.length; from += mostAtOnce) {
    const asked = new Set(tokens.slice(from, from + mostAtOnce))
    const marks = await sessionMarks(visitorContext(app), [...asked])
    for (const entry of streams) if (asked.has(entry.session.token) && marks.get(entry.session.token) !== entry.session.mark) app.hub.close(entry)
  }
}
