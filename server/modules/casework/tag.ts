import { sql } from 'kysely'
import { headOf } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'

const mostTags = 20

/** Puts tags on a conversation and takes others off; what is there or not there already stays so. */
export const changeTags = (ctx: Ctx<AgentActor>, conversationId: string, { add, remove }: { add: string[]; remove: string[] }): Promise<string[]> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    if (!(await headOf(tx, conversationId))) throw new Refusal('not_found')
    if (remove.length > 0) await tx.db.deleteFrom('casework.tag').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).where('tag', 'in', remove).execute()
    const rows = add.map((tag) => ({ brand_id: brandId, conversation_id: conversationId, tag, tagged_by: tx.actor.id, tagged_at: tx.now() }))
    if (rows.length > 0) await tx.db.insertInto('casework.tag').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
    const tags = await tagsOf(tx, conversationId)
    if (tags.length > mostTags) throw new Refusal('invalid', { field: 'tags', problem: 'too-many', most: mostTags })
    await record(tx, { name: 'conversation.tagged', conversationId })
    return tags
  })

export const tagsOf = async (ctx: Ctx, conversationId: string): Promise<string[]> => {
  const rows = await ctx.db.selectFrom('casework.tag').where('brand_id', '=', ctx.actor.brandId).where('conversation_id', '=', conversationId).select('tag').orderBy('tag').execute()
  return rows.map(({ tag }) => tag)
}

const mostKnown = 500

/** Every tag in use, from one to the next through the index: as fast with a million tagged conversations. */
export const knownTags = async (ctx: Ctx): Promise<string[]> => {
  const { brandId } = ctx.actor
  const { rows } = await sql<{ tag: string }>`
    with recursive known as (
      (select tag from casework.tag where brand_id = ${brandId} order by tag limit 1)
      union all
      select (select t.tag from casework.tag t where t.brand_id = ${brandId} and t.tag > known.tag order by t.tag limit 1) from known where known.tag is not null)
    select tag from known where tag is not null limit ${mostKnown}`.execute(ctx.db)
  return rows.map(({ tag }) => tag)
}
