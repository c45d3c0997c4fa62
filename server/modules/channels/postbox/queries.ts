import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export type NewArrival = Pick<Insertable<Tables['postbox.arrival']>, 'brand_id' | 'id' | 'hash' | 'recipient' | 'sender' | 'remote' | 'helo' | 'trusted' | 'source' | 'unread' | 'raw' | 'byte_size' | 'received_at'>

/** Keeps mails that are not kept yet; the ids of those kept now. */
export const insertOnce = async (db: Db, rows: NewArrival[]): Promise<string[]> =>
  (await db.insertInto('postbox.arrival').values(rows).onConflict((conflict) => conflict.columns(['brand_id', 'hash']).doNothing()).returning('id').execute()).map(({ id }) => id)

/** Larger ones are read a piece at a time: on the wire each byte is two. */
export const wholeBytes = 256 * 1024

/** What the lanes are made of, in the order the mails were named. */
export const envelopes = async (db: Db, brandId: string, ids: readonly string[]) => {
  const rows = await db.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('id', 'in', ids).where('state', '=', 'new').select(['id', 'sender', 'recipient']).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const dayMs = 86_400_000

/**
 * The same mail as it came to another address of ours, and was made something of: of one name, one writer and the same words. By its
 * name alone none is, as anybody can write that.
 */
export const twinOf = (db: Db, brandId: string, { id, at, messageId, from, proved }: { id: string; at: Date; messageId: string; from: string; proved: boolean }) => {
  const words = (mail: 'a' | 'b') => sql`substring(${sql.ref(`${mail}.raw`)} from position('\x0d0a0d0a'::bytea in ${sql.ref(`${mail}.raw`)}))`
  return db
    .selectFrom('postbox.arrival as b')
    .innerJoin('postbox.arrival as a', (join) => join.on('a.brand_id', '=', brandId).on('a.id', '=', id))
    .where('b.brand_id', '=', brandId)
    .where('b.message_id', '=', messageId)
    .where('b.id', '!=', id)
    .where('b.recipient', '!=', sql.ref<string>('a.recipient'))
    .where('b.from_address', '=', from)
    .where('b.state', '=', 'done')
    .where('b.outcome', 'in', ['added', 'opened', 'held', 'automatic'])
    .where('b.received_at', '>', new Date(at.getTime() - dayMs))
    .where(sql<boolean>`(b.verdict->>'proved')::boolean = ${proved}`)
    .where('b.cleared_at', 'is', null)
    .where(sql<boolean>`${words('a')} = ${words('b')}`)
    .select('b.conversation_id')
    .executeTakeFirst()
}

/** Counts a try; a large one comes without its bytes; nothing when it is done, parked, or has been tried too often, which parks it. */
export const begin = async (db: Db, brandId: string, { id, most }: { id: string; most: number }) => {
  const row = await db
    .updateTable('postbox.arrival')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), state: sql<string>`case when attempts >= ${most} then 'parked' else state end` }))
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .where('state', '=', 'new')
    .returning(['id', 'recipient', 'sender', 'remote', 'helo', 'trusted', 'source', 'unread', 'byte_size', 'received_at', 'state'])
    .returning(sql<Buffer | null>`case when byte_size <= ${wholeBytes} then raw end`.as('raw'))
    .executeTakeFirst()
  return row?.state === 'new' ? row : null
}
export type Begun = NonNullable<Awaited<ReturnType<typeof begin>>>

export const finish = (db: Db, brandId: string, { id, ...set }: { id: string } & Updateable<Tables['postbox.arrival']>) =>
  db.updateTable('postbox.arrival').set({ ...set, state: 'done' }).where('brand_id', '=', brandId).where('id', '=', id).execute()

export const waiting = async (db: Db, brandId: string, before: Date): Promise<string[]> =>
  (await db.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('state', '=', 'new').where('received_at', '<', before).select('id').orderBy('received_at').limit(200).execute()).map(({ id }) => id)

const shown = ['id', 'recipient', 'sender', 'source', 'received_at', 'state', 'attempts', 'outcome', 'reason', 'conversation_id', 'seq', 'from_address', 'from_name', 'subject', 'byte_size', 'has_html', 'verdict', 'cleared_at'] as const

