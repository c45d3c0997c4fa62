import { sql, type Selectable, type Updateable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'
import type { StepKind } from './steps.ts'

export type PromiseRow = Selectable<Tables['promises.promise']>
export type Key = { brand_id: string; conversation_id: string }

// One at a time follows a conversation: two facts about it may be worked on at once.
export const lockClock = (db: Db, conversationId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 8))`.execute(db)

export type FirstPromise = Key & {
  first_at: Date; started_at: Date; span_minutes: number; warn_at: Date; topic: string; subtopic: string; check_in_at: Date | null
}

/** The first promises of conversations, each begun with its step; those that have a promise keep it. Says which are new. */
export const insertPromises = async (db: Db, rows: readonly FirstPromise[]): Promise<{ conversation_id: string; wake_at: Date }[]> => {
  if (rows.length === 0) return []
  const { rows: made } = await sql<{ conversation_id: string; wake_at: Date }>`
    with new as (
      insert into promises.promise (brand_id, conversation_id, first_at, due_at, started_at, span_minutes, warn_at, wake_at, topic, subtopic, check_in_at, seen_seq)
      select brand_id, conversation_id, first_at, first_at, started_at, span_minutes, warn_at, warn_at, topic, subtopic, check_in_at, 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        brand_id uuid, conversation_id uuid, first_at timestamptz, started_at timestamptz, span_minutes double precision, warn_at timestamptz, topic text, subtopic text, check_in_at timestamptz)
      on conflict do nothing
      returning brand_id, conversation_id, first_at, started_at, wake_at),
    begun as (
      insert into promises.step (brand_id, conversation_id, number, kind, at, first_at, due_at)
      select brand_id, conversation_id, 1, 'started', started_at, first_at, first_at from new)
    select conversation_id, wake_at from new`.execute(db)
  return made
}

export const promiseOf = (db: Db, { brand_id, conversation_id }: Key) =>
  db
    .selectFrom('promises.promise')
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', conversation_id)
    .selectAll()
    .executeTakeFirst()

export type Change = Omit<Updateable<Tables['promises.promise']>, 'brand_id' | 'conversation_id'>

export const changePromise = (db: Db, { brand_id, conversation_id }: Key, change: Change) =>
  db.updateTable('promises.promise').set(change).where('brand_id', '=', brand_id).where('conversation_id', '=', conversation_id).returningAll().executeTakeFirst()

/** A promise begun anew, or the first one of a conversation that was opened without. */
export const beginPromise = (db: Db, { brand_id, conversation_id, ...begun }: FirstPromise) => {
  const fresh = { ...begun, due_at: begun.first_at, moves: 0, kept_at: null, kept_by: null, missed_at: null, ended_at: null, paused_at: null, left_minutes: null, warned_at: null, wake_at: null }
  return db
    .insertInto('promises.promise')
    .values({ brand_id, conversation_id, ...fresh })
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(fresh))
    .execute()
}

export type NewStep = Key & { kind: StepKind; at: Date; first_at: Date; due_at: Date; reason?: string | null }

/** Under the clock's lock: the next number is free. */
export const insertStep = (db: Db, step: NewStep) =>
  db
    .insertInto('promises.step')
    .values((eb) => ({
      ...step,
      number: eb
        .selectFrom('promises.step as s')
        .where('s.brand_id', '=', step.brand_id)
        .where('s.conversation_id', '=', step.conversation_id)
        .select((max) => max(max.fn.coalesce(max.fn.max('s.number'), max.lit(0)), '+', max.lit(1)).as('next')),
    }))
    .execute()

/** Everything that happened to a conversation's promises, in order. */
export const stepsOf = (db: Db, { brand_id, conversation_id }: Key) =>
  db
    .selectFrom('promises.step')
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', conversation_id)
    .orderBy('number')
    .select(['number', 'kind', 'at', 'first_at', 'due_at', 'reason'])
    .execute()

/** Running promises that pass before `until`, soonest first. */
export const runningUntil = (db: Db, brandId: string, until: Date) =>
  db
    .selectFrom('promises.promise')
    .where('brand_id', '=', brandId)
    .where('due_at', '<=', until)
    .where('kept_at', 'is', null)
    .where('missed_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('paused_at', 'is', null)
    .orderBy('due_at')
    .limit(500)
    .select('conversation_id')
    .execute()
