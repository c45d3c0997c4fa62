import type { ChatDoorPort, ChatPort } from '#web/pages'
import { comeBack, here, leave, say, seen, standing } from '#chat'
import { attachToDraft, beginChat, beginGuestChat, bookingsOf, discardDraft, draftFiles, guestOptions, options, type GuestSender } from '#contact'
import { maxBodyLength } from '#contract/conversations'
import { agreeToClose, askersHead, type AskerActor } from '#conversations'
import { propertiesOfPartner } from '#directory'
import { visitorActor, type Ctx, type NewSession, type PartnerActor } from '#identity'
import { localised, Refusal } from '#kernel'
import type { App } from './app.ts'
import { bookingCard } from './guest-contact-port.ts'
import { contactsOf } from './note-contacts.ts'
import { contextOf, keepSession, sessionOf, type Request, type Side } from './request.ts'
import { threadView } from './thread-views.ts'
import { placeView, propertyView } from './views.ts'

const closed = { open: false, opens: null } as const

/** Where a chat is begun: by a signed-in partner user, a guest, or anybody at the guests' door. */
export const chatDoor = async (app: App, c: Request, { locale, door }: { locale: string; door: 'partner' | 'guest' }): Promise<ChatDoorPort> => {
  const session = await sessionOf(app, c, door)
  const actor = session.state === 'live' ? session.actor : visitorActor(app.brandId)
  if (actor.kind === 'partner') return partnerChatDoor(contextOf(app, actor), locale)
  if (door === 'partner' || actor.kind === 'agent') throw new Refusal('not_signed_in')
  return guestChatDoor(app, { ctx: contextOf<GuestSender>(app, actor), keep: (begun) => keepSession(app, c, begun), noteContact: contactsOf(app, c) }, locale)
}

const partnerChatDoor = (ctx: Ctx<PartnerActor>, locale: string): ChatDoorPort => ({
  chatForm: async (at) => {
    const [found, properties] = await Promise.all([options(ctx, at), propertiesOfPartner(ctx, ctx.actor.partnerId)])
    return { ...placeView(found, (names) => localised(names, locale)), now: found.chat ?? closed, properties: properties.map(propertyView), bookings: [], answerBy: found.message?.answerBy ?? null }
  },
  beginChat: async (at, { submissionId, body, propertyId }) => ({ id: (await beginChat(ctx, { ...at, submissionId, body, propertyId, locale })).id }),
})

type GuestBeginning = { ctx: Ctx<GuestSender>; keep: (session: NewSession) => void; noteContact: (conversationId: string, topic: string) => Promise<void> }

const guestChatDoor = (app: App, { ctx, keep, noteContact }: GuestBeginning, locale: string): ChatDoorPort => ({
  chatForm: async (at) => {
    const [found, bookings] = await Promise.all([guestOptions(ctx, { ...at, locale }), bookingsOf(ctx)])
    return { ...placeView(found, (names) => localised(names, locale)), now: found.chat ?? closed, properties: [], bookings: bookings.map(bookingCard), answerBy: found.message.answerBy }
  },
  beginChat: async (at, beginning) => {
    const { opened, session } = await beginGuestChat(ctx, { ...at, ...beginning, locale, timeZone: zoneOf(beginning.timeZone) }, app.secret)
    if (session) keep(session)
    if (!opened.repeated) await noteContact(opened.id, at.topic)
    return { id: opened.id }
  },
})

// What a browser says of its zone, when it says one that is known.
const zoneOf = (said: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: said || 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

const sidesOf: Record<'partner' | 'guest', readonly Exclude<Side, 'agent'>[]> = { partner: ['partner'], guest: ['guest', 'visit'] }

/** One chat for the first session of this door that may see it; null when there is no session at all. */
export const chatPort = async (app: App, c: Request, { locale, door, id }: { locale: string; door: 'partner' | 'guest'; id: string }): Promise<ChatPort | null> => {
  let known = false
  for (const side of sidesOf[door]) {
    const session = await sessionOf(app, c, side)
    if (session.state !== 'live' || session.actor.kind === 'agent') continue
    known = true
    const ctx = contextOf(app, session.actor)
    if (await standing(ctx, id).catch(unlessThere)) return portOf(app, ctx, { locale, id, side })
  }
  if (known) throw new Refusal('not_found')
  return null
}

const unlessThere = (error: unknown): null => {
  if (error instanceof Refusal && error.code === 'not_found') return null
  throw error
}

const portOf = (app: App, ctx: Ctx<AskerActor>, { locale, id, side }: { locale: string; id: string; side: ChatPort['side'] }): ChatPort => ({
  side,
  timeZone: ctx.actor.timeZone,
  here: async (sign) => {
    await here(ctx, id, sign)
    return standing(ctx, id)
  },
  chat: async () => {
    const [view, now, head] = await Promise.all([threadView(ctx, id, locale), standing(ctx, id), askersHead(ctx, id)])
    return { ...view, standing: now, seenSeq: head.asker_read_seq, email: (head.asker_email ?? ctx.actor.email) || null }
  },
  say: async ({ clientId, body, uploads }) => {
    // The files of each message apart: two tabs that send at once keep theirs.
    const place = { topic: 'chat', subtopic: clientId }
    const refused = await attachToDraft(ctx, place, { uploads, store: app.files })
    if (refused.length > 0) {
      await discardDraft(ctx, place)
      return { refused }
    }
    const files = uploads.length > 0 ? await draftFiles(ctx, place) : []
    const seq = await say(ctx, id, { clientId, body: checked(body, files), fileIds: files.map((file) => file.id) })
    if (uploads.length > 0) await discardDraft(ctx, place)
    return { seq }
  },
  seen: () => seen(ctx, id),
  leave: (leaving) => leave(ctx, id, leaving),
  back: () => comeBack(ctx, id),
  end: () => agreeToClose(ctx, id),
})

// A file sent without a word is told by its name.
const checked = (typed: string, files: readonly { name: string }[]): string => {
  const body = typed.trim() || files.map(({ name }) => name).join(', ')
  if (!body) throw new Refusal('invalid', { field: 'body', problem: 'empty' })
  if (body.length > maxBodyLength) throw new Refusal('invalid', { field: 'body', problem: 'too-long', length: body.length })
  return body
}
