import { headOf, headsByIds, turnsAfter, type ConversationHead, type Turn } from '#conversations'
import { reservationById, reservationsByIds } from '#directory'
import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { alarmOf, type Alarm } from './alarm.ts'
import { addStep, miss } from './add-step.ts'
import { givenFor } from './given-for.ts'
import { checkInOf } from './matter.ts'
import * as q from './queries.ts'
import { keepUp } from './recompute.ts'
import { afterMinutes, minutesLeft, spanOf, warnAt } from './rule.ts'
import { clockOf, stepsIn } from './steps.ts'

/**
 * The same for many. Those that were opened and not touched since, by far the most, get their promises together. Says when each is to
 * be looked at next.
 */
export const followAll = async (ctx: Ctx, conversationIds: string[]): Promise<Alarm[]> => {
  // In one order, so that two who follow several in a transaction do not wait for each other.
  const heads = [...(await headsByIds(ctx, conversationIds)).values()].toSorted((a, b) => a.id.localeCompare(b.id))
  const untouched = heads.filter(isUntouched)
  const made = await q.insertPromises(ctx.db, await firstOf(ctx, untouched))
  const known = new Set(made.map((row) => row.conversation_id))
  const alarms: Alarm[] = made.map((row) => ({ conversationId: row.conversation_id, at: row.wake_at }))
  for (const head of heads) {
    if (known.has(head.id)) continue
    const alarm = await follow(ctx, head.id)
    if (alarm) alarms.push(alarm)
  }
  return alarms
}

// Whatever happens to it after this look has a fact of its own, and that finds the promise there.
const isUntouched = (head: ConversationHead) => head.promised_at !== null && !head.closed && head.asker_seq === 1 && head.staff_seq === 0

const timed = (times: { first_at: Date; started_at: Date }) => {
  const span = { span_minutes: spanOf(times) }
  return { ...span, warn_at: warnAt({ ...span, due_at: times.first_at }) }
}

/** The promises that conversations were opened with. */
const firstOf = async (ctx: Ctx, heads: readonly ConversationHead[]): Promise<q.FirstPromise[]> => {
  const stays = await reservationsByIds(ctx, heads.flatMap((head) => head.reservation_id ?? []))
  return heads.flatMap(({ id, promised_at, opened_at, topic, subtopic, reservation_id }) => {
    if (!promised_at) return []
    const times = { first_at: promised_at, started_at: opened_at }
    return [{
      brand_id: ctx.actor.brandId, conversation_id: id, ...times, ...timed(times), topic, subtopic,
      check_in_at: checkInOf(stays.get(reservation_id ?? '') ?? null),
    }]
  })
}

/**
 * Brings the clock to where the conversation stands: takes what was said since it last looked, in order, each once; then what the
 * promise depends on, as it is now. Facts may be told late, twice, in any order or at once.
 */
export const follow = (ctx: Ctx, conversationId: string): Promise<Alarm | null> =>
  inTransaction(ctx, async (tx) => {
    await q.lockClock(tx.db, conversationId)
    const head = await headOf(tx, conversationId)
    if (!head) return null
    const key = { brand_id: tx.actor.brandId, conversation_id: conversationId }
    await q.insertPromises(tx.db, await firstOf(tx, [head]))
    const turns = await turnsAfter(tx, conversationId, (await q.promiseOf(tx.db, key))?.seen_seq ?? 0)
    for (const turn of turns) await take(tx, head, turn)
    const last = turns.at(-1)
    if (last) await q.changePromise(tx.db, key, { seen_seq: last.seq })
    const promise = await openPromise(tx, key)
    if (promise) await keepUp(tx, promise, await basisOf(tx, head))
    return alarmOf(tx, key)
  })

const openPromise = async (tx: Ctx, key: q.Key): Promise<q.PromiseRow | null> => {
  const promise = await q.promiseOf(tx.db, key)
  return promise && !promise.kept_at && !promise.ended_at ? promise : null
}

const take = async (tx: Ctx, head: ConversationHead, turn: Turn): Promise<void> => {
  const open = await openPromise(tx, { brand_id: tx.actor.brandId, conversation_id: head.id })
  switch (turn.kind) {
    case 'message':
      // A prepared call begins with words of ours; what the asker writes comes after them.
      if (head.channel === 'phone' && turn.seq === 1) return
      if (!open) return begin(tx, head, turn.at)
      return open.paused_at ? resume(tx, head, { promise: open, at: turn.at }) : undefined
    case 'reply':
      if (!open) return
      return turn.asks ? pause(tx, head, { promise: open, at: turn.at }) : answered(tx, open, turn.at)
    case 'closed':
      return open ? end(tx, open, turn.at) : undefined
    case 'unclosed':
      return goOn(tx, head.id, turn)
  }
}

