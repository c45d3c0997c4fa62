import { sql } from 'kysely'
import type { Db } from './postgres/index.ts'

/**
 * How often what readers are shown has changed for a brand: triggers count it up in the transaction that changes anything.
 * All who ask at the same moment share one look, and it begins after the last of them asked: whoever asks after a commit, on
 * whatever node, is told of it.
 */
export const contentVersionOf = (db: Db, brandId: string): (() => Promise<number>) => {
  let coming: Promise<number> | null = null
  // Put together once: it is asked for every page.
  const asked = db.selectFrom('platform.content_version').select('version').where('brand_id', '=', brandId).compile()
  const look = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    coming = null
    const { rows } = await db.executeQuery(asked)
    return rows[0]?.version ?? 0
  }
  return () => (coming ??= look())
}

/** Counts it up for what no trigger watches. */
export const countContent = (db: Db, brandId: string) =>
  db
    .insertInto('platform.content_version')
    .values({ brand_id: brandId, version: 1 })
    .onConflict((conflict) => conflict.column('brand_id').doUpdateSet({ version: sql`content_version.version + 1` }))
    .execute()
