import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

type Saves = { brandId: string; accountId: string; keys: string[]; at: Date }

/** The first of the keys is the newest of those saved at once. */
export const insertSaved = (db: Db, { brandId, accountId, keys, at }: Saves) =>
  sql`insert into articles.saved (brand_id, account_id, key, at)
    select ${brandId}, ${accountId}, a.key, ${at}::timestamptz - (k.place - 1) * interval '1 millisecond'
    from unnest(${keys}::text[]) with ordinality as k (key, place) join articles.article a on a.brand_id = ${brandId} and a.key = k.key
    on conflict do nothing`.execute(db)

type Saved = { accountId: string; key: string }

const saved = (db: Db, brandId: string, accountId: string) =>
  db.selectFrom('articles.saved').select('key').where('brand_id', '=', brandId).where('account_id', '=', accountId)

export const deleteSaved = (db: Db, brandId: string, { accountId, key }: Saved) =>
  db.deleteFrom('articles.saved').where('brand_id', '=', brandId).where('account_id', '=', accountId).where('key', '=', key).execute()

export const savedKeys = async (db: Db, brandId: string, accountId: string): Promise<string[]> =>
  (await saved(db, brandId, accountId).orderBy('at', 'desc').orderBy('key').execute()).map(({ key }) => key)

export const isSaved = async (db: Db, brandId: string, { accountId, key }: Saved): Promise<boolean> =>
  (await saved(db, brandId, accountId).where('key', '=', key).executeTakeFirst()) !== undefined
