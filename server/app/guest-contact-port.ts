import type { BookingCard, GuestContactPort, GuestReason } from '#web/pages'
import { answers, attachToDraft, bookingsOf, detachFromDraft, discardDraft, draftOf, guestOptions, saveDraft, sendGuestMessage, type GuestSender } from '#contact'
import { agreeToClose, markSeen, ofGuest, rate } from '#conversations'
import type { Reservation } from '#directory'
import type { Ctx, GuestActor } from '#identity'
import { localised, Refusal } from '#kernel'
import { live } from '#notices'
import { travellerOf } from '#promises'
import type { App } from './app.ts'
import { guestCallBack } from './call-back-port.ts'
import { seasonView } from './season-port.ts'
import { guestItems, threadView, writeAgain } from './thread-views.ts'
import { answerActionView, cardView, noticeView, phoneView, placeView } from './views.ts'

const nothingKept = { propertyId: null, confirmationNumber: '', body: '', savedAt: null, files: [] }

/** Who sends, and where it is noted that they did after what they had read. */
type Sending = { ctx: Ctx<GuestSender>; noteContact: (conversationId: string, topic: string) => Promise<void> }

/** The guest's way to a person and what they have asked, in the language of the page. */
export const guestContactPort = (app: App, { ctx, noteContact }: Sending, locale: string): GuestContactPort => {
  const name = (names: Record<string, string>) => localised(names, locale)
  const guest = signedIn(ctx)
  return {
    who: guest ? personOf(guest.actor) : null,
    bookings: async () => (await bookingsOf(ctx)).map(bookingCard),
    answers: async (at) => {
      const found = await answers(ctx, { ...at, locale })
      return {
        ...placeView(found, name), notices: found.notices.map((notice) => noticeView(notice, locale)), articles: found.articles.map((card) => cardView(card, locale)),
        actions: found.actions.map((action) => answerActionView(action, { locale, root: 'guest' })),
      }
    },
    options: async (at) => {
      const { place, message, email, phone, callFirst, season, chat, ...found } = await guestOptions(ctx, { ...at, locale })
      return { ...placeView(found, name), callFirst, season, first: place.reasons.filter(isFirst), message, email, phone: phoneView(phone, locale), chat }
    },
    notices: async () => (await live(ctx, 'guest')).map((notice) => noticeView(notice, locale)),
    season: () => ownSeason(ctx, locale),
    ...formPart(app, { ctx, noteContact }, locale),
    ...guestCallBack(app, ctx, locale),
    ...threadPart(ctx, locale),
  }
}

const signedIn = (ctx: Ctx<GuestSender>): Ctx<GuestActor> | null => (ctx.actor.kind === 'guest' ? { ...ctx, actor: ctx.actor } : null)

const ofWhom = (ctx: Ctx<GuestSender>): Ctx<GuestActor> => {
  const guest = signedIn(ctx)
  if (!guest) throw new Refusal('not_found')
  return guest
}

const personOf = ({ id, name, email, locale, timeZone, reservationId, loyaltyLevel, proof }: GuestActor) => ({ id, name, email, locale, timeZone, reservationId, loyaltyLevel, proof })

export const bookingCard = ({ id, confirmationNumber, propertyName, arrival, departure, status }: Reservation): BookingCard => ({ id, confirmationNumber, propertyName, arrival, departure, status })

const isFirst = (reason: { kind: string }): reason is GuestReason => ['safety', 'in-stay', 'check-in-soon', 'loyalty'].includes(reason.kind)

const ownSeason = async (ctx: Ctx<GuestSender>, locale: string) => {
  const [only, ...more] = await bookingsOf(ctx)
  const traveller = travellerOf(more.length === 0 ? (only ?? null) : null, ctx.now())
  return seasonView(ctx, { door: 'guest', topic: null, country: null, language: locale, urgent: false, traveller })
}

type Part<Names extends keyof GuestContactPort> = Pick<GuestContactPort, Names>

const formPart = (app: App, { ctx, noteContact }: Sending, locale: string): Part<'form' | 'saveDraft' | 'attach' | 'detach' | 'send'> => {
  const guest = signedIn(ctx)
  return {
    form: async (at) => {
      const [found, bookings, draft] = await Promise.all([guestOptions(ctx, { ...at, locale }), bookingsOf(ctx), guest ? draftOf(guest, at) : nothingKept])
      return { ...placeView(found, (names) => localised(names, locale)), bookings: bookings.map(bookingCard), draft }
    },
    saveDraft: async (at, text) => guest ? saveDraft(guest, at, text) : undefined,
    attach: async (at, uploads) => (guest ? attachToDraft(guest, at, { uploads, store: app.files }) : []),
    detach: async (at, fileId) => (guest ? detachFromDraft(guest, at, fileId) : undefined),
    send: async (at, message) => {
      const files = guest ? (await draftOf(guest, at)).files : []
      const opened = await sendGuestMessage(ctx, { ...at, ...message, locale, fileIds: files.map((file) => file.id) })
      if (guest) await discardDraft(guest, at)
      if (!opened.repeated) await noteContact(opened.id, at.topic)
      return opened
    },
  }
}

const threadPart = (ctx: Ctx<GuestSender>, locale: string): Part<'conversations' | 'thread' | 'seen' | 'receive' | 'agreeToClose' | 'rate'> => ({
  conversations: async () => {
    const guest = signedIn(ctx)
    return guest ? guestItems(guest, await ofGuest(guest), locale) : []
  },
  thread: (id) => threadView(ofWhom(ctx), id, locale),
  seen: (id) => markSeen(ofWhom(ctx), id),
  receive: (id, message) => writeAgain(ofWhom(ctx), id, message),
  agreeToClose: (id) => agreeToClose(ofWhom(ctx), id),
  rate: (id, rating) => rate(ofWhom(ctx), id, rating),
})
