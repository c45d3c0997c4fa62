import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Letters } from '../parts/letters.tsx'
import { WayPage, type Way } from '../parts/way.tsx'
import type { LettersView } from '../guest-port.ts'
import type { LetterBoxFilter, LetterBoxItem, PropertyView, RefusedFile } from '../ports.ts'
import type { Visit } from '../site.ts'
import { FilterForm } from './filter-form.tsx'
import { FilesField } from './message.tsx'

export const letterPath = ({ locale }: Visit, id = '') => `/${locale}/extranet/inbox/reservations${id ? `/${id}` : ''}`

/** Where letters stand for the property: in the extranet or in the app. */
export type LetterPlace = { at: string; way(visit: Visit): Way; path(visit: Visit, id?: string): string }

export const letterWay = (visit: Visit): Way => ({
  door: 'partner', islands: ['extranet.js'], path: (...parts) => letterPath(visit, parts.join('/')),
  chat: (...parts) => ['', visit.locale, 'extranet', 'chat', ...parts].join('/'),
  trail: (...steps) => [{ name: visit.tr.t('extranet.inbox'), href: `/${visit.locale}/extranet/inbox` }, ...steps],
})

type BoxProps = { visit: Visit; place: LetterPlace; rows: LetterBoxItem[]; next: string | null; filter: LetterBoxFilter; properties: PropertyView[] }

/** Reservation messages: a thread for each stay somebody has written about, the latest first. */
export const ReservationBoxPage = ({ visit, place, rows, next, filter, properties }: BoxProps) => {
  const { tr } = visit
  const title = tr.t('extranet.reservationMessages')
  const filtered = Boolean(filter.search ?? filter.state ?? filter.propertyId)
  return (
    <WayPage visit={visit} way={place.way(visit)} title={title}>
      <h1>{title}</h1>
      {rows.length > 0 || filtered ? <LetterFilter visit={visit} filter={filter} properties={properties} /> : null}
      <div data-live="inbox" id="letters">
        {rows.length === 0 ? (
          <div class="empty">
            <Icon name={filtered ? 'search' : 'inbox'} size={32} />
            <p>{tr.t(filtered ? 'extranet.nothingFound' : 'extranet.reservationEmpty')}</p>
            {filtered ? <p><a href="?">{tr.t('extranet.showAll')}</a></p> : null}
          </div>
        ) : <LetterList visit={visit} rows={rows} path={place.path} />}
      </div>
      {next ? <p class="more"><a class="button secondary" rel="next" href={`?${query({ ...filter, after: next })}`}>{tr.t('extranet.older')}</a></p> : null}
    </WayPage>
  )
}

export const LetterList = ({ visit, rows, path = letterPath }: { visit: Visit; rows: LetterBoxItem[]; path?: LetterPlace['path'] }) => {
  const { tr, now } = visit
  return (
    <ul class="conversations">
      {rows.map((row) => (
        <li class={row.unread ? 'conversation unread' : 'conversation'}>
          <a href={path(visit, row.reservationId)}>
            <span class="line">
              <span class="what" dir="auto">{row.guestName}</span>
              <time datetime={row.lastAt.toISOString()} title={tr.dateTime(row.lastAt, 'full')}>{tr.relative(row.lastAt, now)}</time>
            </span>
            <span class="excerpt" dir="auto">{row.excerpt}</span>
            <span class="line meta">
              {row.unread ? <span class="chip new">{tr.t('letters.new')}</span> : null}
              {row.answerBy ? <span class="chip">{tr.t('letters.answerBy', { when: tr.dateTime(row.answerBy, 'weekday') })}</span> : null}
              <span class="case">{row.confirmationNumber}</span>
              {row.propertyName ? <span>{row.propertyName}</span> : null}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const LetterFilter = ({ visit, filter, properties }: Pick<BoxProps, 'visit' | 'filter' | 'properties'>) => {
  const { tr } = visit
  const states = [{ value: 'unread', name: tr.t('extranet.filter.unread') }, { value: 'waiting', name: tr.t('letters.waiting') }]
  return <FilterForm visit={visit} label={tr.t('extranet.reservationMessages')} searchHint={tr.t('letters.searchHint')} states={states} filter={filter} properties={properties} />
}

const query = (filter: LetterBoxFilter) =>
  new URLSearchParams(Object.entries(filter).flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : []))).toString()

type ThreadProps = { visit: Visit; place: LetterPlace; thread: LettersView; formId: string; typed: string; error: string | undefined; refused: RefusedFile[]; kept: boolean; closed: boolean }

/** One stay's thread: what was said, the question to answer by choosing, and the reply. */
export const ReservationThreadPage = ({ visit, place, thread, formId, typed, error, refused, kept, closed }: ThreadProps) => {
  const { tr } = visit
  const hint = tr.t('letters.hint')
  const asked = thread.letters.findLast(({ asking }) => asking?.isOpen)
  return (
    <WayPage visit={visit} way={place.way(visit)} title={thread.guestName} steps={[{ name: tr.t('extranet.reservationMessages'), href: place.path(visit) }]}>
      <h1><bdi>{thread.guestName}</bdi></h1>
      <p class="lead"><bdi>{thread.propertyName}</bdi>, {tr.date(thread.arrival)} – {tr.date(thread.departure)} · <bdi class="case" dir="ltr">{thread.confirmationNumber}</bdi> · {tr.t(`guest.status.${thread.status}`)}</p>
      {closed ? <p class="callout warn" role="alert">{tr.t('letters.closed')}</p> : null}
      {thread.letters.length === 0 ? <p>{tr.t('letters.none')}</p> : <Letters visit={visit} thread={thread} reader="property" />}
      {asked?.asking ? (
        <form method="post" action={place.path(visit, `${thread.id}/answer`)} class="callout message-form" data-once>
          <input type="hidden" name="id" value={formId} />
          <input type="hidden" name="seq" value={String(asked.seq)} />
          <fieldset>
            <legend>{tr.t('letters.question', { guest: thread.guestName })}</legend>
            <p class="hint">{tr.t('letters.questionHint', { when: tr.dateTime(asked.asking.expiresAt, 'zoned') })}</p>
            {(['free', 'first-night', 'no'] as const).map((answer) => <label class="radio"><input type="radio" name="answer" value={answer} required /><span>{tr.t(`letters.choose.${answer}`)}</span></label>)}
          </fieldset>
          <p class="actions"><button class="button" type="submit">{tr.t('letters.sendAnswer')}</button></p>
        </form>
      ) : null}
      {thread.mayWrite ? (
        <form method="post" enctype="multipart/form-data" class="message-form" id="reply" action={place.path(visit, thread.id)} data-draft={place.path(visit, `${thread.id}/draft`)} data-once data-outbox="letter" data-about={thread.id} data-title={thread.guestName}>
          {kept ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('contact.draftKept')}</p> : null}
          <input type="hidden" name="id" value={formId} />
          <Field id="body" label={tr.t('letters.write')} hint={hint} error={error}>
            <textarea id="body" name="body" rows={5} required dir="auto" maxlength={5_000} {...describedBy('body', { hint, error })}>{typed}</textarea>
          </Field>
          <FilesField visit={visit} form={thread} refused={refused} errors={refused.length > 0 ? { files: tr.t('contact.someFilesRefused') } : {}} />
          <p class="actions"><button class="button" type="submit"><Icon name="send" size={18} /> {tr.t('letters.send')}</button></p>
        </form>
      ) : <p class="callout">{tr.t('letters.tooLate')}</p>}
    </WayPage>
  )
}
