import type { Ctx } from '#identity'
import * as q from './queries.ts'

type Happened = { kind: q.NewStep['kind']; at: Date; reason?: string }

/** Writes down what happened, with the times as they stand after it. */
export const addStep = async (tx: Ctx, { brand_id, conversation_id, first_at, due_at }: Omit<q.NewStep, 'kind' | 'at'>, happened: Happened): Promise<void> => {
  await q.insertStep(tx.db, { brand_id, conversation_id, first_at, due_at, ...happened })
}

/** It passed and nobody had answered. */
export const miss = async (tx: Ctx, promise: q.PromiseRow, at: Date): Promise<void> => {
  await q.changePromise(tx.db, promise, { missed_at: at })
  await addStep(tx, promise, { kind: 'missed', at })
}
