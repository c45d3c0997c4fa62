import { namesIn, wordsFor } from '#articles'
import { Localised } from '#contract/content'
import { MacroActions, type EditedReplies, type EditedReply } from '#contract/macros'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { agentById } from '#staff'
import { findSubtopic, findTopic } from '#topics'
import { valueNames } from './saved-reply.ts'

/** Leads and admins keep what all insert. */
const mustLead = async (ctx: Ctx<AgentActor>) => {
  const roles = (await agentById(ctx, ctx.actor.id))?.roles ?? []
  if (!roles.includes('lead') && !roles.includes('admin')) throw new Refusal('not_allowed')
}

/** Every saved reply as its editor has it, and the names of values that may stand in it. */
export const editedReplies = async (ctx: Ctx<AgentActor>): Promise<EditedReplies> => {
  await mustLead(ctx)
  const rows = await ctx.db
    .selectFrom('casework.saved_reply')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('removed', '=', false)
    .select(['door', 'key', 'topics', 'names', 'bodies', 'actions', 'edited_by', 'edited_at'])
    .orderBy('door', 'desc')
    .orderBy('place')
    .execute()
  const names = await namesByIds(ctx, rows.flatMap((row) => row.edited_by ?? []))
  return {
    replies: rows.map((row) => ({
      door: row.door === 'guest' ? 'guest' : 'partner', key: row.key, topics: row.topics, names: Localised.parse(row.names), bodies: Localised.parse(row.bodies), actions: MacroActions.parse(row.actions),
      edited: row.edited_at ? { by: names.get(row.edited_by ?? '') ?? '', at: row.edited_at.toISOString() } : null,
    })),
    values: [...valueNames, ...Object.keys(await wordsFor(ctx))].toSorted(),
  }
}

/** Makes a saved reply, or changes it; an import of files leaves it as it is from then on. */
export const saveReply = (ctx: Ctx<AgentActor>, { door, key, topics, names, bodies, actions }: EditedReply): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await mustLead(tx)
    const written = Object.fromEntries(Object.entries(bodies).flatMap(([locale, body]) => (body?.trim() ? [[locale, body.trim()]] : [])))
    await check(tx, { door, key, topics, names, bodies: written, actions })
    const last = await tx.db.selectFrom('casework.saved_reply').where('brand_id', '=', tx.actor.brandId).where('door', '=', door).select(({ fn }) => fn.max('place').as('place')).executeTakeFirst()
    const values = {
      topics, names: JSON.stringify(names), bodies: JSON.stringify(written), actions: JSON.stringify(actions), edited_by: tx.actor.id, edited_at: tx.now(), removed: false,
    }
    await tx.db
      .insertInto('casework.saved_reply')
      .values({ brand_id: tx.actor.brandId, door, key, place: (last?.place ?? -1) + 1, ...values })
      .onConflict((conflict) => conflict.columns(['brand_id', 'door', 'key']).doUpdateSet(values))
      .execute()
  })

/** Takes one away; an import does not bring it back. */
export const removeReply = async (ctx: Ctx<AgentActor>, { door, key }: Pick<EditedReply, 'door' | 'key'>): Promise<void> => {
  await mustLead(ctx)
  const row = await ctx.db
    .updateTable('casework.saved_reply')
    .set({ removed: true, edited_by: ctx.actor.id, edited_at: ctx.now() })
    .where('brand_id', '=', ctx.actor.brandId)
    .where('door', '=', door)
    .where('key', '=', key)
    .returning('key')
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
}

const check = async (ctx: Ctx<AgentActor>, { door, topics, names, bodies, actions }: EditedReply) => {
  if (!names.en?.trim()) throw new Refusal('invalid', { field: 'names', problem: 'english' })
  if (Object.keys(bodies).length === 0 && actions.length === 0) throw new Refusal('invalid', { field: 'bodies', problem: 'empty' })
  if (Object.keys(bodies).length > 0 && bodies.en === undefined) throw new Refusal('invalid', { field: 'bodies', problem: 'english' })
  const known = new Set<string>([...valueNames, ...Object.keys(await wordsFor(ctx))])
  const texts = [...Object.values(bodies), ...actions.flatMap((action) => (action.do === 'note' ? [action.text] : action.do === 'hand-over' ? [action.note] : []))]
  const unknown = texts.flatMap((text) => namesIn(text ?? '')).find((name) => !known.has(name))
  if (unknown) throw new Refusal('invalid', { field: 'bodies', problem: 'unknown-value', name: unknown })
  for (const place of topics) {
    const [topic = '', subtopic] = place.split('/')
    const found = subtopic === undefined ? await findTopic(ctx, door, topic) : await findSubtopic(ctx, { door, topic, subtopic })
    if (!found) throw new Refusal('invalid', { field: 'topics', problem: 'unknown', name: place })
  }
  for (const action of actions) {
    if (action.do === 'topic' && !(await findSubtopic(ctx, { door, ...action }))) throw new Refusal('invalid', { field: 'actions', problem: 'gone', action: 'topic' })
  }
}
