import { maxBodyLength } from '#contract/conversations'
import { describedBy, ErrorSummary, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Carried } from '../parts/wrong-door.tsx'
import type { DraftView, FormView, RefusedFile, ReservationView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { contactPath, contactTrail, ExtranetPage } from './frame.tsx'

export type FieldErrors = { property?: string; confirmation?: string; body?: string; files?: string; form?: string }
export type MessageFormProps = { visit: Visit; form: FormView; submissionId: string; errors: FieldErrors; refused: RefusedFile[]; kept: boolean; /** The text has come along from the other door. */ carried?: boolean }

/** Step five: write. Whatever was typed before is in it; whatever is wrong stands at its field. */
export const MessagePage = (props: MessageFormProps) => {
  const { visit, form, errors } = props
  const { tr } = visit
  const { topic, subtopic } = form
  const steps = [{ name: subtopic.name, href: contactPath(visit, topic.key, subtopic.key) }, { name: tr.t('contact.allOptions'), href: contactPath(visit, topic.key, subtopic.key, 'options') }]
  const summary = Object.entries(errors).map(([id, text]) => ({ id, text }))
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.writeMessage')} trail={contactTrail(visit, ...steps)}>
      <h1>{tr.t('contact.writeMessage')}</h1>
      <p class="lead">{tr.t('contact.about', { topic: topic.name, subtopic: subtopic.name })}</p>
      <ErrorSummary title={tr.t('errors.summary', { count: summary.length })} errors={summary} />
      {props.carried ? <Carried visit={visit} /> : null}
      {props.kept ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('contact.draftKept')}</p> : null}
      <form method="post" enctype="multipart/form-data" class="message-form" data-draft={contactPath(visit, topic.key, subtopic.key, 'message', 'draft')} data-once>
        <input type="hidden" name="submissionId" value={props.submissionId} />
        <PropertyField {...props} />
        {form.asksReservation ? <ReservationField {...props} /> : null}
        <BodyField {...props} />
        <FilesField {...props} />
        <p class="actions">
          <button class="button" type="submit" name="do" value="send"><Icon name="send" size={18} /> {tr.t('contact.sendMessage')}</button>
          <button class="button secondary" type="submit" name="do" value="keep" formnovalidate>{tr.t('contact.keepDraft')}</button>
          <span class="meta" data-saved role="status">{form.draft.savedAt ? tr.t('contact.draftSavedAt', { when: tr.time(form.draft.savedAt) }) : ''}</span>
        </p>
      </form>
    </ExtranetPage>
  )
}

const PropertyField = ({ visit: { tr }, form, errors }: MessageFormProps) => {
  const [only, ...more] = form.properties
  if (more.length === 0) return only ? <p class="meta about-property">{tr.t('contact.aboutProperty', { property: `${only.name}, ${only.city}` })}</p> : null
  return (
    <Field id="property" label={tr.t('contact.property')} error={errors.property}>
      <select id="property" name="propertyId" required {...describedBy('property', { error: errors.property })}>
        <option value="">{tr.t('contact.chooseProperty')}</option>
        {form.properties.map(({ id, name, city, number }) => <option value={id} selected={id === form.draft.propertyId}>{`${name}, ${city} (${number})`}</option>)}
      </select>
    </Field>
  )
}

const ReservationField = ({ visit, form, errors }: MessageFormProps) => {
  const { tr } = visit
  const hint = tr.t('contact.confirmationHint')
  return (
    <Field id="confirmation" label={tr.t('contact.confirmation')} optional={tr.t('common.optional')} hint={hint} error={errors.confirmation}>
      <input id="confirmation" name="confirmationNumber" dir="ltr" inputmode="numeric" autocomplete="off" maxlength={40} list="reservations" value={form.draft.confirmationNumber} {...describedBy('confirmation', { hint, error: errors.confirmation })} />
      <datalist id="reservations">{form.reservations.map((r) => <option value={r.confirmationNumber}>{reservationName(visit, r)}</option>)}</datalist>
      {form.reservations.length === 0 ? null : (
        <details class="picker">
          <summary>{tr.t('contact.pickReservation')}</summary>
          <fieldset>
            <legend class="visually-hidden">{tr.t('contact.pickReservation')}</legend>
            {form.reservations.map((r) => (
              <label class="radio"><input type="radio" name="pickedReservation" value={r.confirmationNumber} /><span>{reservationName(visit, r)}</span> <bdi class="case" dir="ltr">{r.confirmationNumber}</bdi></label>
            ))}
          </fieldset>
        </details>
      )}
    </Field>
  )
}

export const reservationName = ({ tr }: Visit, r: ReservationView) =>
  tr.t('contact.reservationName', { guest: isolated(r.guestName), arrival: tr.date(r.arrival), property: isolated(r.propertyName), status: tr.t(`contact.status.${r.status}`) })

// A name in Arabic would otherwise pull the date beside it to its other end; an option takes no element that says so.
const isolated = (name: string) => `\u2068${name}\u2069`

type TextProps = Pick<MessageFormProps, 'visit' | 'errors'> & { form: { draft: DraftView } }

export const BodyField = ({ visit: { tr }, form, errors }: TextProps) => {
  const hint = tr.t('contact.bodyHint')
  return (
    <Field id="body" label={tr.t('contact.body')} hint={hint} error={errors.body}>
      <textarea id="body" name="body" rows={9} required dir="auto" data-most={String(maxBodyLength)} {...describedBy('body', { hint, error: errors.body })}>{form.draft.body}</textarea>
      <p class="meta count-left" data-left data-template={tr.t('contact.charactersLeft', { count: '{count}' })} hidden></p>
    </Field>
  )
}

type FilesProps = Pick<MessageFormProps, 'visit' | 'refused'> & { form: { draft: Pick<DraftView, 'files'> }; errors: Pick<FieldErrors, 'files'> }

export const FilesField = ({ visit, form, refused, errors }: FilesProps) => {
  const { tr, site } = visit
  const hint = tr.t('contact.filesHint')
  return (
    <Field id="files" label={tr.t('contact.files')} optional={tr.t('common.optional')} hint={hint} error={errors.files}>
      <RefusedFiles visit={visit} refused={refused} />
      {form.draft.files.length === 0 ? null : (
        <ul class="files" data-draft-files>
          {form.draft.files.map((file) => (
            <li><Icon name="file" size={18} /> <bdi>{file.name}</bdi> <span class="meta">{tr.bytes(file.byteSize)}</span>
              <button class="button plain" type="submit" name="detach" value={file.id} formnovalidate aria-label={tr.t('contact.removeFileNamed', { name: file.name })}>{tr.t('contact.removeFile')}</button>
            </li>
          ))}
        </ul>
      )}
      <input id="files" name="files" type="file" multiple accept={site.acceptedFiles.map((extension) => `.${extension}`).join(',')} {...describedBy('files', { hint, error: errors.files })} />
    </Field>
  )
}

const reasons = { type: 'contact.fileType', size: 'contact.fileSize', count: 'contact.fileCount', empty: 'contact.fileEmpty' } as const

/** Which files do not go along, each with its reason. */
export const RefusedFiles = ({ visit: { tr }, refused }: { visit: Visit; refused: RefusedFile[] }) =>
  refused.length === 0 ? null : (
    <div class="refused" role="alert">
      <ul>{refused.map(({ name, reason }) => <li class="error"><Icon name="alert" size={18} /> {tr.t(reasons[reason], { name })}</li>)}</ul>
    </div>
  )
