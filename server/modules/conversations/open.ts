import type { Channel, Door, Right } from '#contract/content'
import { newCaseNumber, newId, plainName, Refusal } from '#kernel'
import { together } from '#platform'
import { wakeSequencer } from '#platform/outbox'
import type { Ctx, GuestActor } from '#identity'
import { isUniqueViolation } from './append.ts'
import { excerptOf } from './conversation.ts'
import * as q from './queries.ts'

export type Opening = {
  /** Made by the sender; a repeat of it is answered with the first result. */
  submissionId: string
  door: Door
  channel: Channel
  partnerId: string | null
  askerId: string | null
  askerName: string
  propertyId: string | null
  reservationId: string | null
  topic: string
  subtopic: string
  locale: string
  neededRight: Right
  callbackNumber?: string | null
  /** How a guest has proved who they are, and the level of one who has signed in with an account. */
  proof?: GuestActor['proof'] | 'mail' | null
  level?: number | null
  /** Where the answer is to go when there is no account; as given, proved by nobody. */
  email?: string | null
  promisedAt: Date | null
  body: string
  fileIds?: string[]
  /** What else is known of the first message, as where it came from. */
  data?: Record<string, unknown>
}
export type Opened = { id: string; caseNumber: string; promisedAt: Date | null; repeated: boolean }

const caseNumberTries = 3

/** Opens a conversation with its first message. What the asker may open is decided by the caller, who knows the topic's rules. */
export const open = async (ctx: Ctx, opening: Opening): Promise<Opened> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(ctx, opening)
    } catch (error) {
      if (attempt === caseNumberTries || !isUniqueViolation(error, 'conversation_brand_id_case_number_key')) throw error
    }
  }
}

const openOnce = async (ctx: Ctx, opening: Opening): Promise<Opened> => {
  const id = newId()
  const caseNumber = newCaseNumber()
  const stored = await write(ctx, {
    brand_id: ctx.actor.brandId,
    id,
    case_number: caseNumber,
    door: opening.door,
    channel: opening.channel,
    partner_id: opening.partnerId,
    asker_id: opening.askerId,
    asker_name: plainName(opening.askerName),
    property_id: opening.propertyId,
    reservation_id: opening.reservationId,
    topic: opening.topic,
    subtopic: opening.subtopic,
    locale: opening.locale,
    excerpt: excerptOf(opening.body),
    submission_id: opening.submissionId,
    needs_right: opening.neededRight,
    callback_number: opening.callbackNumber ?? null,
    promised_at: opening.promisedAt,
    asker_proof: opening.proof ?? null,
    asker_level: opening.level ?? null,
    asker_email: opening.email ?? null,
    at: ctx.now(),
    body: opening.body,
    fact_id: newId(),
    file_ids: opening.fileIds ?? [],
    data: opening.data ?? {},
  })
  if (!stored) return findRepeated(ctx, opening)
  wakeSequencer()
  return { id, caseNumber, promisedAt: opening.promisedAt, repeated: false }
}

/** Those that are sent at the same moment are written by one statement; true for each that was not there before. */
const write = together(async ({ db }, conversations: q.NewConversation[]) => {
  const written = await q.insertConversations(db, conversations)
  return conversations.map(({ id }) => written.has(id))
})

const findRepeated = async (ctx: Ctx, opening: Opening): Promise<Opened> => {
  const first = await q.headBySubmission(ctx.db, ctx.actor.brandId, opening.submissionId)
  if (!first || first.asker_id !== opening.askerId || first.body !== opening.body) throw new Refusal('already_used')
  return { id: first.id, caseNumber: first.case_number, promisedAt: first.promised_at, repeated: true }
}
