import type { NowReport, ReportFilter } from '#contract/reporting'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { onDuty } from '#staff'
import { refuseUnlessLead } from './policy.ts'
import * as reads from './reads.ts'
import { topicNames } from './topic-names.ts'

const mostAtRisk = 1_000
const rowsShown = 10

/** How it stands this minute: from what was counted as it happened, never by looking through what waits. */
export const now = async (ctx: Ctx<AgentActor>, filter: ReportFilter): Promise<NowReport> => {
  await refuseUnlessLead(ctx)
  const { db, actor: { brandId } } = ctx
  const scope = reads.scopeOf(filter)
  const [waiting, oldest, due, agents, topics] = await Promise.all([
    reads.waitingBy(db, brandId), reads.oldestOf(db, brandId, scope), reads.atRisk(db, brandId, { scope, now: ctx.now(), most: mostAtRisk }), onDuty(ctx), topicNames(ctx),
  ])
  const rows = waiting.filter((row) => within(scope, row))
  const sum = (of: 'waiting' | 'unclaimed') => rows.reduce((total, row) => total + row[of], 0)
  const by = (keyOf: (row: (typeof rows)[number]) => string, nameOf: (key: string) => string) =>
    [...Map.groupBy(rows, keyOf)]
      .map(([key, group]) => ({ key, name: nameOf(key), waiting: group.reduce((total, row) => total + row.waiting, 0) }))
      .toSorted((a, b) => b.waiting - a.waiting || a.key.localeCompare(b.key))
  return {
    at: ctx.now().toISOString(),
    waiting: sum('waiting'), unclaimed: sum('unclaimed'), oldestSince: oldest?.waiting_since?.toISOString() ?? null,
    atRisk: { count: due.length, most: mostAtRisk, rows: await atRiskRows(ctx, due.slice(0, rowsShown), topics) },
    byTopic: by((row) => `${row.door}/${row.topic}`, topics), byLanguage: by((row) => row.language, (key) => key), byDoor: by((row) => row.door, (key) => key), byChannel: by((row) => row.channel, (key) => key),
    agents: await presentAgents(ctx, agents),
  }
}

const within = (scope: reads.Scope, row: reads.Scope) => (['door', 'topic', 'language', 'channel'] as const).every((name) => scope[name] === '' || scope[name] === row[name])

const atRiskRows = async (ctx: Ctx<AgentActor>, due: Awaited<ReturnType<typeof reads.atRisk>>, topics: (key: string) => string) => {
  if (due.length === 0) return []
  const [found, names] = await Promise.all([
    reads.headsOf(ctx.db, ctx.actor.brandId, due.map((row) => row.conversation_id)),
    namesByIds(ctx, due.flatMap(({ claimed_by: by }) => by ?? [])),
  ])
  const heads = new Map(found.map((head) => [head.id, head]))
  return due.flatMap(({ conversation_id: id, door, topic, due_at: dueAt, claimed_by: by }) => {
    const head = heads.get(id)
    return head && dueAt
      ? [{ conversationId: id, caseNumber: head.case_number, askerName: head.asker_name, topic: topics(`${door}/${topic}`), dueAt: dueAt.toISOString(), heldBy: by ? (names.get(by) ?? null) : null }]
      : []
  })
}

const presentAgents = async (ctx: Ctx<AgentActor>, agents: Awaited<ReturnType<typeof onDuty>>) => {
  const ids = agents.map((agent) => agent.accountId)
  const [names, held] = await Promise.all([namesByIds(ctx, ids), reads.heldBy(ctx.db, ctx.actor.brandId, ids)])
  return agents.flatMap(({ accountId: id, onSince, capacity, languages }) =>
    onSince ? [{ id, name: names.get(id) ?? '', onSince: onSince.toISOString(), capacity, languages, holds: held.get(id) ?? 0 }] : [])
}
