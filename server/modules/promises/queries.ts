import type { Db } from '#platform/postgres'

export const insertPromise = (db: Db, row: { brand_id: string; conversation_id: string; first_at: Date; started_at: Date }) =>
  db
    .insertInto('promises.promise')
    .values({ ...row, due_at: row.first_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** A promise begun anew after an answer, or the first one of a conversation that was opened without; a running one stays. */
export const restartPromise = (db: Db, row: { brand_id: string; conversation_id: string; first_at: Date; started_at: Date }) =>
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

export const movesOf = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('promises.move')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .orderBy('number')
    .select(['from_at', 'to_at', 'reason', 'moved_at'])
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