export const byId = (db: Db, brandId: string, id: string) => db.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('id', '=', id).select(shown).executeTakeFirst()
export type Shown = NonNullable<Awaited<ReturnType<typeof byId>>>

/** What somebody of staff should look at: held, unread, parked; and what was set aside, the newest first. */
export const newest = (db: Db, brandId: string, { attention, most }: { attention: boolean; most: number }) =>
  db
    .selectFrom('postbox.arrival')
    .where('brand_id', '=', brandId)
    .where((eb) => {
      const wanted = eb.or([eb('state', '=', 'parked'), eb('outcome', 'in', ['held', 'unreadable', 'complaint'])])
      return attention ? wanted : eb('outcome', 'in', ['automatic', 'set-aside', 'undelivered', 'refused'])
    })
    .select(shown)
    .orderBy('received_at', 'desc')
    .limit(most)
    .execute()

export const rawOf = async (db: Db, brandId: string, id: string): Promise<Buffer | null> => {
  const of = () => db.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('id', '=', id).where('cleared_at', 'is', null)
  const row = await of().select(['byte_size', sql<Buffer>`substring(raw from 1 for ${wholeBytes})`.as('begin')]).executeTakeFirst()
  if (!row || row.byte_size <= wholeBytes) return row?.begin ?? null
  const raw = Buffer.alloc(row.byte_size)
  for (let at = row.begin.copy(raw); at < raw.length; ) {
    const piece = await of().select(sql<Buffer>`substring(raw from ${at + 1} for ${wholeBytes})`.as('piece')).executeTakeFirst()
    if (!piece?.piece.length) return null
    at += piece.piece.copy(raw, at)
  }
  return raw
}

export const revive = async (db: Db, brandId: string, id: string): Promise<boolean> => {
  const { numUpdatedRows } = await db.updateTable('postbox.arrival').set({ state: 'new', attempts: 0 }).where('brand_id', '=', brandId).where('id', '=', id).where('state', '=', 'parked').executeTakeFirst()
  return numUpdatedRows > 0n
}

export const setOutcome = (db: Db, brandId: string, { id, outcome }: { id: string; outcome: string }) =>
  db.updateTable('postbox.arrival').set({ outcome }).where('brand_id', '=', brandId).where('id', '=', id).execute()

export const heldAt = (db: Db, brandId: string, { conversationId, seq }: { conversationId: string; seq: number }) =>
  db.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).where('seq', '=', seq).select('id').executeTakeFirst()

export const counts = async (db: Db, brandId: string) =>
  db
    .selectFrom('postbox.arrival')
    .where('brand_id', '=', brandId)
    .where('state', '<>', 'done')
    .select((eb) => [
      eb.fn.countAll<string>().filterWhere('state', '=', 'new').as('waiting'), eb.fn.countAll<string>().filterWhere('state', '=', 'parked').as('parked'),
      eb.fn.min('received_at').filterWhere('state', '=', 'new').as('oldest'),
    ])
    .executeTakeFirstOrThrow()

/** The first bytes of the newest mails a server has handed to us. */
export const newestHeads = (db: Db, brandId: string) =>
  db.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('source', '=', 'smtp').select(['received_at', sql<Buffer>`substring(raw from 1 for 4096)`.as('head')]).orderBy('received_at', 'desc').limit(20).execute()

/** At most so many at a time, so that nothing waits for it. The hash stays: the same mail again is known all the same. */
export const clearBefore = async (db: Db, brandId: string, { before, at, most }: { before: Date; at: Date; most: number }): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('postbox.arrival')
    .set({ raw: Buffer.alloc(0), cleared_at: at })
    .where('brand_id', '=', brandId)
    .where('id', 'in', (eb) =>
      eb.selectFrom('postbox.arrival').where('brand_id', '=', brandId).where('cleared_at', 'is', null).where('received_at', '<', before)
        .where('state', '=', 'done').where('outcome', 'not in', ['held', 'unreadable']).orderBy('received_at').limit(most).select('id'))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
