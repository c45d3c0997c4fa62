import { findSubtopic } from '#topics'
import { present } from '#brand'
import { headOf, thread, type ConversationHead } from '#conversations'
import { propertyById } from '#directory'
import { personById, wantsMailCopies, type Ctx } from '#identity'
import { localised } from '#kernel'
import type { FactJob } from '#platform/jobs'
import { translator } from '#web/locales'
import { htmlOf } from './html.ts'
import { hueOf } from './hue.ts'
import { textOf } from './letter.ts'
import { letterOf, type Occasion } from './letter-of.ts'
import { isAddress, type MailKind, type MailSettings } from './mail.ts'
import { post } from './post.ts'

/** Which facts a mail is written about, and which mail. */
const kinds: Partial<Record<string, Exclude<MailKind, 'code'>>> = {
  'conversation.opened': 'receipt',
  'reply.written': 'answer',
  'promise.moved': 'promise-moved',
  'conversation.closing-announced': 'closing-announced',
  'conversation.closed': 'closed',
}

/**
 * Writes the asker of a conversation a mail about what happened in it, to their own account's address, in their language and
 * time zone, if they want copies. A conversation without an account gets none. The same job twice writes one mail.
 */
export const writeMails = async (ctx: Ctx, job: FactJob, settings: MailSettings): Promise<void> => {
  const kind = kinds[job.name]
  if (!kind || job.conversationId === null) return
  const head = await headOf(ctx, job.conversationId)
  const entry = head && isToBeMailed(head, kind) ? await entryAt(ctx, head.id, job.seq ?? 1) : undefined
  if (!head || !entry) return
  const occasion = await occasionOf(ctx, { head, entry, kind }, settings)
  if (!occasion) return
  const letter = letterOf(occasion)
  await post(
    ctx,
    {
      kind,
      to: occasion.person.email,
      subject: letter.subject,
      text: textOf(letter),
      html: await htmlOf(letter),
      dedupeKey: `${kind}:${head.id}:${entry.seq}`,
      place: { conversationId: head.id, seq: entry.seq, at: new Date(entry.at) },
    },
    settings,
  )
}

// Who chose to call has the number and the code in front of them; there is no message to confirm.
const isToBeMailed = (head: ConversationHead, kind: MailKind) => !(kind === 'receipt' && head.channel === 'phone')

const entryAt = async (ctx: Ctx, conversationId: string, seq: number) =>
  (await thread(ctx, conversationId)).entries.find((entry) => entry.seq === seq)

type Happening = Pick<Occasion, 'head' | 'entry' | 'kind'>

const occasionOf = async (ctx: Ctx, happening: Happening, settings: MailSettings): Promise<Occasion | null> => {
  const { head } = happening
  const person = head.asker_id && (await wantsMailCopies(ctx, head.asker_id)) ? await personById(ctx, head.asker_id) : null
  if (!person) return null
  if (!isAddress(person.email)) {
    ctx.log.warn({ accountId: person.id, conversationId: head.id }, 'account has no address mail can be sent to')
    return null
  }
  const brand = await present(ctx)
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const [place, property] = await Promise.all([
    findSubtopic(ctx, { door, topic: head.topic, subtopic: head.subtopic }),
    head.property_id ? propertyById(ctx, head.property_id) : null,
  ])
  const tr = translator(person.locale, person.timeZone)
  const about = place ? `${localised(place.topic.names, tr.locale)} › ${localised(place.subtopic.names, tr.locale)}` : null
  return {
    ...happening, person, tr, door, about, brand: brand.name, hue: hueOf(door, brand.colours), propertyName: property?.name ?? null,
    link: `${settings.publicUrl}/${tr.locale}/extranet/inbox/platform/${head.id}`,
  }
}
