import { ErrorSummary, Field, describedBy } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { PropertyView, ReservationView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { contactPath, ExtranetPage } from './frame.tsx'
import { reservationName } from './message.tsx'

type MapProps = { visit: Visit; properties: PropertyView[]; chosen: PropertyView | null; typed: { latitude: string; longitude: string }; error: string | undefined; done: boolean }

/** Where the property is on the map, corrected without writing to anybody. */
export const MapLocationPage = ({ visit, properties, chosen, typed, error, done }: MapProps) => {
  const { tr } = visit
  const hint = tr.t('contact.map.hint')
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.map.title')} trail={[{ name: tr.t('contact.topics'), href: contactPath(visit) }]}>
      <h1>{tr.t('contact.map.title')}</h1>
      {done ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('contact.map.done', { property: chosen?.name ?? '' })}</p> : null}
      <ErrorSummary title={tr.t('errors.summary', { count: 1 })} errors={error ? [{ id: 'latitude', text: error }] : []} />
      {properties.length > 1 ? (
        <form method="get" class="filters">
          <Field id="property" label={tr.t('contact.property')}>
            <select id="property" name="property">{properties.map(({ id, name, city }) => <option value={id} selected={chosen?.id === id}>{`${name}, ${city}`}</option>)}</select>
          </Field>
          <button class="button secondary" type="submit">{tr.t('contact.map.show')}</button>
        </form>
      ) : null}
      {chosen ? (
        <form method="post" class="message-form" data-once>
          <input type="hidden" name="property" value={chosen.id} />
          <p class="lead"><bdi>{`${chosen.name}, ${chosen.city}`}</bdi></p>
          <Field id="latitude" label={tr.t('contact.map.latitude')} hint={hint} error={error}>
            <input id="latitude" name="latitude" dir="ltr" inputmode="decimal" required value={typed.latitude} {...describedBy('latitude', { hint, error })} />
          </Field>
          <Field id="longitude" label={tr.t('contact.map.longitude')}>
            <input id="longitude" name="longitude" dir="ltr" inputmode="decimal" required value={typed.longitude} />
          </Field>
          <p class="actions"><button class="button" type="submit"><Icon name="map" size={18} /> {tr.t('contact.map.save')}</button></p>
        </form>
      ) : <p>{tr.t('contact.map.none')}</p>}
    </ExtranetPage>
  )
}

type NoShowProps = { visit: Visit; candidates: ReservationView[]; error: string | undefined; done: boolean }

/** The guest did not come: said here, within its time, for one booking. */
export const NoShowPage = ({ visit, candidates, error, done }: NoShowProps) => {
  const { tr } = visit
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.noShow.title')} trail={[{ name: tr.t('contact.topics'), href: contactPath(visit) }]}>
      <h1>{tr.t('contact.noShow.title')}</h1>
      <p class="lead">{tr.t('contact.noShow.lead')}</p>
      {done ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('contact.noShow.done')}</p> : null}
      <ErrorSummary title={tr.t('errors.summary', { count: 1 })} errors={error ? [{ id: 'reservations', text: error }] : []} />
      {candidates.length === 0 ? <div class="empty"><Icon name="check" size={32} /><p>{tr.t('contact.noShow.none')}</p></div> : (
        <form method="post" class="message-form" data-once>
          <fieldset id="reservations">
            <legend>{tr.t('contact.noShow.which')}</legend>
            {candidates.map((r) => <label class="radio"><input type="radio" name="reservation" value={r.id} required /><span>{reservationName(visit, r)}</span> <bdi class="case" dir="ltr">{r.confirmationNumber}</bdi></label>)}
          </fieldset>
          <p class="actions"><button class="button" type="submit">{tr.t('contact.noShow.mark')}</button></p>
        </form>
      )}
    </ExtranetPage>
  )
}

type EndContractProps = { visit: Visit; properties: PropertyView[]; submissionId: string; typed: { propertyId: string; kind: string; date: string; reason: string }; errors: { id: string; text: string }[] }
const endings = ['pause', 'sell', 'leave'] as const

/** Pause, sell or leave: what the legal team needs to know, asked in order, sent as one conversation. */
export const EndContractPage = ({ visit, properties, submissionId, typed, errors }: EndContractProps) => {
  const { tr, now } = visit
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.end.title')} trail={[{ name: tr.t('contact.topics'), href: contactPath(visit) }]}>
      <h1>{tr.t('contact.end.title')}</h1>
      <p class="lead">{tr.t('contact.end.lead')}</p>
      <ErrorSummary title={tr.t('errors.summary', { count: errors.length })} errors={errors} />
      <form method="post" class="message-form" data-once>
        <input type="hidden" name="submissionId" value={submissionId} />
        <Field id="property" label={tr.t('contact.property')} error={errorOf('property')}>
          <select id="property" name="propertyId" required>
            {properties.length > 1 ? <option value="">{tr.t('contact.chooseProperty')}</option> : null}
            {properties.map(({ id, name, city }) => <option value={id} selected={typed.propertyId === id}>{`${name}, ${city}`}</option>)}
          </select>
        </Field>
        <fieldset id="kind">
          <legend>{tr.t('contact.end.what')}</legend>
          {errorOf('kind') ? <p class="error"><Icon name="alert" size={18} /> {errorOf('kind')}</p> : null}
          {endings.map((ending) => <label class="radio"><input type="radio" name="kind" value={ending} required checked={typed.kind === ending} /><span>{tr.t(`contact.end.${ending}`)}</span></label>)}
        </fieldset>
        <Field id="date" label={tr.t('contact.end.date')} error={errorOf('date')}>
          <input id="date" name="date" type="date" required min={now.toISOString().slice(0, 10)} value={typed.date} />
        </Field>
        <Field id="reason" label={tr.t('contact.end.reason')} hint={tr.t('contact.end.reasonHint')} error={errorOf('reason')}>
          <textarea id="reason" name="reason" rows={5} required dir="auto">{typed.reason}</textarea>
        </Field>
        <p class="actions"><button class="button" type="submit"><Icon name="send" size={18} /> {tr.t('contact.end.send')}</button></p>
      </form>
    </ExtranetPage>
  )
}
export const isEnding = (value: string): value is (typeof endings)[number] => endings.some((ending) => ending === value)
