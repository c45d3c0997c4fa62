import { calendarsByKeys } from '#calendars'
import { PromiseRule, type Door } from '#contract/content'
import type { KeepRule } from '#contract/promises'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { rememberByBrand } from '#platform'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { findSubtopic } from '#topics'
import * as q from './rule-queries.ts'

type Place = { door: Door; topic: string; subtopic: string }

/** The rule that leads have set for a subtopic here; null when the content's holds. */
export const ruleKept = async (ctx: Ctx, place: Place): Promise<PromiseRule | null> => (await rulesKept(ctx)).get(keyOf(place))?.rule ?? null

export type RuleKept = { rule: PromiseRule; by: string; at: Date }

/** Every rule set here, by `door/topic/subtopic`. */
export const rulesKept = (ctx: Ctx): Promise<Map<string, RuleKept>> => known.of(ctx)

const keyOf = ({ door, topic, subtopic }: Place) => `${door}/${topic}/${subtopic}`

const known = rememberByBrand(
  async ({ db, actor: { brandId } }): Promise<Map<string, RuleKept>> =>
    new Map((await q.allRules(db, brandId)).map((row) => [`${row.door}/${row.topic}/${row.subtopic}`, { rule: PromiseRule.parse(row.rule), by: row.set_by, at: row.set_at }])),
  5_000,
)

/**
 * Sets what a subtopic promises from now on, or (`rule: null`) takes up the content's again; leads and admins. What was promised before
 * stays promised. `version` is the newest change that the writer has seen: refused where somebody has changed a rule since.
 */
export const keepRule = async (ctx: Ctx<AgentActor>, { door, topic, subtopic, rule, version }: KeepRule): Promise<void> => {
  const { brandId, id } = ctx.actor
  await inTransaction(ctx, async (tx) => {
    const agent = await agentById(tx, id)
    if (!agent?.roles.some((role) => role === 'lead' || role === 'admin')) throw new Refusal('not_allowed')
    if (!(await findSubtopic(tx, { door, topic, subtopic }))) throw new Refusal('not_found')
    const calendar = rule && 'calendar' in rule ? rule.calendar : undefined
    if (calendar && !(await calendarsByKeys(tx, [calendar])).has(calendar)) throw new Refusal('invalid', { field: 'calendar', problem: 'unknown' })
    const key = { brand_id: brandId, door, topic, subtopic }
    await addChange(tx, { ...key, rule, version })
    if (rule) await q.upsertRule(tx.db, { ...key, rule: JSON.stringify(rule), set_by: id, set_at: tx.now() })
    else await q.deleteRule(tx.db, key)
    await record(tx, { name: 'promise.rule-set', payload: { ...key, rule, by: id }, changesPages: true })
  })
  known.forget(brandId)
}

const addChange = async (tx: Ctx<AgentActor>, { rule, version, ...place }: Place & { brand_id: string; rule: PromiseRule | null; version: number | undefined }) => {
  const last = (await q.lastChange(tx.db, tx.actor.brandId))?.number ?? 0
  if (version !== undefined && version !== last) throw new Refusal('thread_changed')
  const before = (await q.ruleAt(tx.db, place))?.rule ?? null
  const json = (value: PromiseRule | null) => value && JSON.stringify(value)
  if (!(await q.addChange(tx.db, { ...place, number: last + 1, before: before === null ? null : JSON.stringify(before), after: json(rule), at: tx.now(), by: tx.actor.id }))) throw new Refusal('thread_changed')
}

const mostChanges = 100

/** What leads have changed, the newest first; a rule of null is the content's. */
export const ruleChanges = async (ctx: Ctx) =>
  (await q.newestChanges(ctx.db, ctx.actor.brandId, mostChanges)).map(({ door, before, after, ...change }) => ({
    ...change, door: door === 'guest' ? ('guest' as const) : ('partner' as const), before: PromiseRule.nullable().parse(before), after: PromiseRule.nullable().parse(after),
  }))
