import type { Ctx } from '#identity'
import * as q from './queries.ts'
import { moveAt } from './rule.ts'

/** When a promise is to be looked at again. */
export type Alarm = { conversationId: string; at: Date }

/** The next look at a promise; null when there is none, or it is arranged already. */
export const alarmOf = async (tx: Ctx, key: q.Key): Promise<Alarm | null> => {
  const promise = await q.promiseOf(tx.db, key)
  if (!promise) return null
  const at = nextLook(promise, tx.now())
  if (at?.getTime() === promise.wake_at?.getTime()) return null
  await q.changePromise(tx.db, promise, { wake_at: at })
  return at && { conversationId: key.conversation_id, at }
}

/** The warning, the move, the moment it passes: the first of them that is still to come. */
export const nextLook = (promise: q.PromiseRow, now: Date): Date | null => {
  if (!isRunning(promise)) return null
  if (!promise.warned_at && promise.warn_at) return promise.warn_at
  return [moveAt(promise), promise.due_at].find((at) => at > now) ?? promise.due_at
}

/** Runs towards a time that it can still keep, move or miss. */
export const isRunning = (promise: q.PromiseRow): boolean => !promise.kept_at && !promise.ended_at && !promise.missed_at && !promise.paused_at
