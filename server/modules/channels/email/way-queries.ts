import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const wayOf = (db: Db, brandId: string, name: string) => db.selectFrom('email.way').where('brand_id', '=', brandId).where('name', '=', name).select(['trouble', 'detail', 'failing_since', 'looked_at']).executeTakeFirst()

export const setWay = (db: Db, row: Insertable<Tables['email.way']>) =>
  db.insertInto('email.way').values(row).onConflict((conflict) => conflict.columns(['brand_id', 'name']).doUpdateSet({ trouble: row.trouble, detail: row.detail, failing_since: row.failing_since, looked_at: row.looked_at })).execute()

export const outbox = async (db: Db, brandId: string) => {
  const { rows } = await sql<{ unsent: string; oldest: Date | null; undelivered: string; suppressed: string }>`
    select (select count(*) from email.outgoing where brand_id = ${brandId} and sent_at is null and failed_at is null) as unsent,
           (select min(created_at) from email.outgoing where brand_id = ${brandId} and sent_at is null and failed_at is null) as oldest,
           (select count(*) from email.outgoing where brand_id = ${brandId} and (failed_at is not null or bounced_at is not null) and looked_at is null) as undelivered,
           (select count(*) from email.suppression where brand_id = ${brandId}) as suppressed`.execute(db)
  const [row] = rows
  return { unsent: Number(row?.unsent ?? 0), oldestUnsent: row?.oldest ?? null, undelivered: Number(row?.undelivered ?? 0), suppressed: Number(row?.suppressed ?? 0) }
}
