import type { Localised, Right } from '#contract/content'
import type { Ctx } from './actor.ts'
import * as q from './queries.ts'

export type Colleague = { id: string; name: string; email: string; roleTitle: Localised; rights: Right[] }
export type Person = { id: string; name: string; email: string; locale: string; timeZone: string; partnerId: string | null }
export type DemoPerson = { id: string; kind: 'partner' | 'agent'; name: string; email: string; why: Localised; partnerId: string | null }

/** The users of one partner with their rights, so that somebody without a right learns who has it. */
export const colleagues = async (ctx: Ctx, partnerId: string): Promise<Colleague[]> =>
  (await q.usersOfPartner(ctx.db, ctx.actor.brandId, partnerId)).map((row) => ({
    id: row.id, name: row.name, email: row.email, roleTitle: row.role_title, rights: row.rights as Right[],
  }))

export const personById = async (ctx: Ctx, id: string): Promise<Person | null> => {
  const row = await q.accountById(ctx.db, ctx.actor.brandId, id)
  return row ? personOf(row) : null
}

export const peopleByIds = async (ctx: Ctx, ids: string[]): Promise<Map<string, Person>> => {
  const rows = ids.length === 0 ? [] : await q.accountsByIds(ctx.db, ctx.actor.brandId, ids)
  return new Map(rows.map((row) => [row.id, personOf(row)]))
}

export const personOf = (row: q.AccountRow): Person => ({
  id: row.id, name: row.name, email: row.email, locale: row.locale, timeZone: row.time_zone, partnerId: row.partner_id,
})

/** Whether an address is a partner user's. */
export const isPartnerEmail = async (ctx: Ctx, email: string): Promise<boolean> =>
  (await q.accountByEmail(ctx.db, ctx.actor.brandId, { kind: 'partner', email })) !== undefined

export const namesByIds = async (ctx: Ctx, ids: string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('identity.account').where('brand_id', '=', ctx.actor.brandId).where('id', 'in', [...new Set(ids)]).select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The demo world's people: those accounts that say why they are interesting. */
export const demoPeople = async (ctx: Ctx): Promise<DemoPerson[]> => {
  const rows = await ctx.db
    .selectFrom('identity.account as a')
    .leftJoin('identity.partner_user as u', (join) => join.onRef('u.brand_id', '=', 'a.brand_id').onRef('u.account_id', '=', 'a.id'))
    .where('a.brand_id', '=', ctx.actor.brandId)
    .where('a.why', 'is not', null)
    .select(['a.id', 'a.kind', 'a.name', 'a.email', 'a.why', 'u.partner_id'])
    .orderBy('a.kind', 'desc')
    .orderBy('a.created_at')
    .orderBy('a.name')
    .execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind as 'partner' | 'agent', name: row.name, email: row.email, why: row.why ?? {}, partnerId: row.partner_id }))
}


/** The partner user with this address, or null. */
export const accountOfPartner = async (ctx: Ctx, email: string): Promise<Person | null> => {
  const row = await q.accountByEmail(ctx.db, ctx.actor.brandId, { kind: 'partner', email })
  return row ? personOf(row) : null
}
