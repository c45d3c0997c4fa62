import { findSubtopic } from '#topics'
import { present } from '#brand'
import { entriesAt, headsByIds, type ConversationHead } from '#conversations'
import { propertiesByIds } from '#directory'
import { mailReaders, type Ctx, type Person } from '#identity'
import { localised } from '#kernel'
import type { FactJob } from '#platform/jobs'
import { inTransaction } from '#platform/postgres'
import { translator } from '#web/locales'
import { htmlOf } from './html.ts'
import { hueOf } from './hue.ts'
import { isGuarded, isTyped, mayAcknowledge } from './acknowledge.ts'
import { textOf } from './letter.ts'
import { letterOf, type Occasion } from './letter-of.ts'
import { isAddress, type Mail, type MailSettings, type Occurrence } from './mail.ts'
import { postAll } from './post.ts'
import { anyMailOf } from './queries.ts'

/** Which facts a mail is written about, and which mail. */
const kinds: Partial<Record<string, Occurrence>> = {
  'conversation.opened': 'receipt',
  'reply.written': 'answer',
  'promise.moved': 'promise-moved',
  'conversation.closing-announced': 'closing-announced',
  'conversation.closed': 'closed',
}

/**
 * Writes the askers of conversations mails about what happened in them, to their own account's address, in their language and
 * time zone, if they want copies. A conversation without an account gets none. The same job twice writes one mail.
 */
export const writeMails = async (ctx: Ctx, jobs: readonly FactJob[], settings: MailSettings): Promise<void> => {
  const occasions = await occasionsOf(ctx, await happeningsOf(ctx, jobs), settings)
  const free = occasions.filter((occasion) => !isWithheld(occasion))
  if (free.length > 0) await postAll(ctx, await Promise.all(free.map((occasion) => mailOf(occasion, settings))), settings)
  // One after the other: each counts against the same limits.
  for (const occasion of occasions.filter(isWithheld)) {
    await inTransaction(ctx, async (tx) => {
      if (await mayTell(tx, occasion)) await postAll(tx, [await mailOf(occasion, settings)], settings)
    })
  }
}

const isWithheld = ({ kind, head }: Occasion) => (kind === 'receipt' ? isGuarded(head) : kind !== 'answer' && isTyped(head))

// What a machine tells later goes to a typed address only where a receipt or an answer has gone: a flood of messages is no flood of mails.
const mayTell = (tx: Ctx, { kind, head, person }: Occasion) =>
  kind === 'receipt' ? mayAcknowledge(tx, head, person.email) : anyMailOf(tx.db, tx.actor.brandId, head.id)

type Happening = Pick<Occasion, 'head' | 'entry' | 'kind'>

const happeningsOf = async (ctx: Ctx, jobs: readonly FactJob[]): Promise<Happening[]> => {
  const told = jobs.flatMap(({ name, conversationId, seq }) => {
    const kind = kinds[name]
    return kind && conversationId !== null ? [{ kind, id: conversationId, seq: seq ?? 1 }] : []
  })
  const heads = await headsByIds(ctx, told.map(({ id }) => id))
  const mailed = told.flatMap(({ kind, id, seq }) => {
    const head = heads.get(id)
    return head && isToBeMailed(head, kind) ? [{ kind, head, id, seq }] : []
  })
  const entryAt = await entriesAt(ctx, mailed)
  return mailed.flatMap(({ kind, head, id, seq }) => {
    const entry = entryAt({ id, seq })
    return entry ? [{ kind, head, entry }] : []
  })
}

// Who chose to call has the number and the code in front of them; there is no message to confirm. Somebody who wrote by mail and
// has not been proved to own the address gets what a person answers, and nothing that a machine makes.
const isToBeMailed = (head: ConversationHead, kind: Occurrence) =>
  !(kind === 'receipt' && head.channel === 'phone') && (kind === 'answer' || head.channel !== 'email' || head.asker_id !== null || head.asker_proof !== null)

const occasionsOf = async (ctx: Ctx, happenings: Happening[], settings: MailSettings): Promise<Occasion[]> => {
  const heads = happenings.map(({ head }) => head)
  const people = await mailReaders(ctx, heads.flatMap(({ asker_id }) => asker_id ?? []))
  const properties = await propertiesByIds(ctx, heads.flatMap(({ property_id }) => property_id ?? []))
  const occasions = happenings.map(async (happening) => {
    const { asker_id, property_id, id } = happening.head
    const person = visitorOf(happening.head) ?? people.get(asker_id ?? '')
    if (!person) return null
    if (!isAddress(person.email)) {
      ctx.log.warn({ accountId: person.id, conversationId: id }, 'account has no address mail can be sent to')
      return null
    }
    return occasionOf(ctx, { ...happening, person, propertyName: properties.get(property_id ?? '')?.name ?? null }, settings)
  })
  return (await Promise.all(occasions)).filter((occasion) => occasion !== null)
}

// Somebody who has proved nothing gave an address: what they asked is answered there, and nothing else.
const visitorOf = (head: ConversationHead): Person | null => {
  const { id, asker_name: name, asker_email: email, locale } = head
  return (head.asker_id === null || isTyped(head)) && email !== null ? { id, name, email, locale, timeZone: 'UTC', partnerId: null } : null
}

const occasionOf = async (ctx: Ctx, known: Happening & Pick<Occasion, 'person' | 'propertyName'>, settings: MailSettings): Promise<Occasion> => {
  const { head, person } = known
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const brand = await present(ctx)
  const place = await findSubtopic(ctx, { door, topic: head.topic, subtopic: head.subtopic })
  // A guest's conversation keeps the language it was begun in.
  const tr = translator(door === 'guest' ? head.locale : person.locale, person.timeZone)
  const about = place ? `${localised(place.topic.names, tr.locale)} › ${localised(place.subtopic.names, tr.locale)}` : null
  return {
    ...known, tr, door, about, answerable: settings.answerable, brand: brand.name, hue: hueOf(door, brand.colours),
    link: `${settings.publicUrl}/${tr.locale}/${linkOf(head)}`,
  }
}

const linkOf = ({ door, channel, id, asker_id }: ConversationHead) => {
  if (door !== 'guest') return `extranet/inbox/platform/${id}`
  if (channel === 'chat') return `guest/chat/${id}`
  return asker_id === null ? 'guest/contact' : `guest/conversations/${id}`
}

const mailOf = async (occasion: Occasion, settings: MailSettings): Promise<Mail> => {
  const { kind, head, entry, person, door } = occasion
  const letter = letterOf(occasion)
  return {
    kind,
    to: person.email,
    subject: letter.subject,
    text: textOf(letter),
    html: await htmlOf(letter),
    dedupeKey: `${kind}:${head.id}:${entry.seq}`,
    nullSender: kind === 'receipt' && head.channel === 'email',
    // Where no signed address reaches us an answer goes to the door's own, and is known by the Message-ID it answers.
    ...(settings.answerable && !settings.signed ? { replyTo: settings.doors[door] } : {}),
    place: { conversationId: head.id, seq: entry.seq, at: new Date(entry.at) },
  }
}
