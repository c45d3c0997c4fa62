import type { Channel } from '#contract/content'
import { open, type Opened } from '#conversations'
import { reservationById, reservationsByEmail, type Reservation } from '#directory'
import type { Ctx, GuestActor, VisitorActor } from '#identity'
import { Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { givenNow } from '#promises'
import { guestSubtopic } from './place.ts'
import { checkedBody } from './send.ts'

/** A guest who has proved a booking or the account, or somebody of whom nothing is known. */
export type GuestSender = GuestActor | VisitorActor
export type GuestMessage = {
  submissionId: string
  topic: string
  subtopic: string
  body: string
  /** The language of the page it was written on: the conversation keeps it. */
  locale: string
  /** Which of the account's bookings; a session for one booking is about that one. */
  reservationId?: string | undefined
  fileIds?: string[]
  /** From somebody who has proved nothing: as given, held for what they say and no more. */
  name?: string | undefined
  email?: string | undefined
  network: string
}

/** A guest writes to staff. Whatever is known of them comes from their session, never from the form. */
export const sendGuestMessage = async (ctx: Ctx<GuestSender>, message: GuestMessage): Promise<Opened> => {
  await guestSubtopic(ctx, message.topic, message.subtopic)
  checkedBody(message.body)
  const sender = ctx.actor.kind === 'guest' ? knownSender(ctx.actor) : await unknown(ctx, message)
  return openForGuest(ctx, message, { ...sender, accountId: ctx.actor.id, channel: 'message' })
}

type Asker = Sender & { accountId: string | null; channel: Channel }

/** Opens a conversation of the guests' door by any channel, for whoever the caller has made sure of. */
export const openForGuest = async (ctx: Ctx<GuestSender>, message: GuestMessage, { accountId, channel, ...sender }: Asker): Promise<Opened> => {
  const { subtopic } = await guestSubtopic(ctx, message.topic, message.subtopic)
  const body = checkedBody(message.body)
  const reservation = await bookingOf(ctx, message.reservationId)
  const { by } = await givenNow(ctx, {
    door: 'guest', topic: message.topic, subtopic: message.subtopic, rules: subtopic.rules, country: null, language: message.locale, stay: reservation, timeZone: reservation?.timeZone ?? 'UTC',
  })
  return open(ctx, {
    submissionId: message.submissionId, door: 'guest', channel,
    // A guest's words are never a partner's to read, whoever's house it is about.
    partnerId: null,
    askerId: accountId, askerName: sender.name, propertyId: reservation?.propertyId ?? null, reservationId: reservation?.id ?? null,
    topic: message.topic, subtopic: message.subtopic, locale: message.locale, neededRight: subtopic.rules.right,
    promisedAt: by, body, fileIds: message.fileIds ?? [],
    proof: sender.proof, level: sender.level, email: sender.email,
  })
}

/** The bookings that a guest may write about: the one they have proved, or all of the account's. */
export const bookingsOf = async (ctx: Ctx<GuestSender>): Promise<Reservation[]> => {
  if (ctx.actor.kind !== 'guest' || ctx.actor.proof === 'visit') return []
  const { reservationId, email } = ctx.actor
  if (reservationId === null) return reservationsByEmail(ctx, email, mostBookings)
  const reservation = await reservationById(ctx, reservationId)
  return reservation ? [reservation] : []
}

const mostBookings = 50

/** The one booking it is about; an account with several says which. Somebody else's and none at all are refused alike. */
export const bookingOf = async (ctx: Ctx<GuestSender>, reservationId: string | undefined): Promise<Reservation | null> => {
  const bookings = await bookingsOf(ctx)
  if (ctx.actor.kind === 'guest' && ctx.actor.reservationId !== null) return bookings[0] ?? null
  if (!reservationId) return null
  const chosen = bookings.find(({ id }) => id === reservationId)
  if (!chosen) throw new Refusal('invalid', { field: 'booking', problem: 'unknown' })
  return chosen
}

type Sender = { name: string; proof: GuestActor['proof'] | null; level: number | null; email: string | null }

export const knownSender = ({ name, proof, loyaltyLevel }: GuestActor): Sender => ({ name, proof, level: loyaltyLevel, email: null })

const limit = { most: 6, windowMinutes: 60 }

const unknown = async (ctx: Ctx<GuestSender>, { name = '', email = '', network }: GuestMessage): Promise<Sender> => {
  const typed = { name: name.trim(), email: email.trim() }
  // All that is to be mended at once: nobody is sent back twice.
  const problems = [nameProblem(typed.name), emailProblem(typed.email)].filter((problem) => problem !== null)
  if (problems.length > 0) throw new Refusal('invalid', { field: 'sender', problem: 'incomplete', problems })
  await countAttempt(ctx, { subject: `guest-message:${network}`, ...limit })
  return { ...typed, proof: null, level: null }
}

export const nameProblem = (name: string) => (name === '' ? 'name/empty' : name.length > 120 ? 'name/too-long' : null)

export const emailProblem = (email: string) =>
  email.length <= 254 && /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+\.[^\s@,;:<>()[\]\\"]+$/.test(email) ? null : 'email/form'
