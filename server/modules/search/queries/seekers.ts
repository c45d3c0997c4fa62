import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const insertSeeker = async (db: Db, row: Insertable<Tables['search.seeker']>) => {
  await db.insertInto('search.seeker').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

export const renameSeeker = async (db: Db, brandId: string, { from, to }: { from: string; to: string }) => {
  await db.updateTable('search.seeker').set({ reader: to }).where('brand_id', '=', brandId).where('reader', '=', from).execute()
}

export const markContact = async (db: Db, brandId: string, { reader, after, at }: { reader: string; after: Date; at: Date }) => {
  await sql`
    update search.inquiry i set contact_at = ${at} from search.seeker s
    where s.brand_id = ${brandId} and s.reader = ${reader} and s.at between ${after} and ${at}
      and i.brand_id = s.brand_id and i.id = s.inquiry_id and i.contact_at is null`.execute(db)
}

export const deleteSeekers = async (db: Db, brandId: string, before: Date) => {
  await db.deleteFrom('search.seeker').where('brand_id', '=', brandId).where('at', '<', before).execute()
}
