import { z } from 'zod'
import { entriesAt, headsByIds } from '#conversations'
import { letterAt, readByProperty } from '#correspondence'
import { colleagues, type Ctx } from '#identity'
import { live } from '#notices'
import type { FactJob } from '#platform/jobs'
import type { What } from './queries.ts'
import * as q from './queries.ts'

/** Something that people are told of: what it is about, its place there, and the last signs of its number. */
export type Happening = { about: string; what: What; seq: number; ref: string; people: string[] }

export const aboutConversation = (id: string) => `conversation:${id}`
export const aboutLetters = (reservationId: string) => `letters:${reservationId}`
export const aboutNotice = (key: string) => `notice:${key}`

const ofConversations: Partial<Record<string, What>> = {
  'reply.written': 'answer', 'promise.moved': 'promise', 'conversation.closing-announced': 'closing', 'conversation.closed': 'closed',
}

/** What of these facts partners are to be told, as far as they have not read it yet. */
export const happeningsOf = async (ctx: Ctx, facts: readonly FactJob[]): Promise<Happening[]> =>
  (await Promise.all([inConversations(ctx, facts), inLetters(ctx, facts), inNotices(ctx, facts)])).flat()

// Whole, it would let whoever looks over a shoulder find the booking.
const ending = (number: string) => number.replace(/[^0-9A-Z]/gi, '').slice(-4)

const inConversations = async (ctx: Ctx, facts: readonly FactJob[]): Promise<Happening[]> => {
  const told = facts.flatMap(({ name, conversationId: id, seq }) => {
    const what = ofConversations[name]
    return what && id !== null && seq !== null ? [{ what, id, seq }] : []
  })
  const [heads, entryAt] = await Promise.all([headsByIds(ctx, told.map(({ id }) => id)), entriesAt(ctx, told)])
  return told.flatMap(({ what, id, seq }) => {
    const head = heads.get(id)
    if (head?.door !== 'partner' || head.asker_id === null || seq <= head.asker_read_seq) return []
    // Who has closed it knows.
    if (what === 'closed' && entryAt({ id, seq })?.author.name === head.asker_name) return []
    return [{ about: aboutConversation(id), what, seq, ref: ending(head.case_number), people: [head.asker_id] }]
  })
}

const Written = z.object({ reservationId: z.uuid(), seq: z.int(), side: z.enum(['guest', 'property', 'platform']) })

const inLetters = async (ctx: Ctx, facts: readonly FactJob[]): Promise<Happening[]> => {
  const happenings: Happening[] = []
  for (const { payload } of facts.filter(({ name }) => name === 'correspondence.written')) {
    const { reservationId, seq, side } = Written.parse(payload)
    if (side === 'property' || (await readByProperty(ctx, { reservationId, seq }))) continue
    const said = await letterAt(ctx, { reservationId, seq })
    if (!said) continue
    const people = (await colleagues(ctx, said.reservation.partnerId)).map(({ id }) => id)
    happenings.push({ about: aboutLetters(reservationId), what: 'letter', seq, ref: ending(said.reservation.confirmationNumber), people })
  }
  return happenings
}

const Announced = z.object({ key: z.string() })

const inNotices = async (ctx: Ctx, facts: readonly FactJob[]): Promise<Happening[]> => {
  const announced = new Set(facts.filter(({ name }) => name === 'notice.announced').map(({ payload }) => Announced.parse(payload).key))
  if (announced.size === 0) return []
  const keys = (await live(ctx, 'partner')).map(({ key }) => key).filter((key) => announced.has(key))
  const people = keys.length === 0 ? [] : await q.whoWants(ctx.db, ctx.actor.brandId, 'notices')
  return keys.map((key) => ({ about: aboutNotice(key), what: 'notice', seq: 1, ref: '', people }))
}
