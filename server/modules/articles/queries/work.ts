import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

// Evidence counts from the last time its work was handled.
const unhandled = (kind: string, { subject, locale, at }: { subject: string; locale: string; at: string }) => sql`not exists (
  select from articles.handled h where (h.brand_id, h.kind, h.subject, h.locale) = (t.brand_id, ${sql.lit(kind)}, ${sql.ref(subject)}, ${sql.ref(locale)})
    and h.at >= ${sql.ref(at)})`

const votesOnCurrent = (brandId: string, since: Date) => sql`
  from articles.vote v join articles.translation t on (t.brand_id, t.key, t.locale, t.revision) = (v.brand_id, v.key, v.locale, v.revision)
  where v.brand_id = ${brandId} and not v.helpful and v.at >= ${since}
    and ${unhandled('unhelpful', { subject: 'v.key', locale: 'v.locale', at: 'v.at' })}`

type Votes = { key: string; locale: string; reason: string | null; people: number; latest: Date }
export const unhelpfulVotes = async (db: Db, brandId: string, since: Date) =>
  (await sql<Votes>`select v.key, v.locale, v.reason, count(*) as people, max(v.at) as latest ${votesOnCurrent(brandId, since)} group by v.key, v.locale, v.reason`.execute(db)).rows

type Comment = { key: string; locale: string; reason: string | null; text: string; at: Date }
/** The last texts of each article and language, the newest first. */
export const commentsOf = async (db: Db, brandId: string, { since, most }: { since: Date; most: number }) =>
  (await sql<Comment>`select key, locale, reason, text, at from (
      select v.key, v.locale, v.reason, v.comment as text, v.at, row_number() over (partition by v.key, v.locale order by v.at desc) as place
      ${votesOnCurrent(brandId, since)} and v.comment is not null
    ) newest where place <= ${most} order by key, locale, at desc`.execute(db)).rows

type Counted = { key: string; locale: string; people: number; latest: Date }
export const contactsAfter = async (db: Db, brandId: string, since: Date) =>
  (await sql<Counted>`
    select c.key, c.locale, count(*) as people, max(c.at) as latest
    from articles.contact_after c join articles.translation t on (t.brand_id, t.key, t.locale, t.revision) = (c.brand_id, c.key, c.locale, c.revision)
    where c.brand_id = ${brandId} and c.at >= ${since} and ${unhandled('contact-after', { subject: 'c.key', locale: 'c.locale', at: 'c.at' })}
    group by c.key, c.locale`.execute(db)).rows

type Overdue = Omit<Counted, 'locale' | 'latest'> & { reviewed: string; latest: Date | null }
/** Articles whose review is older than allowed, with how many known readers they had. */
export const overdueReviews = async (db: Db, brandId: string, { since, reviewedBefore }: { since: Date; reviewedBefore: string }) =>
  (await sql<Overdue>`
    select a.key, a.reviewed, count(r.reader) as people, max(r.at) as latest
    from articles.article a left join articles.reading r on r.brand_id = a.brand_id and r.key = a.key and r.at >= ${since}
    where a.brand_id = ${brandId} and a.reviewed < ${reviewedBefore} group by a.key, a.reviewed`.execute(db)).rows

/** Readers who were shown another language than their own, or said that theirs is missing. */
export const missingTranslations = async (db: Db, brandId: string, since: Date) =>
  (await sql<Counted>`
    select t.key, t.reader_locale as locale, count(distinct t.reader) as people, max(t.at) as latest
    from (
      select brand_id, key, reader, reader_locale, at from articles.reading where brand_id = ${brandId} and locale <> reader_locale
      union all
      select brand_id, key, reader, reader_locale, at from articles.vote where brand_id = ${brandId} and locale <> reader_locale and reason = 'missing-language'
    ) t
    where t.at >= ${since} and ${unhandled('missing-translation', { subject: 't.key', locale: 't.reader_locale', at: 't.at' })}
      and not exists (select from articles.translation own where (own.brand_id, own.key, own.locale) = (t.brand_id, t.key, t.reader_locale))
    group by t.key, t.reader_locale`.execute(db)).rows

/** Translations older than the text of the language they are made from. */
export const staleTranslations = async (db: Db, brandId: string, { since, source }: { since: Date; source: string }) =>
  (await sql<Counted>`
    select t.key, t.locale, count(r.reader) as people, max(o.updated_at) as latest
    from articles.translation t
    join articles.translation o on o.brand_id = t.brand_id and o.key = t.key and o.locale = ${source} and o.updated_at > t.updated_at
    left join articles.reading r on r.brand_id = t.brand_id and r.key = t.key and r.locale = t.locale and r.at >= ${since}
    where t.brand_id = ${brandId} and t.locale <> ${source} and ${unhandled('stale-translation', { subject: 't.key', locale: 't.locale', at: 'o.updated_at' })}
    group by t.key, t.locale`.execute(db)).rows

type Differing = Counted & { here: string[]; there: string[] }
/** Translations that quote other settings or numbers than the text of the language they are made from. */
export const differingFacts = async (db: Db, brandId: string, { since, source }: { since: Date; source: string }) =>
  (await sql<Differing>`
    select t.key, t.locale, t.facts as here, o.facts as there, count(r.reader) as people, greatest(o.updated_at, t.updated_at) as latest
    from articles.translation t
    join articles.translation o on o.brand_id = t.brand_id and o.key = t.key and o.locale = ${source} and o.facts <> t.facts
    left join articles.reading r on r.brand_id = t.brand_id and r.key = t.key and r.locale = t.locale and r.at >= ${since}
    where t.brand_id = ${brandId} and t.locale <> ${source} and not exists (
      select from articles.handled h where (h.brand_id, h.kind, h.subject, h.locale) = (t.brand_id, 'facts-differ', t.key, t.locale) and h.at >= greatest(o.updated_at, t.updated_at))
    group by t.key, t.locale, t.facts, o.facts, o.updated_at, t.updated_at`.execute(db)).rows

export const handledOf = (db: Db, brandId: string, kind: string) =>
  db.selectFrom('articles.handled').select(['subject', 'locale', 'at']).where('brand_id', '=', brandId).where('kind', '=', kind).execute()

export const upsertHandled = (db: Db, row: Insertable<Tables['articles.handled']>) =>
  db
    .insertInto('articles.handled')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'kind', 'subject', 'locale']).doUpdateSet({ at: row.at, by: row.by }))
    .execute()

export const isArticle = async (db: Db, brandId: string, key: string): Promise<boolean> =>
  (await db.selectFrom('articles.article').select('key').where('brand_id', '=', brandId).where('key', '=', key).executeTakeFirst()) !== undefined

export const setReviewed = (db: Db, brandId: string, { key, on }: { key: string; on: string }) =>
  db.updateTable('articles.article').set({ reviewed: on }).where('brand_id', '=', brandId).where('key', '=', key).execute()
