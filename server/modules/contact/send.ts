import { open, type Opened } from '#conversations'
import { propertiesOfPartner, propertyById, reservationByNumber, type Property, type Reservation } from '#directory'
import type { Ctx, PartnerActor } from '#identity'
import { Refusal } from '#kernel'
import type { AppReport } from '#contract/app'
import type { Channel, SubtopicRules } from '#contract/content'
import { maxBodyLength } from '#contract/conversations'
import { partnerPromise } from './options.ts'
import { partnerSubtopic } from './place.ts'
import { mayContact } from './rights.ts'

export type Message = {
  submissionId: string
  topic: string
  subtopic: string
  propertyId?: string | undefined
  confirmationNumber?: string | undefined
  body: string
  locale: string
  fileIds?: string[]
  /** Where it comes from, when it comes from the app. */
  report?: AppReport
}

/** Sends a message to staff: opens its conversation with the promise its subtopic gives. */
export const sendMessage = (ctx: Ctx<PartnerActor>, message: Message): Promise<Opened> => openConversation(ctx, message, 'message')

/** Reports from the app: the same, from its own tree of reasons and with where it comes from. */
export const sendReport = (ctx: Ctx<PartnerActor>, message: Message & { report: AppReport }): Promise<Opened> => openConversation(ctx, message, 'app')

/** Opens a conversation of the partner door by any channel; what it is about is checked here, at the earliest shared place. */
export const openConversation = async (ctx: Ctx<PartnerActor>, message: Message, channel: Channel): Promise<Opened> => {
  const { subtopic } = await partnerSubtopic(ctx, message, channel)
  const may = await mayContact(ctx, subtopic.rules.right)
  if (!may.may) throw new Refusal('not_allowed', { missing: may.missing, heldBy: may.heldBy })
  if (!offers(subtopic.rules, channel)) throw new Refusal('not_allowed', { channel })
  const body = checkedBody(message.body)
  const about = await whatItIsAbout(ctx, message, subtopic.rules)
  const { topic } = message
  const { by } = await partnerPromise(ctx, { topic, subtopic: message.subtopic, rules: subtopic.rules, stay: about.reservation, timeZone: about.property?.timeZone ?? ctx.actor.timeZone })
  return open(ctx, {
    submissionId: message.submissionId,
    door: 'partner',
    channel,
    partnerId: ctx.actor.partnerId,
    askerId: ctx.actor.id,
    askerName: ctx.actor.name,
    propertyId: about.property?.id ?? null,
    reservationId: about.reservation?.id ?? null,
    topic: message.topic,
    subtopic: message.subtopic,
    locale: message.locale,
    neededRight: subtopic.rules.right,
    promisedAt: channel === 'phone' ? null : by,
    body,
    fileIds: message.fileIds ?? [],
    ...(message.report ? { data: { report: message.report } } : {}),
  })
}

// What can be written as a message can be reported from the app too.
const offers = ({ channels }: SubtopicRules, channel: Channel) => channels.includes(channel) || (channel === 'app' && channels.includes('message'))

export const checkedBody = (typed: string) => {
  const body = typed.trim()
  if (body.length === 0) throw new Refusal('invalid', { field: 'body', problem: 'empty' })
  if (body.length > maxBodyLength) throw new Refusal('invalid', { field: 'body', problem: 'too-long', length: body.length })
  return body
}

type About = { property: Pick<Property, 'id' | 'timeZone'> | null; reservation: Reservation | null }

const whatItIsAbout = async (ctx: Ctx<PartnerActor>, message: Message, rules: SubtopicRules): Promise<About> => {
  const typed = message.confirmationNumber?.trim() ?? ''
  if (rules.reservation !== 'none' && typed !== '') {
    const reservation = await ownReservation(ctx, typed)
    return { reservation, property: { id: reservation.propertyId, timeZone: reservation.timeZone } }
  }
  return { reservation: null, property: await ownProperty(ctx, message.propertyId) }
}

const confirmationDigits = 10

// Somebody else's number and one that does not exist get the same answer: who has booked where is nobody's business.
const ownReservation = async (ctx: Ctx<PartnerActor>, typed: string): Promise<Reservation> => {
  const digits = typed.replace(/\D/g, '')
  if (digits.length !== confirmationDigits) throw new Refusal('invalid', { field: 'confirmation', problem: 'length', length: digits.length })
  const reservation = await reservationByNumber(ctx, digits)
  if (!reservation || reservation.partnerId !== ctx.actor.partnerId) throw new Refusal('invalid', { field: 'confirmation', problem: 'unknown' })
  return reservation
}

const ownProperty = async (ctx: Ctx<PartnerActor>, propertyId: string | undefined) => {
  if (propertyId) {
    const property = await propertyById(ctx, propertyId)
    if (!property || property.partnerId !== ctx.actor.partnerId) throw new Refusal('invalid', { field: 'property', problem: 'unknown' })
    return property
  }
  const properties = await propertiesOfPartner(ctx, ctx.actor.partnerId)
  if (properties.length > 1) throw new Refusal('invalid', { field: 'property', problem: 'missing' })
  return properties[0] ?? null
}
