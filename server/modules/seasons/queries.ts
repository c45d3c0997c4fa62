import type { Insertable } from 'kysely'
import type { Door } from '#contract/content'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'
import type { Season } from './season.ts'

export const insertSeason = (db: Db, row: Insertable<Tables['seasons.season']>) => db.insertInto('seasons.season').values(row).execute()

export const insertEnding = (db: Db, row: Insertable<Tables['seasons.ending']>) => db.insertInto('seasons.ending').values(row).execute()

const seasons = (db: Db, brandId: string) =>
  db
    .selectFrom('seasons.season as s')
    .leftJoin('seasons.ending as e', (join) => join.onRef('e.brand_id', '=', 's.brand_id').onRef('e.season_id', '=', 's.id'))
    .where('s.brand_id', '=', brandId)
    .select(['s.id', 's.kind', 's.name', 's.doors', 's.countries', 's.languages', 's.topics', 's.wait_factor', 's.starts_at', 's.ends_at'])
    .select(['s.made_by', 's.made_at', 'e.ended_by', 'e.ended_at'])

type Row = Awaited<ReturnType<typeof openAt>>[number]

export const withoutEnding = (db: Db, brandId: string) => seasons(db, brandId).where('e.ended_at', 'is', null).execute()

/** Not over yet, begun or not. */
export const openAt = (db: Db, brandId: string, now: Date) => seasons(db, brandId).where('s.ends_at', '>', now).where('e.ended_at', 'is', null).execute()

export const pastAt = (db: Db, brandId: string, { now, most }: { now: Date; most: number }) =>
  seasons(db, brandId)
    .where((eb) => eb.or([eb('s.ends_at', '<=', now), eb('e.ended_at', 'is not', null)]))
    .orderBy((eb) => eb.fn.coalesce('e.ended_at', 's.ends_at'), 'desc')
    .limit(most)
    .execute()

/** Under its row's lock until the transaction ends. */
export const lockSeason = async (db: Db, brandId: string, id: string) => {
  await db.selectFrom('seasons.season').where('brand_id', '=', brandId).where('id', '=', id).select('id').forUpdate().execute()
  return seasons(db, brandId).where('s.id', '=', id).executeTakeFirst()
}

/** Those that have begun and were not marked so, each once whoever looks. */
export const markBegun = async (db: Db, brandId: string, now: Date): Promise<string[]> => {
  const rows = await db
    .updateTable('seasons.season')
    .set({ began_at: now })
    .where('brand_id', '=', brandId)
    .where('began_at', 'is', null)
    .where('starts_at', '<=', now)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('seasons.ending as e').whereRef('e.brand_id', '=', 'seasons.season.brand_id').whereRef('e.season_id', '=', 'seasons.season.id').select('e.season_id'))))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Writes the ending of those whose time is over, each once whoever looks. */
export const endPast = async (db: Db, brandId: string, now: Date): Promise<string[]> => {
  const rows = await db
    .insertInto('seasons.ending')
    .columns(['brand_id', 'season_id', 'ended_at'])
    .expression(db.selectFrom('seasons.season as s').where('s.brand_id', '=', brandId).where('s.ends_at', '<=', now).select(['s.brand_id', 's.id', 's.ends_at']))
    .onConflict((conflict) => conflict.columns(['brand_id', 'season_id']).doNothing())
    .returning('season_id')
    .execute()
  return rows.map(({ season_id: id }) => id)
}

export const presentSeason = (row: Row): Season => ({
  id: row.id,
  kind: row.kind as Season['kind'],
  name: row.name,
  doors: row.doors as Door[],
  countries: row.countries,
  languages: row.languages,
  topics: row.topics,
  waitFactor: row.wait_factor,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  madeBy: row.made_by,
  madeAt: row.made_at,
  ended: row.ended_at ? { at: row.ended_at, by: row.ended_by } : null,
})
