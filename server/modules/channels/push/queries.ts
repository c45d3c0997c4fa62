import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const whats = ['answer', 'promise', 'closing', 'closed', 'letter', 'notice'] as const
export type What = (typeof whats)[number]

type Person = { brandId: string; accountId: string }

const keyTurn = 7_204_513

/** Nobody else makes or retires a key until the transaction ends. */
export const lockKeys = (db: Db, brandId: string) => sql`select pg_advisory_xact_lock(${sql.lit(keyTurn)}, hashtext(${brandId}))`.execute(db)

const keys = (db: Db, brandId: string) => db.selectFrom('push.key').where('brand_id', '=', brandId).select(['public_key', 'sealed'])

export const keyInUse = (db: Db, brandId: string) => keys(db, brandId).where('retired_at', 'is', null).executeTakeFirst()
export const keyById = (db: Db, brandId: string, publicKey: string) => keys(db, brandId).where('public_key', '=', publicKey).executeTakeFirst()
export const insertKey = (db: Db, row: Insertable<Tables['push.key']>) => db.insertInto('push.key').values(row).execute()
export const retireKey = (db: Db, { brandId, publicKey }: { brandId: string; publicKey: string }, at: Date) =>
  db.updateTable('push.key').set({ retired_at: at }).where('brand_id', '=', brandId).where('public_key', '=', publicKey).execute()

export const deleteUnusedKeys = (db: Db, brandId: string) =>
  db
    .deleteFrom('push.key as k')
    .where('k.brand_id', '=', brandId)
    .where('k.retired_at', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('push.device as d').whereRef('d.brand_id', '=', 'k.brand_id').whereRef('d.public_key', '=', 'k.public_key').select('d.id'))))
    .execute()

export const saveDevice = (db: Db, row: Insertable<Tables['push.device']>) => {
  const { id: _, brand_id: __, endpoint: ___, added_at: ____, ...told } = row
  return db.insertInto('push.device').values(row).onConflict((conflict) => conflict.columns(['brand_id', 'endpoint']).doUpdateSet(told)).execute()
}

export const deleteDeviceOfOthers = (db: Db, { brandId, accountId }: Person, endpoint: string) =>
  db.deleteFrom('push.device').where('brand_id', '=', brandId).where('endpoint', '=', endpoint).where('account_id', '!=', accountId).execute()

export const deleteOldestDevices = (db: Db, { brandId, accountId }: Person, most: number) =>
  db
    .deleteFrom('push.device')
    .where('brand_id', '=', brandId)
    .where('id', 'in', db.selectFrom('push.device').where('brand_id', '=', brandId).where('account_id', '=', accountId).orderBy('added_at', 'desc').orderBy('id', 'desc').offset(most).select('id'))
    .execute()

export const deleteDevice = (db: Db, { brandId, accountId }: Person, which: { id: string } | { endpoint: string }) => {
  const own = db.deleteFrom('push.device').where('brand_id', '=', brandId).where('account_id', '=', accountId)
  return ('id' in which ? own.where('id', '=', which.id) : own.where('endpoint', '=', which.endpoint)).execute()
}

export const deleteDevices = (db: Db, brandId: string, ids: readonly string[]) =>
  db.deleteFrom('push.device').where('brand_id', '=', brandId).where(sql<boolean>`id = any(${[...ids]}::uuid[])`).execute()

export const moveDevices = (db: Db, brandId: string, { from, sessionHash, accountId }: { from: Buffer; sessionHash: Buffer; accountId: string }) =>
  db.updateTable('push.device').set({ session_hash: sessionHash }).where('brand_id', '=', brandId).where('session_hash', '=', from).where('account_id', '=', accountId).execute()

export const devicesOf = (db: Db, brandId: string, accountIds: readonly string[]) =>
  db
    .selectFrom('push.device')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .orderBy('added_at', 'desc')
    .select(['id', 'account_id', 'session_hash', 'name', 'added_at'])
    .execute()

