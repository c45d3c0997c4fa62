import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export type CallBack = Selectable<Tables['voice.callback']>

/** One promise a matter: asked for twice it is the same one. */
export const insertCallBack = (db: Db, row: Insertable<Tables['voice.callback']>) =>
  db.insertInto('voice.callback').values(row).onConflict((conflict) => conflict.doNothing()).returningAll().executeTakeFirst()

export const openCallBack = (db: Db, brandId: string, about: string) =>
  db.selectFrom('voice.callback').where('brand_id', '=', brandId).where('about', '=', about).where('state', 'in', ['waiting', 'calling']).selectAll().executeTakeFirst()

export const openCallBackOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('voice.callback').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).where('state', 'in', ['waiting', 'calling']).selectAll().executeTakeFirst()

export const callBackById = (db: Db, brandId: string, id: string) =>
  db.selectFrom('voice.callback').where('brand_id', '=', brandId).where('id', '=', id).selectAll().executeTakeFirst()

export const changeCallBack = (db: Db, key: { brand_id: string; id: string }, change: Updateable<Tables['voice.callback']>) =>
  db.updateTable('voice.callback').set(change).where('brand_id', '=', key.brand_id).where('id', '=', key.id).execute()

/** Those whose time has come; what another node is working on is passed by. */
export const dueCallBacks = (db: Db, brandId: string, now: Date) =>
  db.selectFrom('voice.callback').where('brand_id', '=', brandId).where('state', '=', 'waiting').where('not_before', '<=', now).selectAll().orderBy('not_before').limit(100).forUpdate().skipLocked().execute()

// Two who promise the same at once: the second sees the first.
export const lockAbout = (db: Db, about: string) => sql`select pg_advisory_xact_lock(hashtextextended(${about}, 13))`.execute(db)
