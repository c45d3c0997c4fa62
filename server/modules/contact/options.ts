import { present } from '#brand'
import type { Door, PromiseRule, SubtopicRules } from '#contract/content'
import { partnerById, propertiesOfPartner } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { answerBy, ruleNow } from '#promises'
import { chatsNow, forecastPhoneMinutes } from '#queue'
import { isAny } from '#seasons'
import { lineFor } from '#voice'
import { partnerSubtopic } from './place.ts'
import { mayContact } from './rights.ts'

/** Every channel with its state before the tap: answer time, opening hours, expected wait. */
export const options = async (ctx: Ctx<PartnerActor>, where: { topic: string; subtopic: string }) => {
  const { topic, subtopic } = await partnerSubtopic(ctx, where)
  const { rules } = subtopic
  const [may, partner] = await Promise.all([mayContact(ctx, rules.right), partnerById(ctx, ctx.actor.partnerId)])
  const [phone, rule] = await Promise.all([
    rules.channels.includes('phone') ? phoneState(ctx, { door: 'partner', country: partner?.country ?? '', language: ctx.actor.locale, safety: rules.lane === 'safety' }) : null,
    partnerRuleNow(ctx, { topic: topic.key, rules }),
  ])
  return {
    topic,
    subtopic,
    may,
    callFirst: rules.callFirst,
    message: rules.channels.includes('message')
      ? { rule, answerBy: answerBy(rule, ctx.now(), await zoneOf(ctx)) }
      : null,
    phone,
    chat: rules.channels.includes('chat') ? await chatsNow(ctx, 'partner') : null,
  }
}
export type Options = Awaited<ReturnType<typeof options>>

type PartnerPlace = { topic: string; rules: SubtopicRules }

/** The promise that a partner can honestly be given now; what is urgent waits no longer in a season. */
export const partnerRuleNow = async (ctx: Ctx<PartnerActor>, { topic, rules }: PartnerPlace): Promise<PromiseRule> => {
  if (!(await isAny(ctx))) return rules.promise
  const country = (await partnerById(ctx, ctx.actor.partnerId))?.country ?? null
  const urgent = rules.urgent || rules.lane === 'safety'
  return ruleNow(ctx, rules.promise, { door: 'partner', topic, country, language: ctx.actor.locale, urgent, traveller: { checkInAt: null, inStay: false } })
}

/** The line that is right for somebody now, and the wait to expect on it. */
export const phoneState = async (ctx: Ctx, caller: { door: Door; country: string; language: string; safety?: boolean }) => {
  const [line, waitMinutes, brand] = await Promise.all([
    lineFor(ctx, caller),
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
