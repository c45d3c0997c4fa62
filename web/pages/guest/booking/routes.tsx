import { Hono } from 'hono'
import { inLocale, showPrivately } from '../../help/answer.ts'
import { posted } from '../../extranet/posted.ts'
import { postedFields } from '../../sign-in/fields.ts'
import type { RefusedFile } from '../../ports.ts'
import type { Site } from '../../site.ts'
import { actionRoutes } from './action-routes.tsx'
import { BookingPage, BookingsPage } from './booking.tsx'
import { DonePage, doneThings } from './done.tsx'
import { bookingPath } from './frame.tsx'
import { MessagesPage } from './messages.tsx'
import { bodyError } from './refused.ts'
import { shortWays } from './short-ways.ts'
import { idOf, signedIn, withBooking, type BookingPageInput, type GuestPage } from './signed-in.ts'
import { ConfirmationPage } from './forms.tsx'
import { Refusal } from '#kernel'

/** A signed-in guest's bookings and everything below them. */
export const bookingRoutes = (site: Site) => {
  const at = `${inLocale}/guest/booking`
  const one = `${at}/:id{[0-9a-f-]{36}}`
  return new Hono()
    .get(at, signedIn(site, home))
    .route('/', shortWays(site))
    .get(one, withBooking(site, ({ visit, booking, port, c }) => showPrivately(c, <BookingPage visit={visit} booking={booking} person={port.person} />)))
    .get(`${one}/done`, withBooking(site, done))
    .post(`${one}/undo`, withBooking(site, undo))
    .post(`${one}/withdraw`, withBooking(site, withdraw))
    .get(`${one}/messages`, withBooking(site, messages))
    .post(`${one}/messages`, withBooking(site, write))
    .get(`${one}/confirmation`, withBooking(site, ({ visit, booking, c }) => showPrivately(c, <ConfirmationPage visit={visit} booking={booking} formId={crypto.randomUUID()} refused={null} />)))
    .post(`${one}/confirmation`, withBooking(site, resend))
    .get(`${one}/receipt.pdf`, withBooking(site, receipt))
    .route('/', actionRoutes(site))
}

const home: GuestPage = async ({ visit, port, c }) => {
  const { reservationId } = port.person
  if (reservationId) return c.redirect(bookingPath(visit, reservationId), 302)
  return showPrivately(c, <BookingsPage visit={visit} bookings={await port.bookings()} person={port.person} />)
}

const done = ({ visit, booking, c }: BookingPageInput) => {
  const what = doneThings.find((thing) => thing === c.req.query('what'))
  // The address says what was done; that a booking is cancelled, the booking says.
  return what && (what !== 'cancel' || booking.status === 'cancelled') ? showPrivately(c, <DonePage visit={visit} booking={booking} what={what} to={(c.req.query('to') ?? '').slice(0, 100)} />) : c.redirect(bookingPath(visit, booking.id), 302)
}

const undo = async ({ visit, booking, port, c }: BookingPageInput) => {
  const { id, changeId } = await postedFields(c)
  await port.undo({ id: idOf(id), reservationId: booking.id, changeId: idOf(changeId) })
  return c.redirect(bookingPath(visit, booking.id, 'done?what=undo'), 303)
}

// Answered meanwhile, or its time over: the booking says what has become of it.
const withdraw = async ({ visit, booking, port, c }: BookingPageInput) => {
  const { id, seq } = await postedFields(c)
  try {
    await port.withdrawQuestion({ id: idOf(id), reservationId: booking.id, seq: Math.trunc(Number(seq)) || 0 })
    return c.redirect(bookingPath(visit, booking.id, 'done?what=withdrawn'), 303)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'already_closed') return c.redirect(bookingPath(visit, booking.id), 303)
    throw error
  }
}

const messages = async ({ visit, booking, port, c }: BookingPageInput) => {
  if (!booking.may.message.may && booking.may.message.because === 'short-pin') return c.redirect(bookingPath(visit, booking.id), 302)
  const thread = await port.letters(booking.id)
  if (booking.unread > 0) await port.seen(booking.id)
  return showPrivately(c, <MessagesPage visit={visit} booking={booking} thread={thread} formId={crypto.randomUUID()} typed={thread.draft.body} error={undefined} refused={[]} />)
}

const write = async ({ visit, booking, port, c }: BookingPageInput) => {
  const form = await posted(c)
  const [formId, body, detach] = [idOf(form.text('id')), form.text('body'), form.text('detach')]
  const again = async (shown: { error?: string; refused?: RefusedFile[] }, status: 200 | 422) =>
    showPrivately(c, <MessagesPage visit={visit} booking={booking} thread={await port.letters(booking.id)} formId={formId} typed={body} error={shown.error} refused={shown.refused ?? []} />, status)
  if (detach) await port.detach(booking.id, detach)
  const refused = detach || form.uploads.length > 0 ? await port.keepLetter(booking.id, { body, uploads: form.uploads }) : []
  if (detach || refused.length > 0) return again({ refused }, refused.length > 0 ? 422 : 200)
  try {
    await port.write({ id: formId, reservationId: booking.id, body })
  } catch (error) {
    return again({ error: bodyError(visit, error) }, 422)
  }
  return c.redirect(bookingPath(visit, booking.id, 'messages#reply'), 303)
}

const resend = async ({ visit, booking, port, c }: BookingPageInput) => {
  const { id } = await postedFields(c)
  try {
    const to = await port.resendConfirmation({ id: idOf(id), reservationId: booking.id })
    return c.redirect(bookingPath(visit, booking.id, `done?${new URLSearchParams({ what: 'confirmation', to })}`), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not_allowed') throw error
    const text = error.detail.because === 'short-pin' ? visit.tr.t('guest.why.short-pin') : visit.tr.t('guest.confirmation.noAddress')
    return showPrivately(c, <ConfirmationPage visit={visit} booking={booking} formId={crypto.randomUUID()} refused={text} />, 422)
  }
}

const receipt = async ({ visit, booking, port, c }: BookingPageInput) => {
  if (!booking.may.receipt.may) return c.redirect(bookingPath(visit, booking.id, 'receipt'), 302)
  const { name, bytes } = await port.receipt(booking.id)
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': 'application/pdf', 'content-length': String(bytes.byteLength), 'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
