import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

export type PinRow = { brand_id: string; confirmation_number: string; reservation_id: string; digits: number; pin_hash: Buffer }

export const upsertPins = (db: Db, rows: PinRow[]) =>
  db
    .insertInto('identity.guest_pin')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'confirmation_number']).doUpdateSet((excluded) => ({
        reservation_id: excluded.ref('excluded.reservation_id'), digits: excluded.ref('excluded.digits'), pin_hash: excluded.ref('excluded.pin_hash'),
      })),
    )
    .execute()

export type Guess = { number: string; long: Buffer; short: Buffer; at: Date }

const isLocked = sql`coalesce(g.locked_until > excluded.tries_since, false)`
const windowIsOver = sql`g.tries_since <= excluded.tries_since - interval '15 minutes'`
const dayIsOver = sql`g.day_since <= excluded.day_since - interval '24 hours'`
const tries = sql`case when excluded.admitted then 0 when ${windowIsOver} then 1 else g.tries + 1 end`
const dayTries = sql`case when excluded.admitted then 0 when ${dayIsOver} then 1 else g.day_tries + 1 end`

/**
 * Judges one guess and counts it, in one statement under the number's row lock: exact however many come at once, and the
 * same work whether the number is known or not, the PIN right or wrong, the number locked or not. Five wrong ones in a quarter of an
 * hour lock it for an hour, ten in a day until somebody unlocks it by mail.
 */
export const judgeGuess = async (db: Db, brandId: string, { number, long, short, at }: Guess): Promise<boolean> => {
  const { rows } = await sql<{ admitted: boolean }>`
    with judged as (
      select coalesce((select pin_hash = case digits when 4 then ${short}::bytea else ${long}::bytea end
                       from identity.guest_pin where brand_id = ${brandId} and confirmation_number = ${number}), false) as fits)
    insert into identity.guest_guard as g (brand_id, number, tries, tries_since, day_tries, day_since, admitted)
    select ${brandId}::uuid, ${number}::text, (not fits)::integer, ${at}::timestamptz, (not fits)::integer, ${at}::timestamptz, fits from judged
    on conflict (brand_id, number) do update set
      tries = case when ${isLocked} then g.tries else ${tries} end,
      tries_since = case when not ${isLocked} and (excluded.admitted or ${windowIsOver}) then excluded.tries_since else g.tries_since end,
      day_tries = case when ${isLocked} then g.day_tries else ${dayTries} end,
      day_since = case when not ${isLocked} and (excluded.admitted or ${dayIsOver}) then excluded.day_since else g.day_since end,
      locked_until = case when ${isLocked} then g.locked_until when ${dayTries} >= 10 then 'infinity' when ${tries} >= 5 then excluded.tries_since + interval '1 hour' end,
      admitted = excluded.admitted and not ${isLocked}
    returning admitted`.execute(db)
  return rows[0]?.admitted ?? false
}

export const pinOf = (db: Db, brandId: string, number: string) =>
  db.selectFrom('identity.guest_pin').where('brand_id', '=', brandId).where('confirmation_number', '=', number).select(['reservation_id', 'digits']).executeTakeFirst()

export const unlock = (db: Db, brandId: string, number: string) =>
  db.deleteFrom('identity.guest_guard').where('brand_id', '=', brandId).where('number', '=', number).execute()

export type Ticket = {
  brand_id: string
  token_hash: Buffer
  kind: 'link' | 'code' | 'signed'
  account_id: string | null
  reservation_id: string | null
  tries_left: number
  expires_at: Date
}

export const insertTicket = (db: Db, ticket: Ticket) =>
  db.insertInto('identity.guest_ticket').values(ticket).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()

/** Uses a ticket up: of many at once one gets it. */
export const useTicket = (db: Db, key: { brandId: string; kind: Ticket['kind']; tokenHash: Buffer }, at: Date) =>
  db
    .updateTable('identity.guest_ticket')
    .set({ used_at: at })
    .where('brand_id', '=', key.brandId)
    .where('token_hash', '=', key.tokenHash)
    .where('kind', '=', key.kind)
    .where('used_at', 'is', null)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', at)
    .returning(['account_id', 'reservation_id'])
    .executeTakeFirst()

export const ticketIsThere = async (db: Db, key: { brandId: string; kind: Ticket['kind']; tokenHash: Buffer }) =>
  Boolean(
    await db.selectFrom('identity.guest_ticket').where('brand_id', '=', key.brandId).where('token_hash', '=', key.tokenHash).where('kind', '=', key.kind).select('kind').executeTakeFirst(),
  )

export const ticketIsLive = async (db: Db, key: { brandId: string; kind: Ticket['kind']; tokenHash: Buffer }, at: Date) =>
  Boolean(
    await db
      .selectFrom('identity.guest_ticket')
      .where('brand_id', '=', key.brandId)
      .where('token_hash', '=', key.tokenHash)
      .where('kind', '=', key.kind)
      .where('used_at', 'is', null)
      .where('expires_at', '>', at)
      .select('kind')
      .executeTakeFirst(),
  )

/** Takes one try of the codes that this account has, and gives their hashes: a code is compared only with what a try was paid for. */
export const payForTry = (db: Db, brandId: string, { accountId, at }: { accountId: string; at: Date }) =>
  db
    .updateTable('identity.guest_ticket')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('brand_id', '=', brandId)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'code')
    .where('used_at', 'is', null)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', at)
    .returning('token_hash')
    .execute()

export const dropCodes = (db: Db, brandId: string, accountId: string) =>
  db.deleteFrom('identity.guest_ticket').where('brand_id', '=', brandId).where('account_id', '=', accountId).where('kind', '=', 'code').execute()

/** Forgets what nobody needs any more. */
export const forgetOld = async (db: Db, brandId: string, { tickets, guards }: { tickets: Date; guards: Date }) => {
  await db.deleteFrom('identity.guest_ticket').where('brand_id', '=', brandId).where('expires_at', '<', tickets).execute()
  await db.deleteFrom('identity.guest_guard').where('brand_id', '=', brandId).where('day_since', '<', guards).where('tries_since', '<', guards).execute()
}
