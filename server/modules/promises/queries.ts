import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

// One at a time follows a conversation: two facts about it may be worked on at once.
export const lockClock = (db: Db, conversationId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 8))`.execute(db)

export type NewPromise = { brand_id: string; conversation_id: string; first_at: Date; started_at: Date }

/** Those that have a promise keep it. */
export const insertPromises = (db: Db, rows: NewPromise[]) =>
  sql`
    insert into promises.promise (brand_id, conversation_id, first_at, due_at, started_at)
    select brand_id, conversation_id, first_at, first_at, started_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (brand_id uuid, conversation_id uuid, first_at timestamptz, started_at timestamptz)
    on conflict do nothing`.execute(db)

/** A promise begun anew after an answer, or the first one of a conversation that was opened without; a running one stays. */
export const restartPromise = (db: Db, row: NewPromise) =>
  db
    .insertInto('promises.promise')
    .values({ ...row, due_at: row.first_at })
    .onConflict((conflict) =>
      conflict
        .columns(['brand_id', 'conversation_id'])
        .doUpdateSet({ first_at: row.first_at, due_at: row.first_at, started_at: row.started_at, moves: 0, kept_at: null, missed_at: null, ended_at: null })
        .where((eb) => eb.or([eb('promises.promise.kept_at', 'is not', null), eb('promises.promise.ended_at', 'is not', null)])))
    .execute()

export const promiseOf = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('promises.promise')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .selectAll()
    .executeTakeFirst()

/** Every move of a conversation's promises, numbered on from one promise to the next. */
export const movesOf = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('promises.move')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .orderBy('number')
    .select(['from_at', 'to_at', 'reason', 'moved_at'])
    .execute()

export type NewMove = { brand_id: string; conversation_id: string; from_at: Date; to_at: Date; reason: string; moved_at: Date }

/** Under the promise's row lock: the next number is free. */
export const insertMove = (db: Db, move: NewMove) =>
  db
    .insertInto('promises.move')
    .values((eb) => ({
      ...move,
      number: eb
        .selectFrom('promises.move as m')
        .where('m.brand_id', '=', move.brand_id)
        .where('m.conversation_id', '=', move.conversation_id)
        .select((max) => max(max.fn.coalesce(max.fn.max('m.number'), max.lit(0)), '+', max.lit(1)).as('next')),
    }))
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
    .orderBy('due_at')
    .limit(500)
    .selectAll()
    .execute()

export const settle = (db: Db, key: { brandId: string; conversationId: string }, mark: { kept_at: Date } | { missed_at: Date } | { ended_at: Date }) =>
  db
    .updateTable('promises.promise')
    .set(mark)
    .where('brand_id', '=', key.brandId)
    .where('conversation_id', '=', key.conversationId)
    .where('kept_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** The row as it stands, locked, to be joined by the update that changes it. */
export const promiseRow = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('promises.promise')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .where('kept_at', 'is', null)
    .where('ended_at', 'is', null)
    .select(['brand_id', 'conversation_id', 'due_at'])
    .forUpdate()
    .as('before')
