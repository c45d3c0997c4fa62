import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row<Name extends keyof Tables> = Insertable<Tables[Name]>

export const insertChange = (db: Db, row: Row<'selfservice.change'>) => db.insertInto('selfservice.change').values(row).execute()

export const changeById = (db: Db, brandId: string, id: string) =>
  db.selectFrom('selfservice.change').selectAll().where('brand_id', '=', brandId).where('id', '=', id).executeTakeFirst()

/** The last change of a stay that still stands. */
export const lastChange = (db: Db, brandId: string, reservationId: string) =>
  db
    .selectFrom('selfservice.change')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('reservation_id', '=', reservationId)
    .where('undone_at', 'is', null)
    .where('refused_at', 'is', null)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export type ChangeRow = NonNullable<Awaited<ReturnType<typeof changeById>>>

export const markChange = (db: Db, brandId: string, { id, ...set }: { id: string } & ({ undone_at: Date } | { refused_at: Date })) =>
  db.updateTable('selfservice.change').set(set).where('brand_id', '=', brandId).where('id', '=', id).execute()

export const insertNotification = (db: Db, row: Row<'selfservice.notification'>) => db.insertInto('selfservice.notification').values(row).execute()

const deliveryTurn = 7_204_503

/** Takes the brand's turn to tell the platform until the transaction ends; false when another node has it. */
export const takeTurn = async (tx: Db, brandId: string): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${sql.lit(deliveryTurn)}, hashtext(${brandId})) as taken`.execute(tx)
  return rows[0]?.taken ?? false
}

/** What may be told now, in order; what stands behind a put-off one of its reservation waits with it. */
export const dueNotifications = (db: Db, brandId: string, { now, most }: { now: Date; most: number }) =>
  db
    .selectFrom('selfservice.notification as n')
    .selectAll('n')
    .where('n.brand_id', '=', brandId)
    .where('n.sent_at', 'is', null)
    .where('n.failed_at', 'is', null)
    .where((eb) => eb.or([eb('n.try_after', 'is', null), eb('n.try_after', '<=', now)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('selfservice.notification as before')
            .whereRef('before.brand_id', '=', 'n.brand_id')
            .whereRef('before.reservation_id', '=', 'n.reservation_id')
            .where('before.sent_at', 'is', null)
            .where('before.failed_at', 'is', null)
            .where('before.try_after', '>', now)
            .where(sql<boolean>`(before.written_at, before.id) < (n.written_at, n.id)`)
            .select('before.id'),
        ),
      ))
    .orderBy('n.written_at')
    .orderBy('n.id')
    .limit(most)
    .execute()

export type NotificationRow = Awaited<ReturnType<typeof dueNotifications>>[number]
export type Mark = { sent_at: Date; error: null } | { failed_at: Date; attempts: number; error: string } | { try_after: Date; attempts: number; error: string }

export const markNotification = (db: Db, brandId: string, { id, ...set }: { id: string } & Mark) =>
  db.updateTable('selfservice.notification').set(set).where('brand_id', '=', brandId).where('id', '=', id).execute()
