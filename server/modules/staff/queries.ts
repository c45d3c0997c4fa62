import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../db/tables.ts'

type Row<Name extends keyof Tables> = Insertable<Tables[Name]>

export const upsertAgent = (db: Db, { brand_id, account_id, ...skills }: Row<'staff.agent'>) =>
  db
    .insertInto('staff.agent')
    .values({ brand_id, account_id, ...skills })
    .onConflict((conflict) => conflict.columns(['brand_id', 'account_id']).doUpdateSet(skills))
    .execute()

/** The shift's row when it began now; nothing when the agent was on duty already. */
export const beginShift = (db: Db, row: Row<'staff.shift'>) =>
  db.insertInto('staff.shift').values(row).onConflict((conflict) => conflict.doNothing()).returning('on_since').executeTakeFirst()

export const endShift = (db: Db, brandId: string, accountId: string) =>
  db.deleteFrom('staff.shift').where('brand_id', '=', brandId).where('account_id', '=', accountId).returning('on_since').executeTakeFirst()

type PresenceChange = { brandId: string; accountId: string; from: string[]; to: string; at: Date }

/** The row when it changed; nothing when the presence was another, or nobody is on duty. */
export const changePresence = (db: Db, { brandId, accountId, from, to, at }: PresenceChange) =>
  db
    .updateTable('staff.shift')
    .set({ presence: to, presence_since: at, ...(to === 'here' ? { seen_at: sql<Date | null>`case when seen_at is null then null else ${at}::timestamptz end` } : {}) })
    .where('brand_id', '=', brandId)
    .where('account_id', '=', accountId)
    .where('presence', 'in', from)
    .returning('account_id')
    .executeTakeFirst()

export const see = (db: Db, { brandId, accountId, at }: { brandId: string; accountId: string; at: Date }) =>
  db.updateTable('staff.shift').set({ seen_at: at }).where('brand_id', '=', brandId).where('account_id', '=', accountId).returning('presence').executeTakeFirst()

export const loseUnseen = (db: Db, { brandId, before, at }: { brandId: string; before: Date; at: Date }) =>
  db
    .updateTable('staff.shift')
    .set({ presence: 'lost', presence_since: at })
    .where('brand_id', '=', brandId)
    .where('presence', '<>', 'lost')
    .where('seen_at', '<', before)
    .returning('account_id')
    .execute()

export const setCapacity = (db: Db, { brandId, accountId }: { brandId: string; accountId: string }, capacity: number) =>
  db.updateTable('staff.agent').set({ capacity }).where('brand_id', '=', brandId).where('account_id', '=', accountId).execute()

export const setRoles = (db: Db, { brandId, accountId }: { brandId: string; accountId: string }, roles: string[]) =>
  db.updateTable('staff.agent').set({ roles }).where('brand_id', '=', brandId).where('account_id', '=', accountId).execute()

const agents = (db: Db, brandId: string) =>
  db
    .selectFrom('staff.agent as a')
    .leftJoin('staff.shift as s', (join) => join.onRef('s.brand_id', '=', 'a.brand_id').onRef('s.account_id', '=', 'a.account_id'))
    .where('a.brand_id', '=', brandId)
    .select(['a.account_id', 'a.roles', 'a.languages', 'a.teams', 'a.capacity', 'a.doors', 'a.hours', 's.on_since', 's.presence'])

export const agentById = (db: Db, brandId: string, accountId: string) =>
  agents(db, brandId).where('a.account_id', '=', accountId).executeTakeFirst()

export const agentsByIds = (db: Db, brandId: string, ids: string[]) =>
  agents(db, brandId).where(sql<boolean>`a.account_id = any(${ids}::uuid[])`).execute()

export const agentsWhoAnswer = (db: Db, brandId: string) =>
  agents(db, brandId).where(sql<boolean>`'agent' = any(a.roles)`).orderBy('a.account_id').execute()

export const agentsOnDuty = (db: Db, brandId: string) =>
  agents(db, brandId).where('s.on_since', 'is not', null).orderBy('s.on_since').orderBy('a.account_id').execute()

export const upsertTeam = (db: Db, { brand_id, key, names }: Row<'staff.team'>) =>
  db
    .insertInto('staff.team')
    .values({ brand_id, key, names })
    .onConflict((conflict) => conflict.columns(['brand_id', 'key']).doUpdateSet({ names }))
    .execute()

export const teams = (db: Db, brandId: string) =>
  db.selectFrom('staff.team').select(['key', 'names']).where('brand_id', '=', brandId).orderBy('key').execute()

export const anyAgent = async (db: Db, brandId: string): Promise<boolean> =>
  (await db.selectFrom('staff.agent').where('brand_id', '=', brandId).select('account_id').limit(1).executeTakeFirst()) !== undefined
