import type { Ctx } from '#identity'
import { record } from '#platform/outbox'
import { addStep } from './add-step.ts'
import type { Given } from './matter.ts'
import { move } from './move.ts'
import * as q from './queries.ts'
import { warnAt } from './rule.ts'
import { clockOf, stepsIn } from './steps.ts'

export type Basis = { topic: string; subtopic: string; checkInAt: Date | null; givenFrom: (from: Date) => Promise<Given | null> }

/**
 * The topic or the stay has changed since the promise was given: it is worked out anew from its beginning. An earlier time holds at once.
 * A later one does not, for what was promised is promised; only another topic moves it, and then its asker is told, as of every move.
 */
export const keepUp = async (tx: Ctx, promise: q.PromiseRow, basis: Basis): Promise<void> => {
  const why = changeOf(promise, basis)
  const now = { topic: basis.topic, subtopic: basis.subtopic, check_in_at: basis.checkInAt }
  if (why === null ? promise.topic !== null : promise.paused_at !== null) return
  await q.changePromise(tx.db, promise, now)
  if (why === null) return
  const { pausedMs } = clockOf(stepsIn(await q.stepsOf(tx.db, promise)), tx.now())
  const given = await basis.givenFrom(new Date(promise.started_at.getTime() + pausedMs))
  if (!given || given.by.getTime() === promise.due_at.getTime()) return
  if (given.by > promise.due_at) return why === 'topic-changed' ? move(tx, promise.conversation_id, { to: given.by, reason: why }) : stands(tx, promise, why)
  const due = new Date(Math.max(given.by.getTime(), tx.now().getTime() + leastNoticeMs))
  if (due >= promise.due_at) return stands(tx, promise, why)
  const times = { due_at: due, first_at: due < promise.first_at ? due : promise.first_at }
  await q.changePromise(tx.db, promise, { ...times, warned_at: null, warn_at: warnAt({ ...promise, ...times }) })
  await addStep(tx, { ...promise, ...times }, { kind: 'recomputed', at: tx.now(), reason: why })
  await record(tx, { name: 'promise.changed', conversationId: promise.conversation_id, forAsker: true })
}

const leastNoticeMs = 30 * 60_000

type Why = 'topic-changed' | 'stay-changed'

const changeOf = (promise: q.PromiseRow, { topic, subtopic, checkInAt }: Basis): Why | null => {
  if (promise.topic === null) return null
  if (promise.topic !== topic || promise.subtopic !== subtopic) return 'topic-changed'
  return promise.check_in_at?.getTime() === checkInAt?.getTime() ? null : 'stay-changed'
}

/** Looked at, and it stays where it was: also that is written down. */
const stands = (tx: Ctx, promise: q.PromiseRow, reason: Why) => addStep(tx, promise, { kind: 'recomputed', at: tx.now(), reason })
