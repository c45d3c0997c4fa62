import type { NewView, SavedView } from '#contract/casework'
import type { AgentActor, Ctx } from '#identity'
import { namesByIds } from '#identity'
import { newId, Refusal } from '#kernel'
import { agentById } from '#staff'

const mostViews = 50

/** Keeps a choice of filters under a name, for oneself or for all. */
export const saveView = async (ctx: Ctx<AgentActor>, { name, shared, filters }: NewView): Promise<string> => {
  const own = await ctx.db.selectFrom('casework.view').where('brand_id', '=', ctx.actor.brandId).where('owner_id', '=', ctx.actor.id).select('id').execute()
  if (own.length >= mostViews) throw new Refusal('invalid', { field: 'name', problem: 'too-many', most: mostViews })
  const id = newId()
  await ctx.db.insertInto('casework.view').values({ brand_id: ctx.actor.brandId, id, owner_id: ctx.actor.id, name, shared, filters, made_at: ctx.now() }).execute()
  return id
}

/** One's own, or as a lead anybody's. */
export const dropView = async (ctx: Ctx<AgentActor>, id: string): Promise<void> => {
  const roles = (await agentById(ctx, ctx.actor.id))?.roles ?? []
  const row = await ctx.db.selectFrom('casework.view').where('brand_id', '=', ctx.actor.brandId).where('id', '=', id).select(['owner_id', 'shared']).executeTakeFirst()
  const isTheirs = row?.owner_id === ctx.actor.id
  if (!row || (!isTheirs && !row.shared)) throw new Refusal('not_found')
  if (!isTheirs && !roles.includes('lead') && !roles.includes('admin')) throw new Refusal('not_allowed')
  await ctx.db.deleteFrom('casework.view').where('brand_id', '=', ctx.actor.brandId).where('id', '=', id).execute()
}

const mostShown = 200

/** One's own and those that are shared, by name. */
export const viewsFor = async (ctx: Ctx<AgentActor>): Promise<SavedView[]> => {
  const rows = await ctx.db
    .selectFrom('casework.view')
    .where('brand_id', '=', ctx.actor.brandId)
    .where((eb) => eb.or([eb('owner_id', '=', ctx.actor.id), eb('shared', '=', true)]))
    .select(['id', 'owner_id', 'name', 'shared', 'filters'])
    .orderBy('name')
    .limit(mostShown)
    .execute()
  const names = await namesByIds(ctx, rows.map((row) => row.owner_id))
  return rows.map((row) => ({ id: row.id, name: row.name, shared: row.shared, filters: row.filters, own: row.owner_id === ctx.actor.id, by: names.get(row.owner_id) ?? '' }))
}
