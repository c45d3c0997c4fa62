import { open } from '#conversations'
import { partnerById, propertyByNumber } from '#directory'
import { recogniseByForm } from '#doors'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { givenNow } from '#promises'
import { partnerSubtopic } from './place.ts'

export type LockedOut = { submissionId: string; propertyNumber: string; name: string; text: string; locale: string; network: string }

const where = { topic: 'account', subtopic: 'password-and-login' }

/**
 * Somebody who cannot sign in asks to be called back on the number on file. Says nothing about whether the property
 * exists: the answer is always the same, and so is the work.
 */
export const askForCallBack = async (ctx: Ctx, request: LockedOut): Promise<void> => {
  // A guest's words are never stored among a partner's, whatever page let them through.
  if (recogniseByForm({ name: request.propertyNumber, text: request.text })?.door === 'guest') throw new Refusal('invalid', { field: 'text', problem: 'guest' })
  await countAttempt(ctx, { subject: `locked-out:${request.network}`, most: 5, windowMinutes: 60 })
  if (await isAskedForAlready(ctx, request.propertyNumber)) return
  const subtopic = await callBackSubtopic(ctx)
  const property = await propertyByNumber(ctx, request.propertyNumber)
  const partner = property ? await partnerById(ctx, property.partnerId) : null
  if (!property || !partner) return
  const { by } = await givenNow(ctx, { door: 'partner', ...where, rules: subtopic.rules, country: property.country, language: request.locale, stay: null, timeZone: property.timeZone })
  await open(ctx, {
    submissionId: request.submissionId,
    door: 'partner',
    channel: 'callback',
    // Nobody has proved to be of this partner, so it does not stand in the partner's inbox.
    partnerId: null,
    askerId: null,
    askerName: request.name,
    propertyId: property.id,
    reservationId: null,
    ...where,
    locale: request.locale,
    neededRight: subtopic.rules.right,
    callbackNumber: partner.phoneOnFile,
    promisedAt: by,
    body: request.text,
  })
}

/** The subtopic such a call-back belongs to, with its promise. */
export const callBackSubtopic = async (ctx: Ctx) => (await partnerSubtopic(ctx, where)).subtopic

// Whoever asks from many networks for the same property has been heard; saying so would tell which properties there are.
const isAskedForAlready = (ctx: Ctx, propertyNumber: string): Promise<boolean> =>
  countAttempt(ctx, { subject: `locked-out-property:${propertyNumber.slice(0, 40)}`, most: 5, windowMinutes: 60 }).then(() => false, (error: unknown) => {
    if (error instanceof Refusal && error.code === 'too_many') return true
    throw error
  })
