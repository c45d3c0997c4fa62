import { BodyField, FilesField, type FieldErrors as TextErrors } from '../../extranet/message.tsx'
import { describedBy, ErrorSummary, Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { WayPage, type Way } from '../../parts/way.tsx'
import { Carried, WrongDoor } from '../../parts/wrong-door.tsx'
import type { GuestFormView } from '../../guest-contact-port.ts'
import type { GuestPerson } from '../../guest-port.ts'
import type { RefusedFile } from '../../ports.ts'
import type { Visit } from '../../site.ts'
import { openBookingPath } from './frame.ts'

export type GuestErrors = TextErrors & { name?: string; email?: string; booking?: string }
export type GuestTyped = { name: string; email: string; reservationId: string; submissionId: string }
export type GuestMessageProps = {
  visit: Visit
  way: Way
  who: GuestPerson | null
  form: GuestFormView
  typed: GuestTyped
  errors: GuestErrors
  refused: RefusedFile[]
  /** The text came with them from the other door. */
  carried: boolean
  /** What makes us think that the other door is theirs. */
  wrongDoor: string | undefined
}

/** Step five: write. Who is signed in need not say who they are; who is not says where the answer goes. */
export const GuestMessagePage = (props: GuestMessageProps) => {
  const { visit, way, who, form, typed, errors } = props
  const { tr } = visit
  const { topic, subtopic } = form
  const steps = [{ name: subtopic.name, href: way.path(topic.key, subtopic.key) }, { name: tr.t('contact.allOptions'), href: way.path(topic.key, subtopic.key, 'options') }]
  const summary = Object.entries(errors).map(([id, text]) => ({ id, text }))
  return (
    <WayPage visit={visit} way={way} title={tr.t('contact.writeMessage')} steps={steps}>
      <h1>{tr.t('contact.writeMessage')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      <ErrorSummary title={tr.t('errors.summary', { count: summary.length })} errors={summary} />
      {props.carried ? <Carried visit={visit} /> : null}
      {props.wrongDoor ? <WrongDoor visit={visit} to="partner" source="guest-message" by={props.wrongDoor} typed={{ text: form.draft.body, name: typed.name }} /> : null}
      <form method="post" enctype="multipart/form-data" class="message-form" data-draft={who ? way.path(topic.key, subtopic.key, 'message', 'draft') : undefined} data-once novalidate>
        <input type="hidden" name="submissionId" value={typed.submissionId} />
        {who ? <About {...props} who={who} /> : <Unknown {...props} />}
        <BodyField visit={visit} form={form} errors={errors} />
        {who ? <FilesField visit={visit} form={form} errors={errors} refused={props.refused} /> : null}
        <p class="actions">
          <button class={props.wrongDoor ? 'button secondary' : 'button'} type="submit" name="do" value={props.wrongDoor ? 'insist' : 'send'}><Icon name="send" size={18} /> {tr.t(props.wrongDoor ? 'doors.sendHere' : 'contact.sendMessage')}</button>
          {who ? <span class="meta" data-saved role="status">{form.draft.savedAt ? tr.t('contact.draftSavedAt', { when: tr.time(form.draft.savedAt) }) : ''}</span> : null}
        </p>
      </form>
    </WayPage>
  )
}

const About = ({ visit: { tr }, form, typed, errors, who }: GuestMessageProps & { who: GuestPerson }) => {
  const [only] = form.bookings
  if (who.reservationId !== null) return only ? <p class="meta about-property">{tr.t('guestContact.about', { property: only.propertyName, arrival: tr.date(only.arrival), number: only.confirmationNumber })}</p> : null
  if (form.bookings.length === 0) return null
  return (
    <Field id="booking" label={tr.t('guestContact.booking')} optional={tr.t('common.optional')} error={errors.booking}>
      <select id="booking" name="reservationId" {...describedBy('booking', { error: errors.booking })}>
        <option value="">{tr.t('guestContact.noBooking')}</option>
        {form.bookings.map((booking) => (
          <option value={booking.id} selected={booking.id === typed.reservationId}>{tr.t('guestContact.bookingName', { property: `\u2068${booking.propertyName}\u2069`, arrival: tr.date(booking.arrival) })}</option>
        ))}
      </select>
    </Field>
  )
}

/** Nothing is known of them, and nothing they say of themselves is taken as proved. */
const Unknown = ({ visit, typed, errors }: GuestMessageProps) => {
  const { tr } = visit
  const hint = tr.t('guestContact.emailHint')
  return (
    <>
      <p class="callout">{tr.t('guestContact.unknown')} <a href={openBookingPath(visit, 'booking/sign-in')}>{tr.t('guestContact.openBooking')}</a></p>
      <Field id="name" label={tr.t('guestContact.name')} error={errors.name}>
        <input id="name" name="name" autocomplete="name" maxlength={120} dir="auto" value={typed.name} {...describedBy('name', { error: errors.name })} />
      </Field>
      <Field id="email" label={tr.t('guestContact.email')} hint={hint} error={errors.email}>
        <input id="email" name="email" type="email" dir="ltr" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck={false} maxlength={254} value={typed.email} {...describedBy('email', { hint, error: errors.email })} />
      </Field>
    </>
  )
}
