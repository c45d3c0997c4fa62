import { present } from '#brand'
import type { Door } from '#contract/content'
import { open, type Opened } from '#conversations'
import { countWrongDoor, recognise } from '#doors'
import type { Ctx } from '#identity'
import { givenNow } from '#promises'
import { tree, type Subtopic, type Topic } from '#topics'
import type { Known, Sender } from './sender.ts'

export type NewMail = { arrivalId: string; sender: Sender; known: Known; body: string; fileIds: string[]; data: Record<string, unknown>; /** The door whose address it was sent to; null: an address of both. */ door: Door | null }
export type OpenedByMail = Opened & { door: Door; locale: string; wrongDoor: boolean }

/** A mail that belongs to nothing yet opens a conversation, at the door of whoever wrote it, whichever address they used. */
export const openByMail = async (ctx: Ctx, mail: NewMail): Promise<OpenedByMail> => {
  const door = await doorOf(ctx, mail)
  const wrongDoor = mail.door !== null && mail.door !== door.door
  if (wrongDoor && mail.door) await countWrongDoor(ctx, { door: mail.door, source: 'mail', by: door.by, carried: mail.sender.proved })
  const { partner, guest, reservation } = mail.known
  const account = door.door === 'partner' ? partner : null
  const { topic, subtopic } = await subtopicFor(ctx, door.door)
  const locale = account?.locale ?? guest?.language ?? (await present(ctx)).defaultLocale
  const stay = door.door === 'guest' ? reservation : null
  const { by } = await givenNow(ctx, {
    door: door.door, topic: topic.key, subtopic: subtopic.key, rules: subtopic.rules, country: null, language: locale, stay, timeZone: account?.timeZone ?? stay?.timeZone ?? 'UTC',
  })
  const opened = await open(ctx, {
    submissionId: mail.arrivalId, door: door.door, channel: 'email', partnerId: account?.partnerId ?? null, askerId: account?.id ?? null,
    askerName: account?.name ?? guest?.name ?? mail.sender.name, propertyId: stay?.propertyId ?? null, reservationId: stay?.id ?? null,
    topic: topic.key, subtopic: subtopic.key, locale, neededRight: subtopic.rules.right, promisedAt: by,
    body: mail.body, fileIds: mail.fileIds, data: mail.data, proof: mail.sender.proved ? 'mail' : null, email: account ? null : mail.sender.address,
  })
  return { ...opened, door: door.door, locale, wrongDoor }
}

const doorOf = async (ctx: Ctx, { sender, known, body, door }: NewMail): Promise<{ door: Door; by: string }> => {
  if (known.partner) return { door: 'partner', by: 'partner-address' }
  const recognised = await recognise(ctx, { email: sender.address, text: body })
  return recognised ?? { door: door ?? 'guest', by: 'address' }
}

/** What a mail is about is for staff to say: it begins at the end of the tree, with what has no other place. */
const subtopicFor = async (ctx: Ctx, door: Door): Promise<{ topic: Topic; subtopic: Subtopic }> => {
  const topics = await tree(ctx, door)
  const topic = topics.find(({ key }) => key === (door === 'partner' ? 'account' : 'other')) ?? topics.at(-1)
  const subtopic = topic?.subtopics.find(({ key }) => key === 'other' || key === 'anything-else') ?? topic?.subtopics.at(-1)
  if (!topic || !subtopic) throw new Error(`door ${door} has no topics`)
  return { topic, subtopic }
}
