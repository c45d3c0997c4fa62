import { sql } from 'kysely'
import type { ConversationState } from '#contract/conversations'
import { decodeCursor, encodeCursor, parseCaseNumber, type Page } from '#kernel'
import type { Ctx, GuestActor, PartnerActor } from '#identity'
import { stateOf } from './conversation.ts'
import { mayRead } from './policy.ts'
import * as q from './queries.ts'

export type InboxFilter = { propertyId?: string | undefined; state?: 'open' | 'closed' | 'unread' | undefined; search?: string | undefined; after?: string | undefined; limit: number }
export type InboxRow = q.Head & { state: ConversationState; unread: boolean }

/** A partner user's box of conversations with staff, newest first. */
export const inbox = async (ctx: Ctx<PartnerActor>, filter: InboxFilter): Promise<Page<InboxRow>> => {
  const found = await inboxQuery(ctx, filter).limit(filter.limit + 1).execute()
  const rows = found.slice(0, filter.limit).map(rowOf)
  const last = found.length > filter.limit ? rows.at(-1) : undefined
  return { rows, next: last ? encodeCursor([last.last_entry_at.toISOString(), last.id]) : null }
}

const mostOfGuest = 50

/** What a guest has asked, newest first: about the booking they have proved, or all that their account has asked. */
export const ofGuest = async (ctx: Ctx<GuestActor>): Promise<InboxRow[]> => {
  const { proof, id, reservationId } = ctx.actor
  const query = q.heads(ctx.db, ctx.actor.brandId).where('c.door', '=', 'guest').orderBy('c.last_entry_at', 'desc').orderBy('c.id', 'desc').limit(mostOfGuest)
  const heads = await (proof === 'account' ? query.where('c.asker_id', '=', id) : query.where('c.reservation_id', '=', reservationId)).execute()
  return heads.filter((head) => mayRead(ctx.actor, head)).map(rowOf)
}

const rowOf = (head: q.Head): InboxRow => ({ ...head, state: stateOf(head), unread: head.staff_seq > head.asker_read_seq })

/** How many conversations hold an answer nobody of the partner has seen, counted no further than 100. */
export const unreadCount = async (ctx: Ctx<PartnerActor>): Promise<number> => {
  const rows = await visibleHeads(ctx).whereRef('c.staff_seq', '>', 'c.asker_read_seq').clearSelect().select('c.id').limit(100).execute()
  return rows.length
}

const visibleHeads = (ctx: Ctx<PartnerActor>) =>
  q
    .heads(ctx.db, ctx.actor.brandId)
    .where('c.partner_id', '=', ctx.actor.partnerId)
    .where((eb) => eb.or([eb('c.asker_id', '=', ctx.actor.id), eb('c.needs_right', 'in', [...ctx.actor.rights, ''])]))

const inboxQuery = (ctx: Ctx<PartnerActor>, filter: InboxFilter) => {
  let query = visibleHeads(ctx).orderBy('c.last_entry_at', 'desc').orderBy('c.id', 'desc')
  if (filter.propertyId) query = query.where('c.property_id', '=', filter.propertyId)
  if (filter.state === 'unread') query = query.whereRef('c.staff_seq', '>', 'c.asker_read_seq')
  if (filter.state === 'open') query = query.where('k.conversation_id', 'is', null)
  if (filter.state === 'closed') query = query.where('k.conversation_id', 'is not', null)
  if (filter.search) query = query.where(matches(filter.search))
  if (filter.after) {
    const [at = '', id = ''] = decodeCursor(filter.after, 2)
    query = query.where(sql<boolean>`(c.last_entry_at, c.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  return query
}

// A case number finds its case, and any words are looked for in what was said: one word in 31 could be a number too.
const matches = (typed: string) => {
  const caseNumber = parseCaseNumber(typed)
  const pattern = `%${typed.slice(0, 100).replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(c.case_number = ${caseNumber} or exists (select from conversations.entry e where e.brand_id = c.brand_id and e.conversation_id = c.id
    and e.kind in ('message', 'reply') and e.body ilike ${pattern}))`
}
