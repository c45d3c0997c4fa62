import type { Child } from 'hono/jsx'
import { describedBy, ErrorSummary, Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { BookingAction, BookingView, QuoteView } from '../../guest-port.ts'
import type { Visit } from '../../site.ts'
import { costNow } from './booking.tsx'
import { BookingFrame, bookingPath, Days, NotPossible } from './frame.tsx'

export type Errors = { id: string; text: string }[]
type Base = { visit: Visit; booking: BookingView; formId: string; errors: Errors }

/** One thing to do with a booking: its name, the stay it is about, and the form or why there is none. */
const ActionPage = ({ visit, booking, action, errors, children }: { visit: Visit; booking: BookingView; action: BookingAction; errors: Errors; children: Child }) => {
  const { tr } = visit
  const may = booking.may[action]
  const title = tr.t(`guest.do.${action}`)
  return (
    <BookingFrame visit={visit} title={title} booking={booking} inside>
      <h1>{title}</h1>
      <p class="lead"><bdi>{booking.propertyName}</bdi>, <Days visit={visit} booking={booking} /></p>
      <ErrorSummary title={tr.t('guest.signIn.mend', { count: errors.length })} errors={errors} />
      {may.may ? children : <NotPossible visit={visit} booking={booking} because={may.because} />}
    </BookingFrame>
  )
}

const Back = ({ visit, booking }: { visit: Visit; booking: BookingView }) => <a class="button secondary" href={bookingPath(visit, booking.id)}>{visit.tr.t('guest.keep')}</a>

type DatesProps = Base & { typed: { arrival: string; departure: string }; quote: QuoteView | null; priceMoved: boolean }

/** Other dates: first what they cost, then yes. */
export const DatesPage = (props: DatesProps) => {
  const { visit, booking, formId, errors, typed, quote, priceMoved } = props
  const { tr, now } = visit
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text
  const today = now.toISOString().slice(0, 10)
  return (
    <ActionPage visit={visit} booking={booking} action="dates" errors={errors}>
      {priceMoved ? <p class="callout warn" role="alert">{tr.t('guest.dates.moved')}</p> : null}
      {quote?.available ? <Confirm {...props} quote={quote} /> : null}
      {quote && !quote.available ? <p class="callout warn" role="status">{tr.t('guest.dates.full', { property: booking.propertyName })}</p> : null}
      <form method="post" class="message-form">
        <input type="hidden" name="id" value={formId} />
        <div class="filters">
          <Field id="arrival" label={tr.t('guest.stay.arrival')} error={errorOf('arrival')}>
            <input id="arrival" name="arrival" type="date" min={today} required value={typed.arrival} {...describedBy('arrival', { error: errorOf('arrival') })} />
          </Field>
          <Field id="departure" label={tr.t('guest.stay.departure')} error={errorOf('departure')}>
            <input id="departure" name="departure" type="date" min={today} required value={typed.departure} {...describedBy('departure', { error: errorOf('departure') })} />
          </Field>
        </div>
        <p class="actions"><button class={quote?.available ? 'button secondary' : 'button'} type="submit">{tr.t('guest.dates.price')}</button> <Back visit={visit} booking={booking} /></p>
      </form>
    </ActionPage>
  )
}

const Confirm = ({ visit, booking, formId, typed, quote }: DatesProps & { quote: { totalMinor: number; currency: string } }) => {
  const { tr } = visit
  const difference = quote.totalMinor - booking.totalMinor
  const more = tr.money(Math.abs(difference), quote.currency)
  return (
    <form method="post" class="callout confirm" data-once>
      <input type="hidden" name="id" value={formId} />
      <input type="hidden" name="arrival" value={typed.arrival} />
      <input type="hidden" name="departure" value={typed.departure} />
      <input type="hidden" name="totalMinor" value={String(quote.totalMinor)} />
      <h2><Days visit={visit} booking={typed} /></h2>
      <p>{tr.t('guest.dates.new')} <strong>{tr.money(quote.totalMinor, quote.currency)}</strong> {difference === 0 ? tr.t('guest.dates.same') : tr.t(difference > 0 ? 'guest.dates.more' : 'guest.dates.less', { amount: more })}</p>
      <p class="actions"><button class="button" type="submit" name="do" value="confirm">{tr.t('guest.dates.confirm')}</button></p>
    </form>
  )
}

/** When they arrive, on the property's clock. */
export const ArrivalTimePage = ({ visit, booking, formId, errors, typed }: Base & { typed: string }) => {
  const { tr } = visit
  const hint = tr.t('guest.arrivalTime.hint')
  return (
    <ActionPage visit={visit} booking={booking} action="arrival-time" errors={errors}>
      <form method="post" class="message-form" data-once>
        <input type="hidden" name="id" value={formId} />
        <Field id="time" label={tr.t('guest.stay.arrivalTime')} hint={hint} error={errors[0]?.text}>
          <input id="time" name="time" type="time" class="short" required value={typed} {...describedBy('time', { hint, error: errors[0]?.text })} />
        </Field>
        <p class="actions"><button class="button" type="submit">{tr.t('guest.arrivalTime.save')}</button> <Back visit={visit} booking={booking} /></p>
      </form>
    </ActionPage>
  )
}

export const DetailsPage = ({ visit, booking, formId, errors, typed }: Base & { typed: { staying: string; guests: string } }) => {
  const { tr } = visit
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text
  const hint = tr.t('guest.details.hint')
  return (
    <ActionPage visit={visit} booking={booking} action="details" errors={errors}>
      <form method="post" class="message-form" data-once>
        <input type="hidden" name="id" value={formId} />
        <Field id="staying" label={tr.t('guest.stay.staying')} hint={hint} error={errorOf('staying')}>
          <input id="staying" name="staying" autocomplete="name" dir="auto" required maxlength={120} value={typed.staying} {...describedBy('staying', { hint, error: errorOf('staying') })} />
        </Field>
        <Field id="guests" label={tr.t('guest.stay.guests')} error={errorOf('guests')}>
          <input id="guests" name="guests" type="number" inputmode="numeric" min="1" class="short" required value={typed.guests} {...describedBy('guests', { error: errorOf('guests') })} />
        </Field>
        <p class="actions"><button class="button" type="submit">{tr.t('guest.details.save')}</button> <Back visit={visit} booking={booking} /></p>
      </form>
    </ActionPage>
  )
}

/** A text to the property: a wish, or the question whether cancelling may be free. */
export const TextPage = ({ visit, booking, formId, errors, typed, action }: Base & { typed: string; action: 'request' | 'free-cancellation' }) => {
  const { tr } = visit
  const hint = tr.t(action === 'request' ? 'guest.request.hint' : 'guest.free.hint', { property: booking.propertyName })
  return (
    <ActionPage visit={visit} booking={booking} action={action} errors={errors}>
      {action === 'free-cancellation' ? <p>{tr.t('guest.free.lead', { amount: tr.money(booking.costMinor, booking.currency), property: booking.propertyName })}</p> : null}
      <form method="post" class="message-form" data-once>
        <input type="hidden" name="id" value={formId} />
        <Field id="body" label={tr.t(action === 'request' ? 'guest.stay.request' : 'guest.free.why')} hint={hint} error={errors[0]?.text}>
          <textarea id="body" name="body" rows={4} required dir="auto" maxlength={5_000} {...describedBy('body', { hint, error: errors[0]?.text })}>{typed}</textarea>
        </Field>
        <p class="actions"><button class="button" type="submit"><Icon name="send" size={18} /> {tr.t(action === 'request' ? 'guest.request.send' : 'guest.free.send')}</button> <Back visit={visit} booking={booking} /></p>
      </form>
    </ActionPage>
  )
}

/** What it costs, who gives money back, and that it is final; then yes. */
export const CancelPage = ({ visit, booking, formId, costMoved }: Omit<Base, 'errors'> & { costMoved: boolean }) => {
  const { tr, brand } = visit
  const back = booking.totalMinor - booking.costMinor
  return (
    <ActionPage visit={visit} booking={booking} action="cancel" errors={[]}>
      {costMoved ? <p class="callout warn" role="alert">{tr.t('guest.cancel.moved')}</p> : null}
      <section class="card cost" aria-labelledby="cost">
        <h2 id="cost">{costNow(visit, booking)}</h2>
        {back > 0 ? <p>{tr.t(booking.chargedBy === 'platform' ? 'guest.cancel.backUs' : 'guest.cancel.backProperty', { amount: tr.money(back, booking.currency), brand: brand.name })}</p> : null}
        {booking.may['free-cancellation'].may ? <p><a href={bookingPath(visit, booking.id, 'free-cancellation')}>{tr.t('guest.cancel.askFirst')}</a></p> : null}
      </section>
      <p>{tr.t('guest.cancel.final')}</p>
      <form method="post" data-once>
        <input type="hidden" name="id" value={formId} />
        <input type="hidden" name="costMinor" value={String(booking.costMinor)} />
        <p class="actions"><button class="button danger" type="submit">{tr.t(booking.costMinor === 0 ? 'guest.cancel.yesFree' : 'guest.cancel.yes', { amount: tr.money(booking.costMinor, booking.currency) })}</button> <Back visit={visit} booking={booking} /></p>
      </form>
    </ActionPage>
  )
}

export const ConfirmationPage = ({ visit, booking, formId, refused }: Omit<Base, 'errors'> & { refused: string | null }) => {
  const { tr } = visit
  return (
    <BookingFrame visit={visit} title={tr.t('guest.do.confirmation')} booking={booking} inside>
      <h1>{tr.t('guest.do.confirmation')}</h1>
      <p class="lead">{tr.t('guest.confirmation.lead')}</p>
      {refused ? <p class="callout warn" role="alert">{refused}</p> : null}
      <form method="post" data-once>
        <input type="hidden" name="id" value={formId} />
        <p class="actions"><button class="button" type="submit"><Icon name="mail" size={18} /> {tr.t('guest.confirmation.send')}</button> <Back visit={visit} booking={booking} /></p>
      </form>
    </BookingFrame>
  )
}

/** A receipt is there or it is not; if not, why and who has it. */
export const ReceiptPage = ({ visit, booking }: { visit: Visit; booking: BookingView }) => {
  const { tr } = visit
  return (
    <ActionPage visit={visit} booking={booking} action="receipt" errors={[]}>
      <p class="actions"><a class="button" href={bookingPath(visit, booking.id, 'receipt.pdf')} download><Icon name="file" size={18} /> {tr.t('guest.receipt.open')}</a></p>
    </ActionPage>
  )
}
