import { z } from 'zod'
import { recordLook } from '#casework'
import { ChatSide } from '#contract/chat'
import { Near, NearState } from '#contract/live'
import { readableHead } from '#conversations'
import type { NearBy, NearNews } from '#platform/live'
import { operation } from './api.ts'
import type { App } from './app.ts'
import { contextOf, member, type Request, type Side } from './request.ts'

const root = '/api/v1'

/** Who is near a conversation. Never stored, told to nobody but those who are near it too. */
export const nearOperations = [
  operation({
    method: 'post', path: `${root}/desk/conversations/{id}/near`, who: 'agent', about: 'Says that the agent looks at a conversation, writes in it or has left it; tells who else does', body: NearState, result: Near,
    run: async ({ app, c, params, body }) => beNear({ app, c, id: params.id ?? '', sides: ['agent'] }, body.does),
  }),
  operation({
    method: 'post', path: `${root}/conversations/{id}/near`, who: 'partner', about: 'Says that the asker looks at a conversation, writes in it or has left it; tells whether staff write', query: ChatSide, body: NearState, result: Near,
    run: async ({ app, c, params, query, body }) => beNear({ app, c, id: params.id ?? '', sides: [query.side] }, body.does),
  }),
]

type Place = { app: App; c: Request; id: string; sides: readonly Side[] }

const beNear = async ({ app, c, id, sides }: Place, does: NearNews['does']): Promise<Near> => {
  const { actor } = await member(app, c, { sides, isUse: does === 'types' })
  await readableHead(contextOf(app, actor), id)
  // What was fetched ahead is opened now, without being fetched again.
  if (actor.kind === 'agent' && does !== 'left') await recordLook(contextOf(app, actor), id)
  const side = actor.kind === 'agent' ? 'staff' : 'asker'
  const news: NearNews = { about: id, who: { id: actor.id, name: actor.name, side }, does }
  app.near.hear(news)
  app.sayNear(news)
  return { people: shownTo({ id: actor.id, side }, app.near.of(id)) }
}

// Staff see who else looks; an asker only that somebody writes to them.
const shownTo = (reader: Pick<NearBy, 'id' | 'side'>, people: readonly NearBy[]) =>
  people.filter(({ id, side, typing }) => id !== reader.id && (reader.side === 'staff' || (side === 'staff' && typing)))

/** Tells everybody near a conversation how it looks around it now. */
export const tellNear = (app: App, about: string): void => {
  const people = app.near.of(about)
  for (const reader of people) for (const stream of app.hub.streamsOf(reader.id)) stream.murmur?.({ conversationId: about, people: shownTo(reader, people) })
}

const News = z.object({ about: z.uuid(), who: z.object({ id: z.string(), name: z.string(), side: z.enum(['staff', 'asker']) }), does: z.enum(['looks', 'types', 'left']) })

/** What another node has heard. */
export const hearOther = (app: App, said: string): void => {
  const news = News.safeParse(parsed(said))
  if (news.success) app.near.hear(news.data)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const comesBackMs = 4_000

/** Whoever has no stream any more and opens none has left. */
export const leaveSoon = (app: App, ownerId: string): void => {
  if (app.near.placesOf(ownerId).length === 0) return
  setTimeout(() => {
    if (app.hub.streamsOf(ownerId).length > 0) return
    for (const about of app.near.placesOf(ownerId)) {
      const news: NearNews = { about, who: { id: ownerId, name: '', side: 'staff' }, does: 'left' }
      app.near.hear(news)
      app.sayNear(news)
    }
  }, comesBackMs).unref()
}
