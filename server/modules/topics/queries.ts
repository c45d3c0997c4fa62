import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row<Name extends keyof Tables> = Insertable<Tables[Name]>

/** Removes one door's whole tree; the subtopics go with their topics. */
export const deleteTree = (db: Db, brandId: string, door: string) =>
  db.deleteFrom('topics.topic').where('brand_id', '=', brandId).where('door', '=', door).execute()

export const insertTopics = (db: Db, rows: Row<'topics.topic'>[]) => db.insertInto('topics.topic').values(rows).execute()

export const insertSubtopics = (db: Db, rows: Row<'topics.subtopic'>[]) => db.insertInto('topics.subtopic').values(rows).execute()

export const allTopics = (db: Db, brandId: string) =>
  db
    .selectFrom('topics.topic')
    .select(['door', 'key', 'names', 'scope', 'team'])
    .where('brand_id', '=', brandId)
    .orderBy('door')
    .orderBy('place')
    .execute()

export const allSubtopics = (db: Db, brandId: string) =>
  db
    .selectFrom('topics.subtopic')
    .select(['door', 'topic', 'key', 'names', 'rules'])
    .where('brand_id', '=', brandId)
    .orderBy('door')
    .orderBy('topic')
    .orderBy('place')
    .execute()

/** Whatever a door's topics are called in addresses is former from here on, until it is said again. */
export const retireSlugs = (db: Db, brandId: string, door: string) =>
  db.updateTable('topics.slug').set({ is_current: false }).where('brand_id', '=', brandId).where('door', '=', door).where('is_current', '=', true).execute()

/** A slug that another topic once had is the new one's. */
export const upsertSlugs = (db: Db, rows: Row<'topics.slug'>[]) =>
  db
    .insertInto('topics.slug')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'door', 'locale', 'slug']).doUpdateSet((excluded) => ({ topic: excluded.ref('excluded.topic'), is_current: true })),
    )
    .execute()

export const currentSlugs = (db: Db, brandId: string) =>
  db.selectFrom('topics.slug').select(['door', 'topic', 'locale', 'slug']).where('brand_id', '=', brandId).where('is_current', '=', true).execute()

/** Whose slug it is or was, in this language if possible. */
export const topicBySlug = (db: Db, brandId: string, { door, locale, slug }: { door: string; locale: string; slug: string }) =>
  db
    .selectFrom('topics.slug')
    .select('topic')
    .where('brand_id', '=', brandId)
    .where('door', '=', door)
    .where('slug', '=', slug)
    .orderBy((e) => e('locale', '=', locale), 'desc')
    .limit(1)
    .executeTakeFirst()

export const upsertActions = (db: Db, rows: Row<'topics.action'>[]) =>
  db
    .insertInto('topics.action')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'key']).doUpdateSet((excluded) => ({
        kind: excluded.ref('excluded.kind'),
        path: excluded.ref('excluded.path'),
        names: sql`excluded.names`,
        hints: sql`excluded.hints`,
      })),
    )
    .execute()

export const deleteActionsBut = (db: Db, brandId: string, keys: string[]) =>
  db.deleteFrom('topics.action').where('brand_id', '=', brandId).where((e) => e.not(e('key', '=', e.fn.any(e.val(keys))))).execute()

export const allActions = (db: Db, brandId: string) =>
  db.selectFrom('topics.action').select(['key', 'kind', 'path', 'names', 'hints']).where('brand_id', '=', brandId).execute()
