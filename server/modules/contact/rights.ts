import type { Right } from '#contract/content'
import { colleagues, type Ctx, type PartnerActor } from '#identity'

export type MayContact = { may: true } | { may: false; missing: Right; heldBy: string[] }

/** Whether the person may write or call about this; otherwise who in their organisation may. */
export const mayContact = async (ctx: Ctx<PartnerActor>, needed: Right): Promise<MayContact> => {
  const missing = [...new Set<Right>(['contact-support', needed])].find((right) => !ctx.actor.rights.includes(right))
  if (!missing) return { may: true }
  const people = await colleagues(ctx, ctx.actor.partnerId)
  return { may: false, missing, heldBy: people.filter((person) => person.rights.includes(missing)).map((person) => person.name) }
}
