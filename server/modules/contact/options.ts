import { present } from '#brand'
import { partnerById, propertiesOfPartner } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { answerBy } from '#promises'
import { forecastPhoneMinutes } from '#queue'
import { lineFor } from '#voice'
import { partnerSubtopic } from './place.ts'
import { mayContact } from './rights.ts'

/** Every channel with its state before the tap: answer time, opening hours, expected wait. */
export const options = async (ctx: Ctx<PartnerActor>, where: { topic: string; subtopic: string }) => {
  const { topic, subtopic } = await partnerSubtopic(ctx, where.topic, where.subtopic)
  const { rules } = subtopic
  const [may, phone] = await Promise.all([mayContact(ctx, rules.right), rules.channels.includes('phone') ? phoneState(ctx) : null])
  return {
    topic,
    subtopic,
    may,
    callFirst: rules.callFirst,
    message: rules.channels.includes('message')
      ? { rule: rules.promise, answerBy: answerBy(rules.promise, ctx.now(), await zoneOf(ctx)) }
      : null,
    phone,
  }
}
export type Options = Awaited<ReturnType<typeof options>>

/** The line that is right for this partner now, and the wait to expect on it. */
const phoneState = async (ctx: Ctx<PartnerActor>) => {
  const partner = await partnerById(ctx, ctx.actor.partnerId)
  const [line, waitMinutes, brand] = await Promise.all([
    lineFor(ctx, { door: 'partner', country: partner?.country ?? '', language: ctx.actor.locale }),
    forecastPhoneMinutes(ctx),
    present(ctx),
  ])
  return line ? { ...line, waitMinutes, codeMinutes: brand.settings.callerCodeMinutes } : null
}

/** The zone working days are counted in: the property's when there is one, else the person's. */
const zoneOf = async (ctx: Ctx<PartnerActor>): Promise<string> => {
  const properties = await propertiesOfPartner(ctx, ctx.actor.partnerId)
  const only = properties.length === 1 ? properties[0] : undefined
  return only?.timeZone ?? ctx.actor.timeZone
}
