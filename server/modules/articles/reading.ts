import { findSubtopic } from '#topics'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import * as queries from './queries/readings.ts'
import { adoptVotes } from './queries/votes.ts'
import { readerKey, type KnownReader } from './known-reader.ts'

type Ctx = Context<BaseActor>

export type Read = {
  reader: KnownReader
  key: string
  door: 'partner' | 'guest'
  locale: string
  revision: number
  readerLocale: string
  /** The subtopic whose answers led here; null outside the contact flow. */
  from: { topic: string; subtopic: string } | null
}

/** Within what time a contact belongs to what was read before it. */
export const contactMinutes = 30
// The fact of a contact may be worked on late: what is settled is later by as much.
const graceMinutes = 5
const keptDays = 90

/** Remembers that somebody known read an article; of each article only the last time. */
export const recordReading = async (ctx: Ctx, { reader, door, from, ...read }: Read): Promise<void> => {
  const led = from && (await findSubtopic(ctx, { door, ...from })) ? from : null
  await queries.upsertReading(ctx.db, {
    brand_id: ctx.actor.brandId, reader: readerKey(reader), key: read.key, locale: read.locale, revision: read.revision,
    reader_locale: read.readerLocale, topic: led?.topic ?? null, subtopic: led?.subtopic ?? null, at: ctx.now(),
  }, contactMinutes)
}

export type Contact = { conversationId: string; reader: KnownReader; topic: string; openedAt: Date }

/** Notes with conversations what their askers had read just before; what the flow of their topic had offered did not save the contact. */
export const recordContacts = (ctx: Ctx, contacts: readonly Contact[]): Promise<void> =>
  queries.recordContacts(ctx.db, {
    brandId: ctx.actor.brandId,
    contacts: contacts.map(({ reader, ...contact }) => ({ ...contact, reader: readerKey(reader) })),
    withinMinutes: contactMinutes,
  })

/**
 * Counts the contacts that answers saved: one per person and topic, for the article they read last of those that the flow
 * led to, once half an hour has passed without a conversation in that topic, unless they said that it did not help.
 */
export const settleReadings = async (ctx: Ctx): Promise<number> => {
  const until = new Date(ctx.now().getTime() - (contactMinutes + graceMinutes) * 60_000)
  return queries.countAvoided(ctx.db, { brandId: ctx.actor.brandId, until, contactMinutes })
}

/** What a visitor read and voted in this browser belongs to the account that signs in with it. */
export const adoptReader = (ctx: Ctx, { visitor, accountId }: { visitor: string; accountId: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const change = { from: readerKey({ visitor }), to: readerKey({ account: accountId }) }
    await queries.adoptReadings(tx.db, tx.actor.brandId, change)
    await adoptVotes(tx.db, tx.actor.brandId, change)
  })

/** Forgets who read what once it no longer tells anything. */
export const forgetReadings = async (ctx: Ctx): Promise<void> => {
  const before = new Date(ctx.now().getTime() - keptDays * 86_400_000)
  await queries.deleteReadings(ctx.db, ctx.actor.brandId, before)
}

/** What the asker of a conversation had read before opening it, the last first. */
export const readBefore = (ctx: Ctx, conversationId: string): Promise<{ key: string; locale: string; readAt: Date }[]> =>
  queries.readBefore(ctx.db, ctx.actor.brandId, conversationId)

/** Contacts that an article saved, by day and topic, from a day on. */
export const avoidedContacts = (ctx: Ctx, { since }: { since: Date }): Promise<{ day: string; key: string; topic: string; contacts: number }[]> =>
  queries.avoidedSince(ctx.db, ctx.actor.brandId, since)
