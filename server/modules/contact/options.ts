import { present } from '#brand'
import type { Door, SubtopicRules } from '#contract/content'
import { partnerById, propertiesOfPartner, type Reservation } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { givenNow } from '#promises'
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
  const [phone, given] = await Promise.all([
    rules.channels.includes('phone') ? phoneState(ctx, { door: 'partner', country: partner?.country ?? '', language: ctx.actor.locale, safety: rules.lane === 'safety' }) : null,
    partnerPromise(ctx, { topic: topic.key, subtopic: subtopic.key, rules, stay: null, timeZone: await zoneOf(ctx) }),
  ])
  return {
    topic,
    subtopic,
    may,
    callFirst: rules.callFirst,
    message: rules.channels.includes('message')
      ? { rule: given.rule, answerBy: given.by }
      : null,
    phone,
    chat: rules.channels.includes('chat') ? await chatsNow(ctx, 'partner') : null,
  }
}
export type Options = Awaited<ReturnType<typeof options>>

type PartnerMatter = { topic: string; subtopic: string; rules: SubtopicRules; stay: Reservation | null; timeZone: string }

/** The promise that a partner can honestly be given now; what is urgent waits no longer in a season. */
export const partnerPromise = async (ctx: Ctx<PartnerActor>, matter: PartnerMatter) => {
  const country = (await isAny(ctx)) ? ((await partnerById(ctx, ctx.actor.partnerId))?.country ?? null) : null
  return givenNow(ctx, { ...matter, door: 'partner', country, language: ctx.actor.locale })
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
