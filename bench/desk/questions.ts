import { sql } from 'kysely'
import { FindConversations } from '#contract/found'
import { findConversations, queuePage } from '#desk'
import type { AgentActor, Ctx } from '#identity'
import type { Database } from '#platform/postgres'
import { pickNext, release } from '#queue'
import { goOn, hire } from '#staff'
import { systemCtx, type Stage } from '../message/stage.ts'

const [searchMs, queueMs] = [300, 200]
const word = (number: number) => `word${Math.max(1, Math.floor(number))}`

export type Question = { what: string; aimMs: number; run: (round: number) => Promise<number>; planned?: boolean }
export type Known = { case_number: string; confirmation: string; property: string; asker: string }

/** Some of those there are. */
export const someOf = async (ctx: Ctx): Promise<Known[]> =>
  (await sql<Known>`
    select c.case_number, r.confirmation_number as confirmation, p.property_number as property, c.asker_name as asker
    from conversations.conversation c join directory.reservation r on r.id = c.reservation_id join directory.property p on p.id = c.property_id
    where c.brand_id = ${ctx.actor.brandId} limit 500`.execute(ctx.db)).rows

/** What is looked for, each time something else: rare and common words, a beginning, names and numbers, filters. */
export const searchQuestions = (ctx: Ctx<AgentActor>, known: readonly Known[]): Question[] => {
  const one = (round: number) => known[(round * 37) % known.length]
  const find = async (query: Partial<FindConversations>) => (await findConversations(ctx, FindConversations.parse(query))).rows.length
  const next = async (query: Partial<FindConversations>) => {
    const first = await findConversations(ctx, FindConversations.parse({ ...query, limit: 10 }))
    return first.next ? find({ ...query, after: first.next }) : 0
  }
  const asked = (what: string, run: Question['run'], planned = false): Question => ({ what: `search: ${what}`, aimMs: searchMs, run, planned })
  return [
    asked('a rare word', (round) => find({ q: word(20_000 + round * 97) })),
    asked('two rare words', (round) => find({ q: `${word(20_000 + round * 97)} ${word(30_000 + round)}` })),
    asked('one word said in a few hundred', (round) => find({ q: `${word(2_000 + round * 7)} user` }), true),
    asked('a common word', (round) => find({ q: `${word(1 + (round % 5))} user` }), true),
    asked('two common words', (round) => find({ q: `${word(2 + (round % 20))} ${word(30 + (round % 20))}` }), true),
    asked('a common and a rare word', (round) => find({ q: `${word(1 + (round % 5))} ${word(25_000 + round * 31)}` })),
    asked('the beginning of a word', (round) => find({ q: `wor${round % 2 ? 'd' : ''}` })),
    asked('the beginning of a word, after another', (round) => find({ q: `${word(40 + round)} word${10 + (round % 80)}` })),
    asked('a person', (round) => find({ q: `user ${one(round)?.asker.split(' ')[1] ?? ''}son` })),
    asked('a case number', (round) => find({ q: one(round)?.case_number ?? '' })),
    asked('a confirmation number', (round) => find({ q: one(round)?.confirmation ?? '' })),
    asked('a property by its number', (round) => find({ q: one(round)?.property ?? '' })),
    asked('a word at one property', (round) => find({ q: word(3 + (round % 50)), property: one(round)?.property ?? '' })),
    asked('a word of a topic that waits', (round) => find({ q: word(1 + (round % 50)), topic: 'rates', state: 'waiting' })),
    asked('everything, newest first', () => find({})),
    asked('the next page of a common word', (round) => next({ q: `${word(1 + (round % 10))} user` })),
    asked('no such word', (round) => find({ q: `${word(5)} nonesuch${round}` })),
  ]
}

const languages = ['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar']
const teams = ['guest-care', 'finance', 'security', 'rates', 'reviews', 'commercial']
const mostPeople = 10

/** Staff on duty, each with languages and teams of their own. */
export const people = async (stage: Stage, product: Database): Promise<AgentActor[]> => {
  const ctx = systemCtx(stage, product)
  const { rows } = await sql<{ id: string; name: string; email: string; locale: string; zone: string }>`
    select a.id, a.name, a.email, a.locale, a.time_zone as zone from staff.agent g join identity.account a on a.id = g.account_id order by a.id limit ${mostPeople}`.execute(product.db)
  for (const [place, { id }] of rows.entries()) {
    await hire(ctx, { accountId: id, roles: ['agent'], languages: [languages[place % 10] ?? 'sv', 'en'], teams: [teams[place % 6] ?? 'rates', 'legal'], capacity: 1_000_000, doors: ['partner', 'guest'], hours: null })
    await goOn(ctx, id)
  }
  return rows.map(({ id, name, email, locale, zone }) => ({ kind: 'agent', brandId: ctx.actor.brandId, id, name, email, locale, timeZone: zone }))
}

/** The queue as it is read and as it is taken from; what was taken is put back where it was. */
export const queueQuestions = (ctx: Ctx<AgentActor>, staff: readonly AgentActor[]): Question[] => {
  const taken: { by: AgentActor; id: string }[] = []
  return [
    { what: 'queue: the first page', aimMs: queueMs, run: async () => (await queuePage(ctx, { limit: 50 })).rows.length },
    { what: 'queue: a page of one lane, further on', aimMs: queueMs, run: async () => {
      const first = await queuePage(ctx, { limit: 50, lane: 'ordinary' })
      return first.next ? (await queuePage(ctx, { limit: 50, lane: 'ordinary', after: first.next })).rows.length : 0
    } },
    { what: 'queue: take next, by team, language and hands', aimMs: queueMs, run: async (round) => {
      const by = staff[round % staff.length]
      if (!by) return 0
      const { conversationId } = await pickNext({ ...ctx, actor: by })
      if (conversationId) taken.push({ by, id: conversationId })
      return conversationId ? 1 : 0
    } },
    { what: 'queue: put back', aimMs: queueMs, run: async () => {
      const last = taken.pop()
      if (!last) return 0
      await release({ ...ctx, actor: last.by }, last.id)
      return 1
    } },
  ]
}
