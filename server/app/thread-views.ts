import type { DraftView, InboxItem, ThreadView } from '#web/pages'
import { draftOf } from '#contact'
import { thread, type InboxRow } from '#conversations'
import { topicNames } from '#desk'
import { propertiesOfPartner, propertyById, reservationById } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { dueByConversation, promiseFor } from '#promises'

export const inboxItems = async (ctx: Ctx<PartnerActor>, rows: InboxRow[], locale: string): Promise<InboxItem[]> => {
  const [own, dues] = await Promise.all([propertiesOfPartner(ctx, ctx.actor.partnerId), dueByConversation(ctx, rows.map((row) => row.id))])
  const names = new Map(own.map((property) => [property.id, property.name]))
  return Promise.all(rows.map(async (row) => {
    const { topic, subtopic } = await topicNames(ctx, { door: 'partner', topic: row.topic, subtopic: row.subtopic, locale })
    return {
      id: row.id, caseNumber: row.case_number, topic: topic.name, subtopic: subtopic.name, excerpt: row.excerpt, state: row.state, unread: row.unread,
      propertyName: names.get(row.property_id ?? '') ?? null, lastEntryAt: row.last_entry_at, dueAt: dues.get(row.id) ?? null,
    }
  }))
}

export const threadView = async (ctx: Ctx<PartnerActor>, id: string, locale: string): Promise<ThreadView> => {
  const found = await thread(ctx, id)
  const { head } = found
  const [promise, property, reservation, draft, names] = await Promise.all([
    promiseFor(ctx, id),
    head.property_id ? propertyById(ctx, head.property_id) : null,
    head.reservation_id ? reservationById(ctx, head.reservation_id) : null,
    draftOf(ctx, { topic: 'reply', subtopic: id }) satisfies Promise<DraftView>,
    topicNames(ctx, { door: 'partner', topic: head.topic, subtopic: head.subtopic, locale }),
  ])
  return {
    ...names, id, caseNumber: head.case_number, channel: head.channel, state: found.state, openedAt: head.opened_at,
    promise: promise ?? firstPromise(head.promised_at),
    propertyName: property?.name ?? null, timeZone: property?.timeZone ?? ctx.actor.timeZone, confirmationNumber: reservation?.confirmationNumber ?? null,
    entries: found.entries, closing: found.closing, outcome: found.closure?.outcome ?? null, draft,
  }
}

// The clock starts a moment after the message is stored; until then the promise is the one it was stored with.
const firstPromise = (promisedAt: Date | null): ThreadView['promise'] =>
  promisedAt && { firstAt: promisedAt.toISOString(), dueAt: promisedAt.toISOString(), kept: false, missed: false, moves: [] }