export const wishes = (db: Db, brandId: string, accountIds: readonly string[]) =>
  db.selectFrom('push.wish').where('brand_id', '=', brandId).where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`).select(['account_id', 'kinds', 'quiet_from', 'quiet_until']).execute()

export const whoWants = async (db: Db, brandId: string, kind: string): Promise<string[]> =>
  (await db.selectFrom('push.wish').where('brand_id', '=', brandId).where(sql<boolean>`${kind} = any(kinds)`).select('account_id').execute()).map(({ account_id }) => account_id)

export const saveWish = (db: Db, { brand_id, account_id, ...wish }: Insertable<Tables['push.wish']>) =>
  db.insertInto('push.wish').values({ brand_id, account_id, ...wish }).onConflict((conflict) => conflict.columns(['brand_id', 'account_id']).doUpdateSet(wish)).execute()

export const dropUnsaid = (db: Db, { brandId, accountId }: Person, what: readonly What[]) =>
  db
    .updateTable('push.notification as n')
    .from('push.device as d')
    .set({ due_at: null })
    .whereRef('d.brand_id', '=', 'n.brand_id')
    .whereRef('d.id', '=', 'n.device_id')
    .where('n.brand_id', '=', brandId)
    .where('d.account_id', '=', accountId)
    .where('n.shown_at', 'is', null)
    .where(sql<boolean>`n.what = any(${[...what]}::text[])`)
    .execute()

export type NewNotification = { brand_id: string; device_id: string; about: string; what: What; seq: number; ref: string; due_at: Date; told_at: Date }

/** Writes what is to be said; about what was said of lately it waits until the rest is over. When each is due; none where it was written before. */
export const tell = async (db: Db, rows: readonly NewNotification[], restSeconds: number): Promise<Date[]> => {
  const { rows: told } = await sql<{ due_at: Date }>`
    insert into push.notification as n (brand_id, device_id, about, what, seq, ref, due_at, told_at)
    select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      brand_id uuid, device_id uuid, about text, what text, seq integer, ref text, due_at timestamptz, told_at timestamptz)
    join push.device d on d.brand_id = r.brand_id and d.id = r.device_id
    order by r.device_id, r.about
    on conflict (brand_id, device_id, about) do update set
      what = excluded.what, seq = excluded.seq, ref = excluded.ref, told_at = excluded.told_at, withdrawn = false, attempts = 0, error = null,
      due_at = greatest(excluded.due_at, n.buzzed_at + make_interval(secs => ${restSeconds}))
      where n.seq < excluded.seq
    returning due_at`.execute(db)
  return told.map(({ due_at }) => due_at)
}

/** What is unsaid about it is dropped, what is shown or on its way is to be taken away. True when something is to be sent. */
export const withdraw = async (db: Db, { brandId, about }: { brandId: string; about: string }, now: Date): Promise<boolean> => {
  const { rows } = await sql<{ due_at: Date | null }>`
    update push.notification set withdrawn = true, attempts = 0, due_at = case when shown_at is null then null else ${now}::timestamptz end
    where brand_id = ${brandId} and about = ${about} and not withdrawn and (due_at is not null or shown_at is not null)
    returning due_at`.execute(db)
  return rows.some(({ due_at }) => due_at !== null)
}

export type Due = {
  device_id: string; about: string; what: What; seq: number; ref: string; withdrawn: boolean; buzzed_at: Date | null; attempts: number; told_at: Date
  account_id: string; session_hash: Buffer; endpoint: string; p256dh: string; auth: string; public_key: string; locale: string
}

/** Takes what is due for this node until `until`; what another has taken stays with it. */
export const claimDue = async (db: Db, brandId: string, { now, until, most }: { now: Date; until: Date; most: number }): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    with due as (
      select device_id, about from push.notification
      where brand_id = ${brandId} and due_at <= ${now} and (claimed_until is null or claimed_until <= ${now})
      order by due_at limit ${most} for update skip locked
    )
    update push.notification n set claimed_until = ${until}
    from due join push.device d on d.brand_id = ${brandId} and d.id = due.device_id
    where n.brand_id = ${brandId} and n.device_id = due.device_id and n.about = due.about
    returning n.device_id, n.about, n.what, n.seq, n.ref, n.withdrawn, n.buzzed_at, n.attempts, n.told_at,
      d.account_id, d.session_hash, d.endpoint, d.p256dh, d.auth, d.public_key, d.locale`.execute(db)
  return rows
}

type Place = { brandId: string; deviceId: string; about: string }
const at = ({ brandId, deviceId, about }: Place) => sql`brand_id = ${brandId} and device_id = ${deviceId} and about = ${about}`

/** It was told. What has happened since then follows after the rest; what was read since then is taken away at once. */
export const markTold = async (db: Db, place: Place, { seq, now, restSeconds }: { seq: number; now: Date; restSeconds: number }): Promise<Date | null> => {
  const { rows } = await sql<{ due_at: Date | null }>`
    update push.notification set claimed_until = null, attempts = 0, error = null, buzzed_at = ${now}, shown_at = ${now},
      due_at = case when withdrawn then ${now}::timestamptz when seq > ${seq} then greatest(due_at, ${now}::timestamptz + make_interval(secs => ${restSeconds})) end
    where ${at(place)} returning due_at`.execute(db)
  return rows[0]?.due_at ?? null
}

/** It is shown no more. Something newer than what was read stays due. */
export const markWithdrawn = (db: Db, place: Place) =>
  sql`update push.notification set claimed_until = null, attempts = 0, shown_at = null, due_at = case when withdrawn then null else due_at end where ${at(place)}`.execute(db)

export const putOff = (db: Db, place: Place, { dueAt, because }: { dueAt: Date; because: string }) =>
  sql`update push.notification set claimed_until = null, attempts = attempts + 1, error = ${because}, due_at = case when due_at is not null then greatest(due_at, ${dueAt}::timestamptz) end where ${at(place)}`.execute(db)

export const giveUp = (db: Db, place: Place, because: string) =>
  sql`update push.notification set claimed_until = null, error = ${because}, due_at = null where ${at(place)}`.execute(db)

export const deleteOldNotifications = (db: Db, brandId: string, before: Date) =>
  db.deleteFrom('push.notification').where('brand_id', '=', brandId).where('told_at', '<', before).execute()
