import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

/** What a staff list shows of each conversation, in one read over the modules' tables. */
export const cardsByIds = (db: Db, brandId: string, ids: string[]) =>
  db
    .selectFrom('conversations.conversation as c')
    .leftJoin('directory.partner as o', (join) => join.onRef('o.brand_id', '=', 'c.brand_id').onRef('o.id', '=', 'c.partner_id'))
    .leftJoin('directory.property as p', (join) => join.onRef('p.brand_id', '=', 'c.brand_id').onRef('p.id', '=', 'c.property_id'))
    .where('c.brand_id', '=', brandId)
    .where(sql<boolean>`c.id = any(${ids}::uuid[])`)
    .select([
      'c.id', 'c.case_number', 'c.door', 'c.channel', 'c.topic', 'c.subtopic', 'c.asker_name', 'c.locale', 'c.excerpt',
      'o.name as partner_name', 'p.name as property_name',
    ])
    .execute()

/** Whose articles these are, and at which door. */
export const articlesByKeys = (db: Db, brandId: string, keys: string[]) =>
  db
    .selectFrom('articles.article')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .select(['key', 'door', 'owner'])
    .execute()

const aboutProperty = (db: Db, brandId: string, property: string) =>
  db
    .selectFrom('conversations.conversation as c')
    .innerJoin('directory.property as p', (join) => join.onRef('p.brand_id', '=', 'c.brand_id').onRef('p.id', '=', 'c.property_id'))
    .where('c.brand_id', '=', brandId)
    .where('p.property_number', '=', property)

/** Which of these conversations are about the property with this number. */
export const amongAboutProperty = (db: Db, brandId: string, { property, ids }: { property: string; ids: readonly string[] }) =>
  aboutProperty(db, brandId, property).where(sql<boolean>`c.id = any(${ids}::uuid[])`).select('c.id').execute()

/** Who waits about a property and is nobody's yet, with the number of their lane. */
export const waitingAboutProperty = (db: Db, brandId: string, property: string) =>
  aboutProperty(db, brandId, property)
    .innerJoin('queue.entry as e', (join) => join.onRef('e.brand_id', '=', 'c.brand_id').onRef('e.conversation_id', '=', 'c.id'))
    .where('e.claimed_by', 'is', null)
    .select(['c.id', 'e.lane'])
    .execute()
