import { maxBodyLength } from '#contract/conversations'
import type { AppReport } from '#contract/app'
import { RefusedFiles, type FieldErrors } from '../extranet/message.tsx'
import { describedBy, ErrorSummary, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { RefusedFile, ReportFormView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { AppPage, appPath } from './frame.tsx'

export type ReportErrors = FieldErrors & { topic?: string; subtopic?: string }
export type Typed = { topic: string; subtopic: string; propertyId: string; confirmationNumber: string; body: string }
export type ReportProps = { visit: Visit; form: ReportFormView; typed: Typed; told: AppReport; submissionId: string; errors: ReportErrors; refused: RefusedFile[]; isShared?: boolean }

/** Topic and subtopic from lists, the problem in words, what goes along, and Send. */
export const ReportPage = (props: ReportProps) => {
  const { visit, errors } = props
  const { tr } = visit
  const summary = Object.entries(errors).map(([id, text]) => ({ id, text }))
  return (
    <AppPage visit={visit} title={tr.t('app.report.title')} tab="more" up={{ name: tr.t('app.help.title'), href: appPath(visit, 'more', 'help') }}>
      <h1>{tr.t('app.report.title')}</h1>
      <ErrorSummary title={tr.t('errors.summary', { count: summary.length })} errors={summary} />
      {props.isShared ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('app.report.shared')}</p> : null}
      <form method="post" enctype="multipart/form-data" class="message-form" data-outbox="report" data-once data-too-large={tr.t('app.outbox.tooLarge')} data-problem={tr.t('app.outbox.problem')} action={appPath(visit, 'more', 'help', 'report')}>
        <input type="hidden" name="submissionId" value={props.submissionId} />
        <input type="hidden" name="told" value="" />
        <TopicFields {...props} />
        <AboutFields {...props} />
        <Field id="body" label={tr.t('app.report.describe')} hint={tr.t('app.report.describeHint')} error={errors.body}>
          <textarea id="body" name="body" rows={6} required dir="auto" maxlength={maxBodyLength} {...describedBy('body', { hint: tr.t('app.report.describeHint'), error: errors.body })}>{props.typed.body}</textarea>
        </Field>
        <PictureFields {...props} />
        <GoesAlong visit={visit} told={props.told} />
        <p class="actions"><button class="button" type="submit" name="do" value="send"><Icon name="send" size={18} /> {tr.t('app.report.send')}</button></p>
      </form>
    </AppPage>
  )
}

/** Without a script every subtopic stands under its topic's name; with one, those of the chosen topic alone. */
const TopicFields = ({ visit: { tr }, form, typed, errors }: ReportProps) => (
  <>
    <Field id="topic" label={tr.t('contact.topic')} error={errors.topic}>
      <select id="topic" name="topic" required {...describedBy('topic', { error: errors.topic })}>
        <option value="">{tr.t('app.report.chooseTopic')}</option>
        {form.topics.map(({ key, name }) => <option value={key} selected={key === typed.topic}>{name}</option>)}
      </select>
    </Field>
    <Field id="subtopic" label={tr.t('contact.subtopic')} error={errors.subtopic}>
      <select id="subtopic" name="subtopic" required {...describedBy('subtopic', { error: errors.subtopic })}>
        <option value="">{tr.t('app.report.chooseSubtopic')}</option>
        {form.topics.map((topic) => (
          <optgroup label={topic.name} data-topic={topic.key}>
            {topic.subtopics.map(({ key, name }) => <option value={`${topic.key}/${key}`} selected={topic.key === typed.topic && key === typed.subtopic} data-asks={form.asksReservation.includes(`${topic.key}/${key}`) ? '' : undefined}>{name}</option>)}
          </optgroup>
        ))}
      </select>
    </Field>
  </>
)

const AboutFields = ({ visit: { tr }, form, typed, errors }: ReportProps) => {
  const hint = tr.t('contact.confirmationHint')
  return (
    <>
      {form.properties.length < 2 ? null : (
        <Field id="property" label={tr.t('contact.property')} error={errors.property}>
          <select id="property" name="propertyId" required {...describedBy('property', { error: errors.property })}>
            <option value="">{tr.t('contact.chooseProperty')}</option>
            {form.properties.map(({ id, name, city }) => <option value={id} selected={id === typed.propertyId}>{`${name}, ${city}`}</option>)}
          </select>
        </Field>
      )}
      <div data-when-asked>
        <Field id="confirmation" label={tr.t('contact.confirmation')} optional={tr.t('common.optional')} hint={hint} error={errors.confirmation}>
          <input id="confirmation" name="confirmationNumber" dir="ltr" inputmode="numeric" autocomplete="off" maxlength={40} value={typed.confirmationNumber} {...describedBy('confirmation', { hint, error: errors.confirmation })} />
        </Field>
      </div>
    </>
  )
}

const PictureFields = ({ visit, form, refused, errors }: ReportProps) => {
  const { tr, site } = visit
  const hint = tr.t('app.report.pictureHint')
  return (
    <>
      <Field id="files" label={tr.t('app.report.picture')} optional={tr.t('common.optional')} hint={hint} error={errors.files}>
        <RefusedFiles visit={visit} refused={refused} />
        {form.draft.files.length === 0 ? null : <ul class="files" data-draft-files>{form.draft.files.map((file) => <li><Icon name="file" size={18} /> <bdi>{file.name}</bdi> <span class="meta">{tr.bytes(file.byteSize)}</span></li>)}</ul>}
        <input id="files" name="files" type="file" multiple accept={['image/*', ...site.acceptedFiles.map((extension) => `.${extension}`)].join(',')} {...describedBy('files', { hint, error: errors.files })} />
      </Field>
      <label class="button secondary camera" hidden><Icon name="camera" size={18} /> {tr.t('app.report.camera')}<input class="visually-hidden" type="file" accept="image/*" capture="environment" data-camera /></label>
      <ul class="files pictures" data-chosen data-remove={tr.t('contact.removeFile')} data-remove-named={tr.t('contact.removeFileNamed', { name: '{name}' })}></ul>
    </>
  )
}

const connectionWords = (tr: Visit['tr']) => ({ 'data-online': tr.t('app.report.connection.online'), 'data-offline': tr.t('app.report.connection.offline') })

/** What is sent beside the words, shown as it is sent; the log only when its box is ticked. */
const GoesAlong = ({ visit: { tr }, told }: { visit: Visit; told: AppReport }) => (
  <details class="goes-along">
    <summary>{tr.t('app.report.along')}</summary>
    <p class="hint">{tr.t('app.report.alongHint')}</p>
    <dl class="facts" data-told-list>
      {(['version', 'system', 'browser', 'language', 'lastScreen', 'connection', 'speed', 'window'] as const).map((name) => (
        <div hidden={told[name] === ''}><dt>{tr.t(`app.report.fact.${name}`)}</dt><dd><bdi data-told={name} {...(name === 'connection' ? connectionWords(tr) : {})}>{name === 'connection' ? tr.t(`app.report.connection.${told.connection}`) : told[name]}</bdi></dd></div>
      ))}
    </dl>
    <label class="radio" hidden data-log-choice><input type="checkbox" name="includeLog" value="1" /><span>{tr.t('app.report.includeLog')}</span></label>
    <pre class="log" data-log hidden dir="ltr" tabindex={0} aria-label={tr.t('app.report.log')}></pre>
  </details>
)
