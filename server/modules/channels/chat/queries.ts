import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export type Chat = { conversation_id: string; begun_at: Date; here_until: Date | null; left_at: Date | null; left_how: string | null; agent_id: string | null }

const columns = ['conversation_id', 'begun_at', 'here_until', 'left_at', 'left_how', 'agent_id'] as const

export const insertChat = (db: Db, row: Insertable<Tables['chat.chat']>) =>
  db.insertInto('chat.chat').values(row).onConflict((conflict) => conflict.doNothing()).returning('conversation_id').executeTakeFirst()

const chats = (db: Db, brandId: string) => db.selectFrom('chat.chat').where('brand_id', '=', brandId).select(columns)

export const chatOf = (db: Db, brandId: string, id: string): Promise<Chat | undefined> => chats(db, brandId).where('conversation_id', '=', id).executeTakeFirst()

export const lockChat = (db: Db, brandId: string, id: string): Promise<Chat | undefined> => chats(db, brandId).where('conversation_id', '=', id).forUpdate().executeTakeFirst()

type Place = { brandId: string; id: string }
type Change = Partial<Pick<Chat, 'here_until' | 'left_at' | 'left_how' | 'agent_id'>>

export const changeChat = (db: Db, { brandId, id }: Place, change: Change) =>
  db.updateTable('chat.chat').set(change).where('brand_id', '=', brandId).where('conversation_id', '=', id).execute()

const mostAtOnce = 200

/** Those whose page has not been heard of for too long. */
export const silentChats = async (db: Db, brandId: string, now: Date): Promise<string[]> => {
  const rows = await db.selectFrom('chat.chat').where('brand_id', '=', brandId).where('here_until', '<=', now).orderBy('here_until').limit(mostAtOnce).select('conversation_id').execute()
  return rows.map((row) => row.conversation_id)
}

export const hereAmong = async (db: Db, brandId: string, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('chat.chat')
    .where('brand_id', '=', brandId)
    .where('here_until', 'is not', null)
    .where(sql<boolean>`conversation_id = any(${[...ids]}::uuid[])`)
    .select('conversation_id')
    .execute()
  return new Set(rows.map((row) => row.conversation_id))
}