/** The subtopic's promise is given, from the moment the asker wrote. */
const begin = async (tx: Ctx, head: ConversationHead, at: Date) => {
  const given = await givenFor(tx, head, at)
  if (!given) return
  const key = { brand_id: tx.actor.brandId, conversation_id: head.id }
  const times = { first_at: given.by, started_at: at }
  await q.beginPromise(tx.db, { ...key, ...times, ...timed(times), topic: head.topic, subtopic: head.subtopic, check_in_at: given.where.checkInAt ?? null })
  await q.insertStep(tx.db, { ...key, kind: 'started', at, first_at: given.by, due_at: given.by })
}

type Moment = { promise: q.PromiseRow; at: Date }

/** Staff asked something back: the rest of the promise waits until the asker has written. */
const pause = async (tx: Ctx, head: ConversationHead, { promise, at }: Moment) => {
  if (promise.paused_at) return
  if (at > promise.due_at) await miss(tx, promise, at)
  const given = await givenFor(tx, head, at)
  const left = ({ until }: { until: Date }) => (given ? minutesLeft(given.rule, { at, until }, given.where) : Math.max(0, until.getTime() - at.getTime()) / 60_000)
  await q.changePromise(tx.db, promise, { paused_at: at, left_minutes: [left({ until: promise.first_at }), left({ until: promise.due_at })] })
  await addStep(tx, promise, { kind: 'paused', at })
}

/** The asker has written: what was left goes on from here. Waiting for them has cost them nothing, and us neither. */
const resume = async (tx: Ctx, head: ConversationHead, { promise, at }: Moment) => {
  const given = await givenFor(tx, head, at)
  const [first = 0, due = 0] = promise.left_minutes ?? []
  const goesOn = (minutes: number) => (given ? afterMinutes(given.rule, { at, minutes }, given.where) : new Date(at.getTime() + minutes * 60_000))
  const times = promise.missed_at ? { first_at: promise.first_at, due_at: later(goesOn(due), at) } : { first_at: goesOn(first), due_at: goesOn(due) }
  await q.changePromise(tx.db, promise, { ...times, paused_at: null, left_minutes: null, warned_at: null, warn_at: warnAt({ ...promise, ...times }) })
  await addStep(tx, { ...promise, ...times }, { kind: 'resumed', at })
  await record(tx, { name: 'promise.changed', conversationId: promise.conversation_id, forAsker: true })
}

const later = (a: Date, b: Date) => (a > b ? a : b)

/** A person answered: kept by the first promised time, by the last, or too late. While it waited for the asker no time passed. */
const answered = async (tx: Ctx, promise: q.PromiseRow, at: Date) => {
  const by = promise.paused_at ?? at
  if (by <= promise.first_at && !promise.missed_at) {
    await q.changePromise(tx.db, promise, { kept_at: at, kept_by: 'first', paused_at: null })
    return addStep(tx, promise, { kind: 'kept', at, reason: 'first' })
  }
  if (by <= promise.due_at && !promise.missed_at) {
    await q.changePromise(tx.db, promise, { missed_at: at, ended_at: at, kept_by: 'last', paused_at: null })
    return addStep(tx, promise, { kind: 'kept', at, reason: 'last' })
  }
  if (!promise.missed_at) await miss(tx, promise, at)
  await q.changePromise(tx.db, promise, { ended_at: at, paused_at: null })
  await addStep(tx, promise, { kind: 'ended', at, reason: 'answered' })
}

const end = async (tx: Ctx, promise: q.PromiseRow, at: Date) => {
  if (!promise.missed_at && !promise.paused_at && at > promise.due_at) await miss(tx, promise, at)
  await q.changePromise(tx.db, promise, { ended_at: at, paused_at: null })
  await addStep(tx, promise, { kind: 'ended', at, reason: 'closed' })
}

/** The closing that ended it was taken back: the promise is what it was, to the same times, waiting for its asker if it did. */
const goOn = async (tx: Ctx, conversationId: string, { at, closedAt }: Turn) => {
  const promise = await q.promiseOf(tx.db, { brand_id: tx.actor.brandId, conversation_id: conversationId })
  if (!promise) return
  const steps = stepsIn(await q.stepsOf(tx.db, promise))
  const last = steps.at(-1)
  if (last?.kind !== 'ended' || last.reason !== 'closed' || last.at.getTime() !== closedAt?.getTime()) return
  const { pausedSince } = clockOf(steps, at)
  await q.changePromise(tx.db, promise, { ended_at: null, warned_at: null, paused_at: pausedSince })
  await addStep(tx, promise, { kind: 'resumed', at, reason: 'unmerged' })
  if (pausedSince) await addStep(tx, promise, { kind: 'paused', at })
  await record(tx, { name: 'promise.changed', conversationId, forAsker: true })
}

/** What a promise depends on, as it is now; and what would be promised by it from a moment on. */
const basisOf = async (tx: Ctx, head: ConversationHead) => {
  const stay = head.reservation_id ? await reservationById(tx, head.reservation_id) : null
  return { topic: head.topic, subtopic: head.subtopic, checkInAt: checkInOf(stay), givenFrom: (from: Date) => givenFor(tx, head, from) }
}
