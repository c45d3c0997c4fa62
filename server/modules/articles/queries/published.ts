import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

/** Articles as they stand, by number. */
export const articlesOf = (db: Db, brandId: string) =>
  db
    .selectFrom('articles.article')
    .select(['key', 'number', 'door', 'category', 'topics', 'related', 'owner', 'reviewed'])
    .where('brand_id', '=', brandId)
    .orderBy('number')
    .execute()

export const textsOf = (db: Db, brandId: string) =>
  db
    .selectFrom('articles.translation')
    .select(['key', 'locale', 'title', 'slug', 'summary', 'synonyms', 'body', 'revision', 'updated_at'])
    .where('brand_id', '=', brandId)
    .orderBy('key')
    .orderBy('locale')
    .execute()

/** Keeps every text of these articles that is not among its revisions yet. */
export const keepRevisions = (db: Db, brandId: string, { keys, by }: { keys: string[]; by: string | null }) =>
  sql`insert into articles.revision (brand_id, key, locale, number, title, summary, body, at, by)
    select brand_id, key, locale, revision, title, summary, body, updated_at, ${by}::uuid
    from articles.translation where brand_id = ${brandId} and key = any(${keys}::text[])
    on conflict do nothing`.execute(db)

export const digestsOf = (db: Db, brandId: string) =>
  db.selectFrom('articles.imported').select(['key', 'locale', 'digest']).where('brand_id', '=', brandId).execute()

export const keepDigests = async (db: Db, rows: Insertable<Tables['articles.imported']>[]) => {
  if (rows.length === 0) return
  await db
    .insertInto('articles.imported')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['brand_id', 'key', 'locale']).doUpdateSet((excluded) => ({ digest: excluded.ref('excluded.digest') })))
    .execute()
}
