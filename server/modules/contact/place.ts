import type { Channel } from '#contract/content'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { findSubtopic, isOfAppAlone } from '#topics'

/** A subtopic of the guests' tree by its keys; refuses with `not_found`. */
export const guestSubtopic = async (ctx: Ctx, topic: string, subtopic: string) => {
  const found = await findSubtopic(ctx, { door: 'guest', topic, subtopic })
  if (!found) throw new Refusal('not_found')
  return found
}

/** A subtopic of the partner tree by its keys; refuses with `not_found`, outside the app also what only the app offers. */
export const partnerSubtopic = async (ctx: Ctx, { topic, subtopic }: { topic: string; subtopic: string }, channel?: Channel) => {
  const found = await findSubtopic(ctx, { door: 'partner', topic, subtopic })
  if (!found || (channel !== 'app' && isOfAppAlone(found.topic))) throw new Refusal('not_found')
  return found
}
