import type { ConversationHead } from '#conversations'
import { propertyById, reservationById } from '#directory'
import type { Ctx } from '#identity'
import { findSubtopic } from '#topics'
import { givenNow, type Given } from './matter.ts'

/** What would be promised about a conversation from a moment on, as things are now; null when its subtopic is gone. */
export const givenFor = async (tx: Ctx, head: ConversationHead, from: Date): Promise<Given | null> => {
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const found = await findSubtopic(tx, { door, topic: head.topic, subtopic: head.subtopic })
  if (!found) return null
  const property = head.property_id ? await propertyById(tx, head.property_id) : null
  const stay = head.reservation_id ? await reservationById(tx, head.reservation_id) : null
  return givenNow(tx, {
    door, topic: head.topic, subtopic: head.subtopic, rules: found.subtopic.rules, country: property?.country ?? null, language: head.locale, stay,
    timeZone: property?.timeZone ?? stay?.timeZone ?? 'UTC',
  }, from)
}
