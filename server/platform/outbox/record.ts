import { newId } from '#kernel'
import { countContent } from '../content-version.ts'
import type { BaseActor, Context } from '../postgres/index.ts'

/** Something that happened, recorded in the transaction that made it happen. */
export type Fact = {
  name: string
  conversationId?: string
  /** The organisation it concerns; its people may be told about facts that are `forAsker`. */
  partnerId?: string | null
  forAsker?: boolean
  seq?: number
  payload?: Record<string, unknown>
  /** Readers who are nobody in particular are shown something else from now on: pages kept for them are out of date. */
  changesPages?: boolean
}

/** Writes a fact; listeners and screens learn of it after commit. */
export const record = async (ctx: Context<BaseActor>, fact: Fact): Promise<void> => {
  await ctx.db
    .insertInto('platform.fact')
    .values({
      id: newId(),
      brand_id: ctx.actor.brandId,
      name: fact.name,
      conversation_id: fact.conversationId ?? null,
      partner_id: fact.partnerId ?? null,
      for_asker: fact.forAsker ?? false,
      seq: fact.seq ?? null,
      payload: JSON.stringify(fact.payload ?? {}),
      recorded_at: ctx.now(),
    })
    .execute()
  if (fact.changesPages) await countContent(ctx.db, ctx.actor.brandId)
  wakeSequencer()
}

let wake: () => void = () => undefined
/** Tells this node's sequencer that something was committed or soon will be. */
export const wakeSequencer = (): void => wake()
export const onWake = (callback: () => void): void => void (wake = callback)
