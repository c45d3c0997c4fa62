import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import type { AskerActor } from './policy.ts'

/** Whoever has proved nothing says where answers are to go; who has an account has its address. */
export const giveAddress = async (ctx: Ctx<AskerActor>, id: string, email: string): Promise<void> => {
  if (ctx.actor.kind !== 'guest' || ctx.actor.proof !== 'visit') throw new Refusal('not_allowed')
  await ctx.db
    .updateTable('conversations.conversation')
    .set({ asker_email: email })
    .where('brand_id', '=', ctx.actor.brandId)
    .where('id', '=', id)
    .where('asker_id', '=', ctx.actor.id)
    .execute()
}
