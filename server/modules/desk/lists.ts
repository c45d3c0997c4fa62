import { dueReminders, unseenMentions } from '#casework'
import type { MyPage, QueuePage } from '#contract/desk'
import type { Reason } from '#contract/queue'
import { headsByIds } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { localised, Refusal } from '#kernel'
import { atRiskAmong } from '#promises'
import { laneCounts, mine, page, type QueueRequest } from '#queue'
import { wholeTree } from '#topics'
import { snoozedOf } from './casework.ts'
import { amongAboutProperty, cardsByIds, waitingAboutProperty } from './queries.ts'

/** `property`: the number of the one that a list is narrowed to. */
type Narrowed = { property?: string | undefined }

/** The queue as the desk shows it: ids in order, then what each row needs, then the words in the agent's language. */
export const queuePage = async (ctx: Ctx<AgentActor>, { property, ...request }: Omit<QueueRequest, 'only'> & Narrowed): Promise<QueuePage> => {
  const about = property ? await waitingAboutProperty(ctx.db, ctx.actor.brandId, property) : null
  const [all, places] = await Promise.all([laneCounts(ctx), page(ctx, { ...request, only: about?.map(({ id }) => id) })])
  const lanes = about ? all.map(({ lane }, number) => ({ lane, waiting: about.filter((each) => each.lane === number).length })) : all
  const ids = places.rows.map((row) => row.conversationId)
  const [cards, risk] = await Promise.all([cardsOf(ctx, ids), atRiskAmong(ctx, ids)])
  const rows = places.rows.flatMap((place) => {
    const card = cards.get(place.conversationId)
    return card ? [{ ...card, lane: place.lane, dueAt: place.dueAt.toISOString(), waitingSince: place.waitingSince.toISOString(), reasons: markedIn(place.reasons, risk.has(place.conversationId)) }] : []
  })
  return { lanes, rows, next: places.next }
}

/** What the agent has taken and not closed, and what else asks for them: a reminder that is due, a colleague's note. */
export const myPage = async (ctx: Ctx<AgentActor>, { property }: Narrowed = {}): Promise<MyPage> => {
  const [claims, reminders, mentions] = await Promise.all([mine(ctx, ctx.actor.id), dueReminders(ctx), unseenMentions(ctx)])
  const taken = new Map(claims.map((claim) => [claim.conversation_id, claim]))
  const all = [...new Set([...taken.keys(), ...[...mentions, ...reminders].map(({ conversationId }) => conversationId)])]
  const about = property ? new Set((await amongAboutProperty(ctx.db, ctx.actor.brandId, { property, ids: all })).map(({ id }) => id)) : null
  const ids = about ? all.filter((id) => about.has(id)) : all
  const [cards, heads, risk] = await Promise.all([cardsOf(ctx, ids), headsByIds(ctx, ids), atRiskAmong(ctx, ids)])
  const rows = ids.flatMap((id) => {
    const [card, head, claim] = [cards.get(id), heads.get(id), taken.get(id)]
    if (!card || !head) return []
    const named = mentions.find((each) => each.conversationId === id)
    return [{
      ...card,
      reasons: markedIn(claim?.reasons ?? [], risk.has(id)),
      state: head.state,
      waits: claim !== undefined && claim.due_at !== null,
      snoozed: snoozedOf(head),
      reminder: reminders.find((each) => each.conversationId === id)?.what ?? null,
      mention: named ? { by: named.by, at: named.at } : null,
      dueAt: claim?.due_at?.toISOString() ?? null,
      lastEntryAt: head.last_entry_at.toISOString(),
    }]
  })
  return { rows }
}

/** The reasons for a place, with its promise marked when it is at risk. */
export const markedIn = (reasons: Reason[], atRisk: boolean): Reason[] =>
  atRisk ? reasons.map((reason) => (reason.kind === 'promise' ? { ...reason, atRisk } : reason)) : reasons

/** The name of a topic and its subtopic in a language; their keys when an admin has removed them since. */
export const topicNames = async (ctx: Ctx, place: { door: 'partner' | 'guest'; topic: string; subtopic: string; locale: string }) => {
  const topic = (await wholeTree(ctx, place.door)).find((t) => t.key === place.topic)
  const subtopic = topic?.subtopics.find((s) => s.key === place.subtopic)
  return {
    topic: { key: place.topic, name: topic ? localised(topic.names, place.locale) : place.topic },
    subtopic: { key: place.subtopic, name: subtopic ? localised(subtopic.names, place.locale) : place.subtopic },
  }
}

export const cardsOf = async (ctx: Ctx<AgentActor>, ids: string[]) => {
  if (ids.length === 0) return new Map<string, Awaited<ReturnType<typeof presentCard>>>()
  const rows = await cardsByIds(ctx.db, ctx.actor.brandId, ids)
  const cards = await Promise.all(rows.map((row) => presentCard(ctx, row)))
  return new Map(cards.map((card) => [card.conversationId, card]))
}

type CardRow = Awaited<ReturnType<typeof cardsByIds>>[number]
const channels = ['message', 'chat', 'email', 'phone', 'callback', 'app'] as const

const presentCard = async (ctx: Ctx<AgentActor>, row: CardRow) => {
  const door = row.door === 'guest' ? 'guest' : 'partner'
  const channel = channels.find((known) => known === row.channel)
  if (!channel) throw new Refusal('invalid', { field: 'channel' })
  return {
    conversationId: row.id,
    caseNumber: row.case_number,
    door: door as 'partner' | 'guest',
    channel,
    ...(await topicNames(ctx, { door, topic: row.topic, subtopic: row.subtopic, locale: ctx.actor.locale })),
    askerName: row.asker_name,
    partnerName: row.partner_name,
    propertyName: row.property_name,
    locale: row.locale,
    excerpt: row.excerpt,
  }
}
