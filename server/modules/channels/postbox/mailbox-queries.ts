import { sql } from 'kysely'
import type { MailboxTroubleKind } from '#platform/mail'
import type { Db } from '#platform/postgres'

const own = (db: Db, { brandId, name }: Key) => db.updateTable('postbox.mailbox').where('brand_id', '=', brandId).where('name', '=', name)
export type Key = { brandId: string; name: string }

/** Who reads a mailbox may do so for a while, by the database's clock; false while somebody else does. */
export const hold = async (db: Db, key: Key, { holder, seconds, now }: { holder: string; seconds: number; now: Date }): Promise<boolean> => {
  await db.insertInto('postbox.mailbox').values({ brand_id: key.brandId, name: key.name, first_seen_at: now }).onConflict((conflict) => conflict.doNothing()).execute()
  const { numUpdatedRows } = await own(db, key)
    .set({ held_by: holder, held_until: sql`clock_timestamp() + make_interval(secs => ${seconds})` })
    .where((eb) => eb.or([eb('held_by', '=', holder), eb('held_until', 'is', null), eb('held_until', '<', sql<Date>`clock_timestamp()`)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const letGo = (db: Db, key: Key, holder: string) => own(db, key).set({ held_by: null, held_until: null }).where('held_by', '=', holder).execute()

export const cursorOf = async (db: Db, { brandId, name }: Key) => {
  const row = await db.selectFrom('postbox.mailbox').where('brand_id', '=', brandId).where('name', '=', name).select(['first_seen_at', 'uid_validity', 'last_uid']).executeTakeFirstOrThrow()
  return { firstSeen: row.first_seen_at, uidValidity: row.uid_validity === null ? null : Number(row.uid_validity), lastUid: Number(row.last_uid) }
}

/** The numbers of a mailbox mean other mails now: it is read from its beginning; what is kept already is known by its hash. */
export const startAnew = (db: Db, key: Key, uidValidity: number) => own(db, key).set({ uid_validity: uidValidity, last_uid: 0 }).execute()

/** Nothing when the numbers have come to mean other mails meanwhile; never backwards. */
export const advance = (db: Db, key: Key, { uidValidity, uid }: { uidValidity: number; uid: number }) =>
  own(db, key).set({ last_uid: sql`greatest(last_uid, ${uid})` }).where('uid_validity', '=', uidValidity).execute()

/** What was wrong before it was read now. */
export const markRead = async (db: Db, key: Key, now: Date): Promise<string | null> => {
  const before = await db.selectFrom('postbox.mailbox').where('brand_id', '=', key.brandId).where('name', '=', key.name).select('trouble').executeTakeFirst()
  await own(db, key).set({ read_at: now, trouble: null, detail: '', failing_since: null }).execute()
  return before?.trouble ?? null
}

/** Whether that is news. */
export const markTrouble = async (db: Db, key: Key, { kind, detail, now }: { kind: MailboxTroubleKind; detail: string; now: Date }): Promise<boolean> => {
  const before = await db.selectFrom('postbox.mailbox').where('brand_id', '=', key.brandId).where('name', '=', key.name).select('trouble').executeTakeFirst()
  await own(db, key).set({ trouble: kind, detail, failing_since: sql`coalesce(failing_since, ${now})` }).execute()
  return before?.trouble !== kind
}

export const all = (db: Db, brandId: string) => db.selectFrom('postbox.mailbox').where('brand_id', '=', brandId).select(['name', 'trouble', 'detail', 'failing_since', 'read_at']).orderBy('name').execute()
