import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Right } from '#contract/content'
import type { GuestProof } from './actor.ts'

export type AccountRow = {
  id: string
  kind: 'partner' | 'agent' | 'guest'
  email: string
  name: string
  locale: string
  time_zone: string
  password_hash: string | null
  is_demo: boolean
  partner_id: string | null
  rights: Right[] | null
}

const accountColumns = ['a.id', 'a.kind', 'a.email', 'a.name', 'a.locale', 'a.time_zone', 'a.password_hash', 'a.is_demo', 'u.partner_id', 'u.rights'] as const

const accounts = (db: Db, brandId: string) =>
  db
    .selectFrom('identity.account as a')
    .leftJoin('identity.partner_user as u', (join) => join.onRef('u.brand_id', '=', 'a.brand_id').onRef('u.account_id', '=', 'a.id'))
    .where('a.brand_id', '=', brandId)
    .select(accountColumns)

export const accountByEmail = async (db: Db, brandId: string, who: { kind: string; email: string }) =>
  (await accounts(db, brandId)
    .where('a.kind', '=', who.kind)
    .where(sql`lower(a.email)`, '=', who.email.toLowerCase())
    .where('a.left_at', 'is', null)
    .executeTakeFirst()) as AccountRow | undefined

export const staffByEmail = (db: Db, brandId: string, email: string) =>
  db
    .selectFrom('identity.account')
    .where('brand_id', '=', brandId)
    .where('kind', '=', 'agent')
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .select(['id', 'name', 'left_at as leftAt'])
    .executeTakeFirst()

/** Who leaves loses the password; it does not come back with them. */
export const setLeft = (db: Db, { brandId, accountId }: { brandId: string; accountId: string }, at: Date | null) =>
  db.updateTable('identity.account').set({ left_at: at, password_hash: null }).where('brand_id', '=', brandId).where('id', '=', accountId).execute()

export const deleteInvitationsOf = (db: Db, brandId: string, email: string) =>
  db.deleteFrom('identity.invitation').where('brand_id', '=', brandId).where('used_at', 'is', null).where(sql`lower(email)`, '=', email.toLowerCase()).execute()

export const accountById = async (db: Db, brandId: string, id: string) =>
  (await accounts(db, brandId).where('a.id', '=', id).executeTakeFirst()) as AccountRow | undefined

export const accountsByIds = async (db: Db, brandId: string, ids: string[]) => (await accounts(db, brandId).where(sql<boolean>`a.id = any(${ids}::uuid[])`).execute()) as AccountRow[]

export const accountsWantingMail = async (db: Db, brandId: string, ids: string[]) =>
  (await accounts(db, brandId).where('a.mail_copies', '=', true).where(sql<boolean>`a.id = any(${ids}::uuid[])`).execute()) as AccountRow[]

/** What a guest's session speaks for; both null for everybody else. */
export type Standing = { reservation_id: string | null; proof: GuestProof | null }
export type SessionRow = AccountRow & Standing & { token_hash: Buffer; last_seen_at: Date; expires_at: Date }

export const sessionsByTokens = async (db: Db, brandId: string, tokenHashes: Buffer[]) =>
  (await db
    .selectFrom('identity.session as s')
    .innerJoin('identity.account as a', (join) => join.onRef('a.brand_id', '=', 's.brand_id').onRef('a.id', '=', 's.account_id'))
    .leftJoin('identity.partner_user as u', (join) => join.onRef('u.brand_id', '=', 'a.brand_id').onRef('u.account_id', '=', 'a.id'))
    .where('s.brand_id', '=', brandId)
    .where(sql<boolean>`s.token_hash = any(${tokenHashes}::bytea[])`)
    .select([...accountColumns, 's.token_hash', 's.last_seen_at', 's.expires_at', 's.reservation_id', 's.proof'])
    .execute()) as SessionRow[]

export const insertSession = (db: Db, { at, ...row }: { brand_id: string; token_hash: Buffer; account_id: string; at: Date; expires_at: Date } & Standing) =>
  db.insertInto('identity.session').values({ ...row, created_at: at, last_seen_at: at }).execute()

export const touchSession = (db: Db, key: { brandId: string; tokenHash: Buffer }, at: Date) =>
  db.updateTable('identity.session').set({ last_seen_at: at }).where('brand_id', '=', key.brandId).where('token_hash', '=', key.tokenHash).execute()

export const deleteSession = (db: Db, key: { brandId: string; tokenHash: Buffer }) =>
  db.deleteFrom('identity.session').where('brand_id', '=', key.brandId).where('token_hash', '=', key.tokenHash).execute()

export const setPasswordHash = (db: Db, key: { brandId: string; accountId: string }, password_hash: string) =>
  db.updateTable('identity.account').set({ password_hash }).where('brand_id', '=', key.brandId).where('id', '=', key.accountId).execute()

export const deleteSessionsOf = (db: Db, key: { brandId: string; accountId: string }) =>
  db.deleteFrom('identity.session').where('brand_id', '=', key.brandId).where('account_id', '=', key.accountId).execute()

export const usersOfPartner = (db: Db, brandId: string, partnerId: string) =>
  db
    .selectFrom('identity.partner_user as u')
    .innerJoin('identity.account as a', (join) => join.onRef('a.brand_id', '=', 'u.brand_id').onRef('a.id', '=', 'u.account_id'))
    .where('u.brand_id', '=', brandId)
    .where('u.partner_id', '=', partnerId)
    .select(['a.id', 'a.name', 'a.email', 'u.role_title', 'u.rights'])
    .orderBy('a.name')
    .execute()

export const deleteSessionsExpiredBefore = (db: Db, brandId: string, before: Date) =>
  db.deleteFrom('identity.session').where('brand_id', '=', brandId).where('expires_at', '<', before).execute()

export const deleteCallerCodesExpiredBefore = (db: Db, brandId: string, before: Date) =>
  db.deleteFrom('identity.caller_code').where('brand_id', '=', brandId).where('expires_at', '<', before).execute()

export const deleteInvitationsExpiredBefore = (db: Db, brandId: string, before: Date) =>
  db.deleteFrom('identity.invitation').where('brand_id', '=', brandId).where('expires_at', '<', before).execute()
