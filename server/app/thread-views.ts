import type { DraftView, InboxItem, ThreadView } from '#web/pages'
import { discardDraft, draftOf, type DraftPlace } from '#contact'
import { ratingOf, receive, thread, type AskerActor, type InboxRow } from '#conversations'
import { maxBodyLength } from '#contract/conversations'
import { linksOff, topicNames } from '#desk'
import { answerIsLost } from '#email'
import { propertiesByIds, propertiesOfPartner, propertyById, reservationById } from '#directory'
import type { Ctx, GuestActor, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
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

/** What a guest has asked, under the names of the topics. */
export const guestItems = async (ctx: Ctx<GuestActor>, rows: InboxRow[], locale: string): Promise<InboxItem[]> => {
  const dues = await dueByConversation(ctx, rows.map((row) => row.id))
  const properties = await propertiesByIds(ctx, rows.flatMap(({ property_id: id }) => id ?? []))
  return Promise.all(rows.map(async (row) => ({
    id: row.id, caseNumber: row.case_number, excerpt: row.excerpt, state: row.state, unread: row.unread, lastEntryAt: row.last_entry_at,
    ...namesOf(await topicNames(ctx, { door: 'guest', topic: row.topic, subtopic: row.subtopic, locale })),
    propertyName: properties.get(row.property_id ?? '')?.name ?? null, dueAt: dues.get(row.id) ?? null,
  })))
}

const namesOf = ({ topic, subtopic }: { topic: { name: string }; subtopic: { name: string } }) => ({ topic: topic.name, subtopic: subtopic.name })

/** The asker writes again with the files of their draft; what was typed is forgotten once it is sent. */
export const writeAgain = async (ctx: Ctx<AskerActor>, id: string, { draft: place = { topic: 'reply', subtopic: id }, ...message }: { clientId: string; body: string; draft?: DraftPlace }): Promise<void> => {
  const body = message.body.trim()
  if (!body) throw new Refusal('invalid', { field: 'body', problem: 'empty' })
  if (body.length > maxBodyLength) throw new Refusal('invalid', { field: 'body', problem: 'too-long', length: body.length })
  const { files } = await draftOf(ctx, place)
  await receive(ctx, id, { clientId: message.clientId, body, fileIds: files.map((file) => file.id) })
  await discardDraft(ctx, place)
}

export const threadView = async (ctx: Ctx<AskerActor>, id: string, locale: string): Promise<ThreadView> => {
  const found = await thread(ctx, id)
  const { head } = found
  const [promise, property, reservation, draft, names, suspicion, rating, mailLost] = await Promise.all([
    promiseFor(ctx, id),
    head.property_id ? propertyById(ctx, head.property_id) : null,
    head.reservation_id ? reservationById(ctx, head.reservation_id) : null,
    draftOf(ctx, { topic: 'reply', subtopic: id }) satisfies Promise<DraftView>,
    topicNames(ctx, { door: head.door === 'guest' ? 'guest' : 'partner', topic: head.topic, subtopic: head.subtopic, locale }),
    linksOff(ctx, head),
    ratingOf(ctx, id),
    answerIsLost(ctx, id),
  ])
  return {
    ...names, id, caseNumber: head.case_number, channel: head.channel, state: found.state, openedAt: head.opened_at,
    promise: promise ?? firstPromise(head.promised_at),
    propertyName: property?.name ?? null, timeZone: property?.timeZone ?? ctx.actor.timeZone, confirmationNumber: reservation?.confirmationNumber ?? null,
    entries: found.entries, closing: found.closing, outcome: found.closure?.outcome ?? null, draft, linksOff: suspicion !== null, rating, mailLost,
  }
}

// The clock starts a moment after the message is stored; until then the promise is the one it was stored with.
const firstPromise = (promisedAt: Date | null): ThreadView['promise'] =>
  promisedAt && { firstAt: promisedAt.toISOString(), dueAt: promisedAt.toISOString(), kept: false, missed: false, waitsForAsker: false, moves: [] }
