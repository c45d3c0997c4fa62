import { describedBy, ErrorSummary, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { WayPage, type Way } from '../parts/way.tsx'
import { WrongDoor } from '../parts/wrong-door.tsx'
import type { ChatFormView } from '../chat-port.ts'
import type { GuestErrors } from '../guest/contact/message.tsx'
import type { Visit } from '../site.ts'
import { nowOf } from './status.ts'

export type BeginTyped = { submissionId: string; body: string; name: string; email: string; propertyId: string; reservationId: string; timeZone: string }
export type BeginProps = { visit: Visit; way: Way; form: ChatFormView; typed: BeginTyped; errors: GuestErrors; /** Nothing is known of them: they say who they are. */ unknown: boolean; /** What makes us think that the other door is theirs. */ wrongDoor?: string | undefined }

/** The first word of a chat. When nobody is on, the same words can go as a message: nothing typed is lost. */
export const BeginChatPage = (props: BeginProps) => {
  const { visit, way, form, typed, errors } = props
  const { tr } = visit
  const { topic, subtopic, now } = form
  const steps = [{ name: subtopic.name, href: way.path(topic.key, subtopic.key) }, { name: tr.t('contact.allOptions'), href: way.path(topic.key, subtopic.key, 'options') }]
  const summary = Object.entries(errors).map(([id, text]) => ({ id, text }))
  const hint = tr.t('chat.firstHint')
  return (
    <WayPage visit={visit} way={way} title={tr.t('chat.beginTitle')} steps={steps}>
      <h1>{tr.t('chat.beginTitle')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      <ErrorSummary title={tr.t('errors.summary', { count: summary.length })} errors={summary} />
      {now.open ? (
        <p class="state open"><span class="dot" aria-hidden="true"></span> {nowOf(visit, now)}</p>
      ) : <Closed {...props} />}
      {props.wrongDoor ? <WrongDoor visit={visit} to="partner" source="guest-message" by={props.wrongDoor} typed={{ text: typed.body, name: typed.name }} /> : null}
      <form method="post" action={way.path(topic.key, subtopic.key, 'chat')} class="message-form" data-once novalidate>
        {props.wrongDoor ? <input type="hidden" name="insist" value="1" /> : null}
        <input type="hidden" name="submissionId" value={typed.submissionId} />
        <input type="hidden" name="timeZone" value={typed.timeZone} data-time-zone />
        <About {...props} />
        {props.unknown ? <Who {...props} /> : null}
        <Field id="body" label={tr.t('contact.body')} hint={hint} error={errors.body}>
          <textarea id="body" name="body" rows={4} required dir="auto" {...describedBy('body', { hint, error: errors.body })}>{typed.body}</textarea>
        </Field>
        <p class="actions">
          {now.open ? <button class="button" type="submit" name="do" value="chat"><Icon name="chat" size={18} /> {tr.t('chat.begin')}</button> : null}
          <button class={now.open ? 'button secondary' : 'button'} type="submit" name="do" value="message"><Icon name="message" size={18} /> {tr.t('chat.sendAsMessage')}</button>
        </p>
      </form>
      <p><a href={(way.outside ?? way.path)(topic.key, subtopic.key, 'options')}>{tr.t('chat.otherWays')}</a></p>
    </WayPage>
  )
}

const Closed = ({ visit, form: { now, answerBy }, typed }: BeginProps) => {
  const { tr } = visit
  return (
    <section class="callout warn">
      <p><strong>{tr.t('chat.closedTitle')}</strong> {nowOf(visit, now)}</p>
      <p>{answerBy ? tr.t(typed.body.trim() ? 'chat.closedText' : 'chat.closedEmpty', { by: tr.dateTime(answerBy) }) : null}</p>
    </section>
  )
}

const About = ({ visit: { tr }, form: { properties, bookings }, typed, errors }: BeginProps) => (
  <>
    {properties.length > 1 ? (
      <Field id="property" label={tr.t('contact.property')} error={errors.property}>
        <select id="property" name="propertyId" required {...describedBy('property', { error: errors.property })}>
          <option value="">{tr.t('contact.chooseProperty')}</option>
          {properties.map(({ id, name, city, number }) => <option value={id} selected={id === typed.propertyId}>{`${name}, ${city} (${number})`}</option>)}
        </select>
      </Field>
    ) : null}
    {bookings.length > 1 ? (
      <Field id="booking" label={tr.t('guestContact.booking')} optional={tr.t('common.optional')} error={errors.booking}>
        <select id="booking" name="reservationId" {...describedBy('booking', { error: errors.booking })}>
          <option value="">{tr.t('guestContact.noBooking')}</option>
          {bookings.map((booking) => (
            <option value={booking.id} selected={booking.id === typed.reservationId}>{tr.t('guestContact.bookingName', { property: `\u2068${booking.propertyName}\u2069`, arrival: tr.date(booking.arrival) })}</option>
          ))}
        </select>
      </Field>
    ) : null}
  </>
)

const Who = ({ visit: { tr }, form: { now }, typed, errors }: BeginProps) => {
  // A message has nowhere else to be answered; a chat has.
  const hint = tr.t(now.open ? 'chat.emailHint' : 'guestContact.emailHint')
  return (
    <>
      <Field id="name" label={tr.t('guestContact.name')} error={errors.name}>
        <input id="name" name="name" autocomplete="name" maxlength={120} dir="auto" value={typed.name} {...describedBy('name', { error: errors.name })} />
      </Field>
      <Field id="email" label={tr.t('guestContact.email')} {...(now.open ? { optional: tr.t('common.optional') } : {})} hint={hint} error={errors.email}>
        <input id="email" name="email" type="email" dir="ltr" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck={false} maxlength={254} value={typed.email} {...describedBy('email', { hint, error: errors.email })} />
      </Field>
    </>
  )
}
