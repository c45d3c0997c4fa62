import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const insertSeeker = async (db: Db, row: Insertable<Tables['search.seeker']>) => {
  await db.insertInto('search.seeker').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

export const renameSeeker = async (db: Db, brandId: string, { from, to }: { from: string; to: string }) => {
  await db.updateTable('search.seeker').set({ reader: to }).where('brand_id', '=', brandId).where('reader', '=', from).execute()
}

type Contacts = { contacts: { reader: string; at: Date }[]; withinMinutes: number }

export const markContacts = async (db: Db, brandId: string, { contacts, withinMinutes }: Contacts) => {
  await sql`
    update search.inquiry i set contact_at = led.at
    from (
      select s.inquiry_id, min(c.at) as at from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as c (reader text, at timestamptz)
      join search.seeker s on s.brand_id = ${brandId} and s.reader = c.reader and s.at between c.at - make_interval(mins => ${withinMinutes}) and c.at
      group by s.inquiry_id) as led
    where i.brand_id = ${brandId} and i.id = led.inquiry_id and i.contact_at is null`.execute(db)
}

export const deleteSeekers = async (db: Db, brandId: string, before: Date) => {
  await db.deleteFrom('search.seeker').where('brand_id', '=', brandId).where('at', '<', before).execute()
}
