import type { Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

export const insertHandover = (db: Db, row: Insertable<Tables['doors.handover']>) => db.insertInto('doors.handover').values(row).execute()

export const handoverBy = (db: Db, brandId: string, { keyHash, at }: { keyHash: Buffer; at: Date }) =>
  db
    .selectFrom('doors.handover')
    .where('brand_id', '=', brandId)
    .where('key_hash', '=', keyHash)
    .where('expires_at', '>', at)
    .select(['to_door', 'typed'])
    .executeTakeFirst()

export const deleteHandover = async (db: Db, brandId: string, keyHash: Buffer): Promise<void> => {
  await db.deleteFrom('doors.handover').where('brand_id', '=', brandId).where('key_hash', '=', keyHash).execute()
}

export const deleteExpired = async (db: Db, brandId: string, at: Date): Promise<void> => {
  await db.deleteFrom('doors.handover').where('brand_id', '=', brandId).where('expires_at', '<=', at).execute()
}

type Key = { brand_id: string; day: string; door: string; source: string; recognised_by: string }

export const count = (db: Db, key: Key, by: { came: number; handed_over: number }) =>
  db
    .insertInto('doors.wrong_door')
    .values({ ...key, ...by })
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'day', 'door', 'source', 'recognised_by']).doUpdateSet((eb) => ({
        came: eb('doors.wrong_door.came', '+', by.came), handed_over: eb('doors.wrong_door.handed_over', '+', by.handed_over),
      })))
    .execute()

export const countsSince = (db: Db, brandId: string, since: string) =>
  db
    .selectFrom('doors.wrong_door')
    .where('brand_id', '=', brandId)
    .where('day', '>=', since)
    .select(['door', 'source', 'recognised_by'])
    .select((eb) => [eb.fn.sum<string>('came').as('came'), eb.fn.sum<string>('handed_over').as('handed_over')])
    .groupBy(['door', 'source', 'recognised_by'])
    .orderBy('came', 'desc')
    .orderBy('source')
    .execute()
