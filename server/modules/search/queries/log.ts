import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const insertInquiry = (db: Db, row: Insertable<Tables['search.inquiry']>) => db.insertInto('search.inquiry').values(row).execute()

/** A click counts once for an article, and only for a search that there was. */
export const insertClick = (db: Db, row: Insertable<Tables['search.click']>) =>
  sql`
    insert into search.click (brand_id, inquiry_id, key, position, clicked_at)
    select brand_id, id, ${row.key}, ${row.position}, ${row.clicked_at} from search.inquiry
    where brand_id = ${row.brand_id} and id = ${row.inquiry_id}
    on conflict do nothing`.execute(db)

export const inquiriesWithoutResult = (db: Db, brandId: string, { since, most }: { since: Date; most: number }) =>
  db.selectFrom('search.inquiry').where('brand_id', '=', brandId).where('results', '=', 0).where('asked_at', '>=', since)
    .groupBy(['door', 'locale', 'q'])
    .select((e) => ['door', 'locale', 'q', e.fn.countAll<number>().as('times'), e.fn.max('asked_at').as('lastAt')])
    .orderBy('times', 'desc').orderBy('lastAt', 'desc').limit(most).execute()

export const deleteInquiries = async (db: Db, brandId: string, before: Date): Promise<number> => {
  const { numDeletedRows } = await db.deleteFrom('search.inquiry').where('brand_id', '=', brandId).where('asked_at', '<', before).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
