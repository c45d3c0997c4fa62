import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const hasRevision = async (db: Db, brandId: string, { key, locale, revision }: { key: string; locale: string; revision: number }) => {
  const row = await db
    .selectFrom('articles.revision')
    .select('number')
    .where('brand_id', '=', brandId)
    .where('key', '=', key)
    .where('locale', '=', locale)
    .where('number', '=', revision)
    .executeTakeFirst()
  return row !== undefined
}

/** A no that is said again without a reason keeps the one it had; a yes has none. */
export const upsertVote = (db: Db, row: Insertable<Tables['articles.vote']>) =>
  db
    .insertInto('articles.vote')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'key', 'locale', 'revision', 'reader']).doUpdateSet((excluded) => ({
        reader_locale: excluded.ref('excluded.reader_locale'),
        helpful: excluded.ref('excluded.helpful'),
        reason: sql`case when excluded.helpful then null else coalesce(excluded.reason, vote.reason) end`,
        comment: sql`case when excluded.helpful = vote.helpful then coalesce(excluded.comment, vote.comment) else excluded.comment end`,
        at: excluded.ref('excluded.at'),
      })),
    )
    .execute()

/** Votes of a visitor become those of the account; where it has voted on the same text, its own vote counts. */
export const adoptVotes = async (db: Db, brandId: string, { from, to }: { from: string; to: string }) => {
  await sql`update articles.vote v set reader = ${to} where v.brand_id = ${brandId} and v.reader = ${from} and not exists (
    select from articles.vote o where (o.brand_id, o.key, o.locale, o.revision) = (v.brand_id, v.key, v.locale, v.revision) and o.reader = ${to})`.execute(db)
  await db.deleteFrom('articles.vote').where('brand_id', '=', brandId).where('reader', '=', from).execute()
}
