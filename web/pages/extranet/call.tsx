import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { CodeView, FormView, OptionsView, PhoneView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { contactPath, contactTrail, ExtranetPage } from './frame.tsx'
import { expectedWait, phoneState } from './options.tsx'
import { MissingRight } from './topics.tsx'

export type CallProps = {
  visit: Visit
  options: OptionsView
  form: FormView
  submissionId: string
  prepared: { conversationId: string; caseNumber: string; code: CodeView | null } | null
  errors: { property?: string; confirmation?: string; form?: string }
}

/** Call: the one number that is right here and now, and a code so that nothing has to be said twice. */
export const CallPage = (props: CallProps) => {
  const { visit, options } = props
  const { tr, locale } = visit
  const { topic, subtopic, phone, may } = options
  const steps = [{ name: subtopic.name, href: contactPath(visit, topic.key, subtopic.key) }, { name: tr.t('contact.allOptions'), href: contactPath(visit, topic.key, subtopic.key, 'options') }]
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.call')} trail={contactTrail(visit, ...steps)}>
      <h1>{tr.t('contact.callTitle')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      {may.may ? null : <MissingRight visit={visit} may={may} />}
      {props.errors.form ? <p class="callout warn" role="alert">{props.errors.form}</p> : null}
      {phone && may.may ? (
        <>
          {props.prepared?.code ? <Code visit={visit} code={props.prepared.code} caseNumber={props.prepared.caseNumber} /> : <CodeForm {...props} />}
          <Number visit={visit} phone={phone} />
          <p class="callout warn"><strong>{tr.t('contact.numberOnlyForYou')}</strong> {tr.t('contact.giveGuestsPage')} <a href={`/${locale}/guest`}>{tr.t('contact.guestPage')}</a></p>
        </>
      ) : null}
    </ExtranetPage>
  )
}

const Number = ({ visit, phone }: { visit: Visit; phone: PhoneView }) => {
  const { tr } = visit
  return (
    <section class="card phone" aria-labelledby="number">
      <h2 id="number">{tr.t(phone.isLocal ? 'contact.numberLocal' : 'contact.numberAlways')}</h2>
      <p class="number"><a href={`tel:${phone.number}`}><Icon name="phone" size={24} /> <bdi dir="ltr">{phone.international}</bdi></a></p>
      {phone.isLocal ? <p class="meta">{tr.t('contact.nationalForm', { number: phone.national })}</p> : null}
      <p class={phone.open ? 'state open' : 'state closed'}><span class="dot" aria-hidden="true"></span> {phoneState(visit, phone)}</p>
      {phone.open ? <p class="state"><Icon name="clock" size={18} /> {expectedWait(visit, phone)}</p> : null}
      {phone.localOpens ? <p>{tr.t('contact.localOpens', { when: tr.dateTime(phone.localOpens, 'weekday') })}</p> : null}
      <p class="meta">{phone.cost}</p>
    </section>
  )
}

const Code = ({ visit: { tr }, code, caseNumber }: { visit: Visit; code: CodeView; caseNumber: string }) => (
  <section class="card caller-code" aria-labelledby="code">
    <h2 id="code">{tr.t('contact.yourCode')}</h2>
    <p class="digits" aria-label={[...code.code].join(' ')}><bdi dir="ltr">{code.code.slice(0, 3)} {code.code.slice(3)}</bdi></p>
    <p>{tr.t('contact.codeHint', { until: tr.time(code.expiresAt), number: caseNumber })}</p>
  </section>
)

const CodeForm = ({ visit, form, submissionId, errors, options, prepared }: CallProps) => {
  const { tr } = visit
  const many = form.properties.length > 1
  return (
    <form method="post" class="card" action={contactPath(visit, form.topic.key, form.subtopic.key, 'call')} data-once>
      <h2>{tr.t(prepared ? 'contact.codeRanOut' : 'contact.getCode')}</h2>
      <p>{tr.t('contact.getCodeHint', { minutes: options.phone?.codeMinutes ?? 0 })}</p>
      <input type="hidden" name="submissionId" value={submissionId} />
      {many ? (
        <Field id="property" label={tr.t('contact.property')} error={errors.property}>
          <select id="property" name="propertyId" required>
            <option value="">{tr.t('contact.chooseProperty')}</option>
            {form.properties.map(({ id, name, city }) => <option value={id} selected={form.draft.propertyId === id}>{`${name}, ${city}`}</option>)}
          </select>
        </Field>
      ) : null}
      {form.asksReservation ? (
        <Field id="confirmation" label={tr.t('contact.confirmation')} optional={tr.t('common.optional')} error={errors.confirmation}>
          <input id="confirmation" name="confirmationNumber" dir="ltr" inputmode="numeric" maxlength={40} value={form.draft.confirmationNumber} />
        </Field>
      ) : null}
      <p class="actions"><button class="button" type="submit">{tr.t('contact.getCodeButton')}</button></p>
    </form>
  )
}
