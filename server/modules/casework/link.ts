import { headOf } from '#conversations'
import type { AgentActor, Ctx } from '#identity'
import { Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'

/** Says that two conversations belong together; neither asker learns of it. */
export const link = (ctx: Ctx<AgentActor>, id: string, otherId: string): Promise<void> => change(ctx, [id, otherId], async (tx, key) => {
  await tx.db
    .insertInto('casework.link')
    .values({ brand_id: tx.actor.brandId, ...key, linked_by: tx.actor.id, linked_at: tx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
})

export const unlink = (ctx: Ctx<AgentActor>, id: string, otherId: string): Promise<void> => change(ctx, [id, otherId], async (tx, key) => {
  await tx.db.deleteFrom('casework.link').where((eb) => eb.and({ brand_id: tx.actor.brandId, ...key })).execute()
})

type Key = { one_id: string; other_id: string }

const change = (ctx: Ctx<AgentActor>, pair: [string, string], write: (tx: Ctx<AgentActor>, key: Key) => Promise<void>) =>
  inTransaction(ctx, async (tx) => {
    const [one, other] = pair.toSorted()
    if (!one || !other || one === other) throw new Refusal('invalid', { field: 'otherId', problem: 'same' })
    for (const id of pair) if (!(await headOf(tx, id))) throw new Refusal('not_found')
    await write(tx, { one_id: one, other_id: other })
    for (const conversationId of pair) await record(tx, { name: 'conversation.linked', conversationId })
  })

export const linkedTo = async (ctx: Ctx, id: string): Promise<string[]> => {
  const rows = await ctx.db
    .selectFrom('casework.link')
    .where('brand_id', '=', ctx.actor.brandId)
    .where((eb) => eb.or([eb('one_id', '=', id), eb('other_id', '=', id)]))
    .select(['one_id', 'other_id'])
    .orderBy('linked_at')
    .execute()
  return rows.map((row) => (row.one_id === id ? row.other_id : row.one_id))
}
