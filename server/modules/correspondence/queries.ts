import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row<Name extends keyof Tables> = Insertable<Tables[Name]>

/** The thread of a stay, made when the first thing is said, held until the transaction ends. */
export const lockThread = async (db: Db, fresh: Row<'correspondence.thread'>) => {
  await db.insertInto('correspondence.thread').values(fresh).onConflict((conflict) => conflict.doNothing()).execute()
  return db
    .selectFrom('correspondence.thread')
    .where('brand_id', '=', fresh.brand_id)
    .where('reservation_id', '=', fresh.reservation_id)
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow()
}

type Key = { brandId: string; reservationId: string }

const messages = (db: Db, { brandId, reservationId }: Key) =>
  db.selectFrom('correspondence.message').where('brand_id', '=', brandId).where('reservation_id', '=', reservationId)

export const seqOf = async (db: Db, key: Key, clientId: string) =>
  (await messages(db, key).where('client_id', '=', clientId).select('seq').executeTakeFirst())?.seq ?? null

export const insertMessage = (db: Db, row: Row<'correspondence.message'>) => db.insertInto('correspondence.message').values(row).execute()

export type ThreadChange = { last_seq: number; last_at: Date; excerpt: string } & Partial<{ guest_seq: number; property_seq: number; guest_read_seq: number; property_read_seq: number }>

export const setThread = (db: Db, { brandId, reservationId }: Key, set: ThreadChange) =>
  db.updateTable('correspondence.thread').set(set).where('brand_id', '=', brandId).where('reservation_id', '=', reservationId).execute()

export const read = (db: Db, { brandId, reservationId }: Key, side: 'guest' | 'property') =>
  db
    .updateTable('correspondence.thread')
    .set((eb) => (side === 'guest' ? { guest_read_seq: eb.ref('last_seq') } : { property_read_seq: eb.ref('last_seq') }))
    .where('brand_id', '=', brandId)
    .where('reservation_id', '=', reservationId)
    .execute()

export const threadById = (db: Db, { brandId, reservationId }: Key) =>
  db.selectFrom('correspondence.thread').selectAll().where('brand_id', '=', brandId).where('reservation_id', '=', reservationId).executeTakeFirst()

export const messagesOf = (db: Db, key: Key) => messages(db, key).selectAll().orderBy('seq').execute()

const requests = (db: Db, { brandId, reservationId }: Key) =>
  db.selectFrom('correspondence.free_cancellation').where('brand_id', '=', brandId).where('reservation_id', '=', reservationId)

export const requestsOf = (db: Db, key: Key) => requests(db, key).selectAll().orderBy('seq').execute()

export type RequestRow = Awaited<ReturnType<typeof requestsOf>>[number]

export const lockRequest = (db: Db, key: Key, seq: number) => requests(db, key).where('seq', '=', seq).selectAll().forUpdate().executeTakeFirst()

export const insertRequest = (db: Db, row: Row<'correspondence.free_cancellation'>) =>
  db.insertInto('correspondence.free_cancellation').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()

export const withdraw = (db: Db, { brandId, reservationId, seq }: Key & { seq: number }, at: Date) =>
  db
    .updateTable('correspondence.free_cancellation')
    .set({ withdrawn_at: at })
    .where('brand_id', '=', brandId)
    .where('reservation_id', '=', reservationId)
    .where('seq', '=', seq)
    .execute()

export const setAnswer = (db: Db, { brandId, reservationId, seq }: Key & { seq: number }, set: { answer: string; answered_by: string; answered_at: Date }) =>
  db
    .updateTable('correspondence.free_cancellation')
    .set(set)
    .where('brand_id', '=', brandId)
    .where('reservation_id', '=', reservationId)
    .where('seq', '=', seq)
    .execute()

export const expire = (db: Db, brandId: string, { now, most }: { now: Date; most: number }) =>
  db
    .updateTable('correspondence.free_cancellation')
    .set({ expired_at: now })
    .where('brand_id', '=', brandId)
    .where(({ eb, selectFrom, refTuple }) =>
      eb(
        refTuple('reservation_id', 'seq'),
        'in',
        selectFrom('correspondence.free_cancellation')
          .where('brand_id', '=', brandId)
          .where('answered_at', 'is', null)
          .where('expired_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .where('expires_at', '<=', now)
          .select(['reservation_id', 'seq'])
          .orderBy('expires_at')
          .limit(most)
          .forUpdate()
          .skipLocked()
          .$asTuple('reservation_id', 'seq'),
      ),
    )
    .returning(['reservation_id', 'seq'])
    .execute()

export type Wanted = { partnerId: string; propertyId: string | null; unread: boolean; waiting: boolean; search: string; after: { at: string; id: string } | null; most: number }

/** Threads of a partner, the latest first, with whether a request waits for an answer. */
export const threadsOf = (db: Db, brandId: string, wanted: Wanted) => {
  const like = `%${wanted.search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return db
    .selectFrom('correspondence.thread as t')
    .leftJoin('correspondence.free_cancellation as f', (join) =>
      join.onRef('f.brand_id', '=', 't.brand_id').onRef('f.reservation_id', '=', 't.reservation_id').on('f.answered_at', 'is', null).on('f.expired_at', 'is', null).on('f.withdrawn_at', 'is', null))
    .where('t.brand_id', '=', brandId)
    .where('t.partner_id', '=', wanted.partnerId)
    .where((eb) =>
      eb.and([
        ...(wanted.propertyId ? [eb('t.property_id', '=', wanted.propertyId)] : []),
        ...(wanted.unread ? [sql<boolean>`t.guest_seq > t.property_read_seq`] : []),
        ...(wanted.waiting ? [eb('f.seq', 'is not', null)] : []),
        ...(wanted.search ? [eb.or([eb('t.guest_name', 'ilike', like), eb('t.number', 'like', like), eb('t.excerpt', 'ilike', like)])] : []),
        ...(wanted.after ? [sql<boolean>`(t.last_at, t.reservation_id) < (${wanted.after.at}::timestamptz, ${wanted.after.id}::uuid)`] : []),
      ]))
    .select(['t.reservation_id', 't.property_id', 't.guest_name', 't.number', 't.excerpt', 't.last_at', 't.guest_seq', 't.property_read_seq', 'f.expires_at'])
    .orderBy('t.last_at', 'desc')
    .orderBy('t.reservation_id', 'desc')
    .limit(wanted.most)
    .execute()
}

export const countUnread = async (db: Db, brandId: string, partnerId: string): Promise<number> =>
  (
    await db
      .selectFrom('correspondence.thread')
      .where('brand_id', '=', brandId)
      .where('partner_id', '=', partnerId)
      .whereRef('guest_seq', '>', 'property_read_seq')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count
