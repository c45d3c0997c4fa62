import type { BookingCard, BookingView, GuestPort } from '#web/pages'
import { attachToDraft, detachFromDraft, saveDraft } from '#contact'
import { guestThread, markRead, writeAsGuest } from '#correspondence'
import type { Reservation } from '#directory'
import type { Ctx, GuestActor } from '#identity'
import { localised } from '#kernel'
import {
  addRequest, askFreeCancellation, booking, bookings, cancel, changeArrivalTime, changeDates, changeDetails, quoteDates, receipt, resendConfirmation, undo, withdrawQuestion,
  type Booking,
} from '#selfservice'
import type { App } from './app.ts'
import { askingOf, letterDraft, letterPlace, lettersView, writeKept } from './letter-views.ts'
import { selfservicePorts } from './selfservice-ports.ts'

/** The guest door's way into the product for one signed-in guest, in the language of the page: letters are written in it too. */
export const guestPort = (app: App, session: Ctx<GuestActor>, locale: string): GuestPort => {
  const { id, name, email, timeZone, reservationId, loyaltyLevel, proof } = session.actor
  const ctx: Ctx<GuestActor> = { ...session, actor: { ...session.actor, locale } }
  const ports = selfservicePorts(app)
  return {
    person: { id, name, email, locale: session.actor.locale, timeZone, reservationId, loyaltyLevel, proof },
    bookings: async () => (await bookings(ctx)).map(cardOf),
    booking: async (of) => bookingView(await booking(ctx, of), { locale, unread: await unreadIn(ctx, of) }),
    quoteDates: (of, wanted) => quoteDates(ctx, { reservationId: of, ...wanted }, ports),
    changeDates: (form) => changeDates(ctx, form, ports),
    changeArrivalTime: (form) => changeArrivalTime(ctx, form, ports),
    changeDetails: (form) => changeDetails(ctx, form, ports),
    addRequest: (form) => addRequest(ctx, form, ports),
    askFreeCancellation: (form) => askFreeCancellation(ctx, form, ports),
    withdrawQuestion: (form) => withdrawQuestion(ctx, form, ports),
    cancel: (form) => cancel(ctx, form, ports),
    undo: (form) => undo(ctx, form, ports),
    resendConfirmation: (form) => resendConfirmation(ctx, form, ports),
    receipt: (of) => receipt(ctx, of),
    letters: async (of) => lettersView(await guestThread(ctx, of), { side: 'guest', draft: await letterDraft(ctx, of) }),
    keepLetter: async (of, { body, uploads }) => {
      await guestThread(ctx, of)
      await saveDraft(ctx, letterPlace(of), { body })
      return attachToDraft(ctx, letterPlace(of), { uploads, store: app.files })
    },
    detach: (of, fileId) => detachFromDraft(ctx, letterPlace(of), fileId),
    write: ({ id: clientId, reservationId: of, body }) => writeKept(ctx, letterPlace(of), (fileIds) => writeAsGuest(ctx, { reservationId: of, clientId, body, fileIds })),
    seen: (of) => markRead(ctx, of),
  }
}

const unreadIn = async (ctx: Ctx<GuestActor>, of: string) => (ctx.actor.proof === 'short-pin' ? 0 : (await guestThread(ctx, of)).unreadByGuest)

const cardOf = ({ id, confirmationNumber, propertyName, arrival, departure, status }: Reservation): BookingCard => ({
  id, confirmationNumber, propertyName, arrival, departure, status,
})

const bookingView = ({ reservation: r, property, ...found }: Booking, { locale, unread }: { locale: string; unread: number }): BookingView => ({
  id: r.id, confirmationNumber: r.confirmationNumber, status: r.status, propertyName: r.propertyName, address: property?.address ?? null, city: property?.city ?? null,
  timeZone: r.timeZone, arrival: r.arrival, departure: r.departure, nights: found.nights, rooms: r.rooms, guests: r.guests, totalMinor: r.totalMinor, currency: r.currency,
  policy: localised(r.policy.names, locale), chargedBy: r.chargedBy, freeUntil: found.freeUntil, costMinor: found.costMinor, arrivalTime: r.arrivalTime,
  guestName: found.isWeak ? null : r.guest.name, staying: found.isWeak ? null : r.staying,
  cancelledAt: r.cancelledAt, refund: found.refund, may: found.may, asking: askingOf(found.waiver.asked.at(-1) ?? null), undo: found.undo, unread,
})
