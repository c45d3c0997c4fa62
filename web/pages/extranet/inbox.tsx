import { Icon } from '../parts/icon.tsx'
import { PartnerSeason } from '../parts/season.tsx'
import type { InboxFilter, InboxItem, LetterBoxItem, PropertyView, SeasonView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { FilterForm } from './filter-form.tsx'
import { contactPath, ExtranetPage, platformPath, StateChip } from './frame.tsx'
import { LetterList, letterPath } from './letters.tsx'

type InboxProps = { visit: Visit; newest: InboxItem[]; unread: number; letters: { newest: LetterBoxItem[]; unread: number }; season: SeasonView | null }

/** The two boxes: messages with guests, and messages with staff. */
export const InboxPage = ({ visit, newest, unread, letters, season }: InboxProps) => {
  const { tr, locale, brand } = visit
  return (
    <ExtranetPage visit={visit} title={tr.t('extranet.inbox')}>
      <h1>{tr.t('extranet.inbox')}</h1>
      <PartnerSeason visit={visit} season={season} />
      <div class="boxes" data-live="inbox">
        <section class="card box">
          <h2><a href={platformPath(visit)}>{tr.t('extranet.platformMessages', { brand: brand.name })}</a></h2>
          <p class="meta">{tr.t('extranet.platformHint', { brand: brand.name })} {unread > 0 ? <strong>{tr.t('extranet.unreadCount', { count: unread })}</strong> : null}</p>
          {newest.length === 0 ? null : <ConversationList visit={visit} rows={newest} />}
          <p class="actions">
            <a class="button" href={contactPath(visit)}>{tr.t('extranet.seeContactOptions')}</a>
            <a class="button secondary" href={platformPath(visit)}>{tr.t('extranet.openBox')}</a>
          </p>
        </section>
        <section class="card box">
          <h2><a href={letterPath(visit)}>{tr.t('extranet.reservationMessages')}</a></h2>
          <p class="meta">{tr.t('extranet.reservationHint')} {letters.unread > 0 ? <strong>{tr.t('extranet.unreadCount', { count: letters.unread })}</strong> : null}</p>
          {letters.newest.length === 0 ? <p>{tr.t('extranet.reservationEmpty')}</p> : (
            <>
              <LetterList visit={visit} rows={letters.newest} />
              <p class="actions"><a class="button secondary" href={letterPath(visit)}>{tr.t('extranet.openBox')}</a></p>
            </>
          )}
        </section>
      </div>
      <p class="share-link"><a class="way-link" href={`/${locale}/extranet/share`}>{tr.t('share.title')} <Icon name="arrow" size={18} /></a></p>
    </ExtranetPage>
  )
}

type BoxProps = { visit: Visit; rows: InboxItem[]; next: string | null; filter: InboxFilter; properties: PropertyView[] }

/** Platform messages: every conversation with staff, newest first. */
export const PlatformBoxPage = ({ visit, rows, next, filter, properties }: BoxProps) => {
  const { tr, brand } = visit
  const title = tr.t('extranet.platformMessages', { brand: brand.name })
  const filtered = Boolean(filter.search ?? filter.state ?? filter.propertyId)
  return (
    <ExtranetPage visit={visit} title={title} trail={[{ name: tr.t('extranet.inbox'), href: `/${visit.locale}/extranet/inbox` }]}>
      <div class="title-row">
        <h1>{title}</h1>
        <a class="button" href={contactPath(visit)}>{tr.t('extranet.seeContactOptions')}</a>
      </div>
      {rows.length > 0 || filtered ? <ConversationFilter visit={visit} filter={filter} properties={properties} /> : null}
      <div data-live="inbox" id="conversations">
        {rows.length === 0 ? <EmptyBox visit={visit} filtered={filtered} /> : <ConversationList visit={visit} rows={rows} />}
      </div>
      {next ? <p class="more"><a class="button secondary" rel="next" href={`?${query({ ...filter, after: next })}`}>{tr.t('extranet.older')}</a></p> : null}
    </ExtranetPage>
  )
}

const EmptyBox = ({ visit: { tr }, filtered }: { visit: Visit; filtered: boolean }) => (
  <div class="empty">
    <Icon name={filtered ? 'search' : 'message'} size={32} />
    <p>{tr.t(filtered ? 'extranet.nothingFound' : 'extranet.platformEmpty')}</p>
    {filtered ? <p><a href="?">{tr.t('extranet.showAll')}</a></p> : null}
  </div>
)

type FilterProps = { visit: Visit; filter: InboxFilter; properties: PropertyView[] }

const ConversationFilter = ({ visit, filter, properties }: FilterProps) => {
  const { tr } = visit
  const states = (['unread', 'open', 'closed'] as const).map((value) => ({ value, name: tr.t(`extranet.filter.${value}`) }))
  return <FilterForm visit={visit} label={tr.t('extranet.inbox')} searchHint={tr.t('extranet.searchHint')} states={states} filter={filter} properties={properties} />
}

export const ConversationList = ({ visit, rows, path = platformPath }: { visit: Visit; rows: InboxItem[]; path?: typeof platformPath }) => {
  const { tr, now } = visit
  return (
    <ul class="conversations">
      {rows.map((row) => (
        <li class={row.unread ? 'conversation unread' : 'conversation'}>
          <a href={path(visit, row.id)}>
            <span class="line">
              <span class="what">{row.subtopic}</span>
              <time datetime={row.lastEntryAt.toISOString()} title={tr.dateTime(row.lastEntryAt, 'full')}>{tr.relative(row.lastEntryAt, now)}</time>
            </span>
            <span class="excerpt" dir="auto">{row.excerpt}</span>
            <span class="line meta">
              <StateChip visit={visit} state={row.state} />
              {row.unread ? <span class="chip new">{tr.t('extranet.newAnswer')}</span> : null}
              <bdi class="case" dir="ltr">{row.caseNumber}</bdi>
              {row.propertyName ? <bdi>{row.propertyName}</bdi> : null}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const query = (filter: InboxFilter) =>
  new URLSearchParams(Object.entries(filter).flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : []))).toString()
