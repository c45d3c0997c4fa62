import type { CallBackPort } from '#web/pages'
import { askForCall, askForGuestCall, options, guestOptions, promisedCall, timesToCall, type GuestSender } from '#contact'
import type { Ctx, GuestActor, PartnerActor } from '#identity'
import { localised, Refusal } from '#kernel'
import { translator } from '#web/locales'
import type { App } from './app.ts'

type Found = { topic: { names: Record<string, string> }; subtopic: { names: Record<string, string> } }

const bodyOf = ({ topic, subtopic }: Found, locale: string) =>
  translator(locale, 'UTC').t('contact.callBody', { topic: localised(topic.names, locale), subtopic: localised(subtopic.names, locale) })

const view = async (app: App, ctx: Ctx<PartnerActor | GuestActor>, conversationId: string) => {
  const { standing, ...promised } = await promisedCall(ctx, conversationId, app.secret)
  return { ...promised, standing: standing && { state: standing.state, place: standing.place?.place ?? null, minutes: standing.place?.minutes ?? null, at: standing.at, agent: standing.agent } }
}

/** A partner user asks to be called. */
export const partnerCallBack = (app: App, ctx: Ctx<PartnerActor>, locale: string): CallBackPort => ({
  callsBack: app.phone !== null,
  callBackTimes: () => timesToCall(ctx),
  askForCall: async (at, { when, ...wish }) => askForCall(ctx, { ...at, ...wish, at: when, locale, body: bodyOf(await options(ctx, at), locale) }, app.secret),
  callBack: (conversationId) => view(app, ctx, conversationId),
})

/** A guest asks to be called; only who has opened a booking is. */
export const guestCallBack = (app: App, ctx: Ctx<GuestSender>, locale: string): CallBackPort => {
  const { actor } = ctx
  const guest = actor.kind === 'guest' && actor.proof !== 'short-pin' ? { ...ctx, actor } : null
  const known = () => {
    if (!guest) throw new Refusal('not_found')
    return guest
  }
  return {
    callsBack: app.phone !== null && guest !== null,
    callBackTimes: () => timesToCall(known()),
    askForCall: async (at, { when, ...wish }) => askForGuestCall(known(), { ...at, ...wish, at: when, locale, body: bodyOf(await guestOptions(known(), { ...at, locale }), locale) }, app.secret),
    callBack: (conversationId) => view(app, known(), conversationId),
  }
}
