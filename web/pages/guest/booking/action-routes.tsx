import { Hono } from 'hono'
import { inLocale, showPrivately } from '../../help/answer.ts'
import { postedFields, type Fields } from '../../sign-in/fields.ts'
import type { Site } from '../../site.ts'
import type { DoneThing } from './done.tsx'
import { ArrivalTimePage, CancelPage, DatesPage, DetailsPage, ReceiptPage, TextPage, type Errors } from './forms.tsx'
import { bookingPath } from './frame.tsx'
import { fieldErrors, hasMoved, isForbidden } from './refused.ts'
import { idOf, withBooking, type BookingPageInput } from './signed-in.ts'

/** What a guest carries out alone: each its own address, its form, its confirmation. */
export const actionRoutes = (site: Site) => {
  const one = `${inLocale}/guest/booking/:id{[0-9a-f-]{36}}`
  const app = new Hono()
    .get(`${one}/dates`, withBooking(site, (input) => datesPage(input, { typed: datesOf(input), quote: null })))
    .post(`${one}/dates`, withBooking(site, dates))
    .get(`${one}/cancel`, withBooking(site, (input) => cancelPage(input, false)))
    .post(`${one}/cancel`, withBooking(site, cancel))
    .get(`${one}/receipt`, withBooking(site, ({ visit, booking, c }) => showPrivately(c, <ReceiptPage visit={visit} booking={booking} />)))
  for (const [name, form] of Object.entries(simple)) {
    app.get(`${one}/${name}`, withBooking(site, (input) => showPrivately(input.c, form.page(input, { formId: crypto.randomUUID(), errors: [], typed: form.empty(input) }))))
    app.post(`${one}/${name}`, withBooking(site, (input) => submit(input, form)))
  }
  return app
}

type Shown = { formId: string; errors: Errors; typed: Fields }
type SimpleForm = {
  done: DoneThing
  empty: (input: BookingPageInput) => Fields
  page: (input: BookingPageInput, shown: Shown) => ReturnType<typeof ReceiptPage>
  carryOut: (input: BookingPageInput, form: { id: string; reservationId: string; typed: Fields }) => Promise<void>
}

const simple = {
  'arrival-time': {
    done: 'arrival-time',
    empty: ({ booking }) => ({ time: booking.arrivalTime ?? '' }),
    page: ({ visit, booking }, { typed, ...shown }) => <ArrivalTimePage visit={visit} booking={booking} {...shown} typed={typed.time ?? ''} />,
    carryOut: ({ port }, { typed, ...form }) => port.changeArrivalTime({ ...form, time: typed.time ?? '' }),
  },
  details: {
    done: 'details',
    empty: ({ booking }) => ({ staying: booking.staying ?? booking.guestName ?? '', guests: String(booking.guests) }),
    page: ({ visit, booking }, { typed, ...shown }) => <DetailsPage visit={visit} booking={booking} {...shown} typed={{ staying: typed.staying ?? '', guests: typed.guests ?? '' }} />,
    carryOut: ({ port }, { typed, ...form }) => port.changeDetails({ ...form, staying: typed.staying ?? '', guests: Number(typed.guests) }),
  },
  request: {
    done: 'request',
    empty: () => ({}),
    page: ({ visit, booking }, { typed, ...shown }) => <TextPage visit={visit} booking={booking} action="request" {...shown} typed={typed.body ?? ''} />,
    carryOut: ({ port }, { typed, ...form }) => port.addRequest({ ...form, body: typed.body ?? '' }),
  },
  'free-cancellation': {
    done: 'free-cancellation',
    empty: () => ({}),
    page: ({ visit, booking }, { typed, ...shown }) => <TextPage visit={visit} booking={booking} action="free-cancellation" {...shown} typed={typed.body ?? ''} />,
    carryOut: ({ port }, { typed, ...form }) => port.askFreeCancellation({ ...form, body: typed.body ?? '' }),
  },
} satisfies Record<string, SimpleForm>

const goDone = ({ visit, booking, c }: BookingPageInput, what: DoneThing) => c.redirect(bookingPath(visit, booking.id, `done?what=${what}`), 303)

const submit = async (input: BookingPageInput, form: SimpleForm) => {
  const typed = await postedFields(input.c)
  const id = idOf(typed.id)
  try {
    await form.carryOut(input, { id, reservationId: input.booking.id, typed })
    return goDone(input, form.done)
  } catch (error) {
    const errors = isForbidden(error) ? [] : fieldErrors(input.visit, error)
    const booking = await input.port.booking(input.booking.id)
    return showPrivately(input.c, form.page({ ...input, booking }, { formId: id, errors, typed }), 422)
  }
}

type Dates = { arrival: string; departure: string }
type DatesShown = { typed: Dates; quote: Parameters<typeof DatesPage>[0]['quote']; formId?: string; errors?: Errors; priceMoved?: boolean }

const datesOf = ({ booking }: BookingPageInput): Dates => ({ arrival: booking.arrival, departure: booking.departure })

const datesPage = ({ visit, booking, c }: BookingPageInput, { formId = crypto.randomUUID(), errors = [], priceMoved = false, ...shown }: DatesShown) =>
  showPrivately(c, <DatesPage visit={visit} booking={booking} formId={formId} errors={errors} priceMoved={priceMoved} {...shown} />, errors.length > 0 ? 422 : 200)

const dates = async (input: BookingPageInput) => {
  const { id, arrival = '', departure = '', totalMinor, do: what } = await postedFields(input.c)
  const shown = { formId: idOf(id), typed: { arrival, departure } }
  const reservationId = input.booking.id
  try {
    if (what === 'confirm') {
      await input.port.changeDates({ id: shown.formId, reservationId, arrival, departure, totalMinor: Number(totalMinor) })
      return goDone(input, 'dates')
    }
    return await datesPage(input, { ...shown, quote: await input.port.quoteDates(reservationId, shown.typed) })
  } catch (error) {
    if (hasMoved(error)) return datesPage(input, { ...shown, quote: await input.port.quoteDates(reservationId, shown.typed), priceMoved: true })
    if (isForbidden(error)) return datesPage({ ...input, booking: await input.port.booking(reservationId) }, { ...shown, quote: null })
    return datesPage(input, { ...shown, quote: null, errors: fieldErrors(input.visit, error) })
  }
}

const cancelPage = ({ visit, booking, c }: BookingPageInput, costMoved: boolean) =>
  showPrivately(c, <CancelPage visit={visit} booking={booking} formId={crypto.randomUUID()} costMoved={costMoved} />, costMoved ? 409 : 200)

const cancel = async (input: BookingPageInput) => {
  const { id, costMinor } = await postedFields(input.c)
  const reservationId = input.booking.id
  try {
    await input.port.cancel({ id: idOf(id), reservationId, costMinor: Number(costMinor) })
    return goDone(input, 'cancel')
  } catch (error) {
    if (!hasMoved(error) && !isForbidden(error)) throw error
    return cancelPage({ ...input, booking: await input.port.booking(reservationId) }, hasMoved(error))
  }
}
