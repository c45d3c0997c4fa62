import { contactMinutes, readerKey, type KnownReader } from '#articles'
import type { BaseActor, Context } from '#platform/postgres'
import * as queries from './queries/seekers.ts'

type Ctx = Context<BaseActor>

// As long as a contact may belong to what came before it, and a little for facts that are worked on late.
const keptMinutes = contactMinutes + 5
const before = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000)

/** Remembers for half an hour who searched, so that a contact soon after can be counted with the search. */
export const rememberSeeker = (ctx: Ctx, { inquiryId, reader }: { inquiryId: string; reader: KnownReader }): Promise<void> =>
  queries.insertSeeker(ctx.db, { brand_id: ctx.actor.brandId, reader: readerKey(reader), inquiry_id: inquiryId, at: ctx.now() })

/** What a browser sought belongs to the account that signs in with it. */
export const adoptSeeker = (ctx: Ctx, { visitor, accountId }: { visitor: string; accountId: string }): Promise<void> =>
  queries.renameSeeker(ctx.db, ctx.actor.brandId, { from: readerKey({ visitor }), to: readerKey({ account: accountId }) })

/** Notes with each search of the half hour before a contact that it led to one. */
export const recordLaterContacts = (ctx: Ctx, contacts: readonly { reader: KnownReader; openedAt: Date }[]): Promise<void> =>
  queries.markContacts(ctx.db, ctx.actor.brandId, {
    contacts: contacts.map(({ reader, openedAt }) => ({ reader: readerKey(reader), at: openedAt })), withinMinutes: contactMinutes,
  })

export const forgetSeekers = (ctx: Ctx): Promise<void> => queries.deleteSeekers(ctx.db, ctx.actor.brandId, before(ctx.now(), keptMinutes))
