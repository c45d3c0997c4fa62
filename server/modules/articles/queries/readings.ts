import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

type Row = Insertable<Tables['articles.reading']>

/** Read again within the time of a contact, an article keeps the topic whose answers led to it. */
export const upsertReading = (db: Db, row: Row, contactMinutes: number) => {
  const kept = (column: 'topic' | 'subtopic') =>
    sql<string | null>`coalesce(excluded.${sql.ref(column)}, case when reading.at > excluded.at - make_interval(mins => ${contactMinutes}) then reading.${sql.ref(column)} end)`
  return db
    .insertInto('articles.reading')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'reader', 'key']).doUpdateSet((excluded) => ({
        locale: excluded.ref('excluded.locale'),
        revision: excluded.ref('excluded.revision'),
        reader_locale: excluded.ref('excluded.reader_locale'),
        topic: kept('topic'),
        subtopic: kept('subtopic'),
        at: excluded.ref('excluded.at'),
      })),
    )
    .execute()
}

type Contacts = { brandId: string; contacts: { conversationId: string; reader: string; topic: string; openedAt: Date }[]; withinMinutes: number }

/** What the askers of conversations had read within so long before goes with these, and is settled where the topic is the same. */
export const recordContacts = async (db: Db, { brandId, contacts, withinMinutes }: Contacts): Promise<void> => {
  await sql`
    with contact as (
      select *, "openedAt" - make_interval(mins => ${withinMinutes}) as after
      from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as c ("conversationId" uuid, reader text, topic text, "openedAt" timestamptz)),
    noted as (
      insert into articles.contact_after (brand_id, conversation_id, key, locale, revision, read_at, at)
      select r.brand_id, c."conversationId", r.key, r.locale, r.revision, r.at, c."openedAt"
      from contact c join articles.reading r on r.brand_id = ${brandId} and r.reader = c.reader and r.at between c.after and c."openedAt"
      on conflict do nothing)
    update articles.reading r set topic = null, subtopic = null
    from contact c where r.brand_id = ${brandId} and r.reader = c.reader and r.topic = c.topic and r.at between c.after and c."openedAt"`.execute(db)
}

/** Settles the readings whose last of the same topic is before `until`; gives how many contacts were avoided. */
export const countAvoided = async (db: Db, { brandId, until, contactMinutes }: { brandId: string; until: Date; contactMinutes: number }): Promise<number> => {
  const { rows } = await sql<{ contacts: number }>`
    with over as (
      select reader, topic from articles.reading where brand_id = ${brandId} and topic is not null
      group by reader, topic having max(at) <= ${until}
    ), settled as (
      update articles.reading r set topic = null, subtopic = null
      from (select o.brand_id, o.reader, o.key, o.topic, o.at from articles.reading o join over using (reader, topic)
            where o.brand_id = ${brandId} for update of o) as old
      where (r.brand_id, r.reader, r.key) = (old.brand_id, old.reader, old.key)
      returning r.reader, r.key, old.topic, old.at
    ), last as (
      select distinct on (reader, topic) reader, topic, key, at from settled order by reader, topic, at desc
    ), helped as (
      select * from last where not exists (
        select from articles.vote v where v.brand_id = ${brandId} and v.reader = last.reader and v.key = last.key and not v.helpful
          and v.at >= last.at - make_interval(mins => ${contactMinutes}))
    ), counted as (
      insert into articles.avoided as a (brand_id, day, key, topic, contacts)
      select ${brandId}::uuid, (at at time zone 'UTC')::date, key, topic, count(*) from helped group by 2, 3, 4
      on conflict (brand_id, day, key, topic) do update set contacts = a.contacts + excluded.contacts
    )
    select count(*) as contacts from helped`.execute(db)
  return rows[0]?.contacts ?? 0
}

/** Readings of a visitor become those of the account, where it has not read the same later. */
export const adoptReadings = async (db: Db, brandId: string, { from, to }: { from: string; to: string }) => {
  await sql`insert into articles.reading as r (brand_id, reader, key, locale, revision, reader_locale, topic, subtopic, at)
    select brand_id, ${to}, key, locale, revision, reader_locale, topic, subtopic, at from articles.reading where brand_id = ${brandId} and reader = ${from}
    on conflict (brand_id, reader, key) do update set locale = excluded.locale, revision = excluded.revision, reader_locale = excluded.reader_locale, at = excluded.at
    where r.at < excluded.at`.execute(db)
  await db.deleteFrom('articles.reading').where('brand_id', '=', brandId).where('reader', '=', from).execute()
}

export const deleteReadings = async (db: Db, brandId: string, before: Date) => {
  await db.deleteFrom('articles.reading').where('brand_id', '=', brandId).where('at', '<', before).execute()
  await db.deleteFrom('articles.contact_after').where('brand_id', '=', brandId).where('at', '<', before).execute()
}

export const readBefore = (db: Db, brandId: string, conversationId: string) =>
  db
    .selectFrom('articles.contact_after')
    .select(['key', 'locale', 'read_at as readAt'])
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .orderBy('read_at', 'desc')
    .execute()

export const avoidedSince = (db: Db, brandId: string, since: Date) =>
  db
    .selectFrom('articles.avoided')
    .select(['day', 'key', 'topic', 'contacts'])
    .where('brand_id', '=', brandId)
    .where('day', '>=', since.toISOString().slice(0, 10))
    .orderBy('day')
    .orderBy('key')
    .execute()
