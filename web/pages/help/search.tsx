import type { Child } from 'hono/jsx'
import { localesOffered } from '#web/locales'
import { inEveryLanguage, Page } from '../parts/layout.tsx'
import { SearchBox, searchPath } from '../parts/search-box.tsx'
import { SearchResults } from '../parts/search-results.tsx'
import type { HelpDoor, SearchView, TopicView } from '../ports.ts'
import type { Request, Visit } from '../site.ts'
import { AreYouGuest, AreYouPartner, GuestOtherwise, PersonBox } from './ways.tsx'

type Props = { visit: Visit; door: HelpDoor; found: SearchView; topics: TopicView[]; /** The way on when no article is the right one. */ children: Child }

const mostResults = 20

/** What somebody asks for by the address of a search page. */
export const soughtIn = (c: Request, door: HelpDoor) => ({
  door, q: (c.req.query('q') ?? '').slice(0, 200), topic: c.req.query('topic') || undefined, place: 'page' as const, most: mostResults,
})

/** Whoever is known and writes to staff within half an hour has been helped little by this search. */
export const noteSeeker = async ({ site, c, locale }: Visit, { id }: SearchView): Promise<void> => {
  if (id !== null) await (await site.reader(c, locale)).sought(id)
}

type DoorProps = Omit<Props, 'door' | 'children'>

export const PartnerSearch = (props: DoorProps) => (
  <SearchPage {...props} door="partner">
    <PersonBox visit={props.visit} title={props.visit.tr.t('help.notSolved')} {...(props.found.topic ? { topic: props.found.topic } : {})} />
    <AreYouGuest visit={props.visit} />
  </SearchPage>
)

export const GuestSearch = (props: DoorProps) => (
  <SearchPage {...props} door="guest">
    <GuestOtherwise visit={props.visit} />
    <AreYouPartner visit={props.visit} />
  </SearchPage>
)

/** What was found; without words to search for, or when nothing was found, the topics and the way to a person. */
const SearchPage = ({ visit, door, found, topics, children }: Props) => {
  const { tr } = visit
  const { q } = found
  const asked = q.trim() !== ''
  const home = door === 'partner' ? { name: tr.t('help.help'), href: `/${visit.locale}/partner/help` } : { name: tr.t('help.guestTitle'), href: `/${visit.locale}/guest` }
  // Every search is the one page to search from; words that find nothing may be anybody's, and are put before nobody.
  const indexed = asked && found.results.length === 0 ? {} : { indexed: { description: tr.t('search.lead'), languages: inEveryLanguage(visit), structured: [] } }
  const others = localesOffered.map((locale) => ({ locale, path: addressOf({ ...visit, locale }, door, { q }) }))
  return (
    <Page visit={visit} title={asked ? tr.t('search.titleFor', { q }) : tr.t('search.searchHelp')} door={door} trail={[home]} search="own" alternates={others} {...indexed}>
      <h1>{asked ? tr.t('search.results') : tr.t('search.searchHelp')}</h1>
      <SearchBox visit={visit} door={door} q={q} />
      {asked && found.results.length === 0 ? <Nothing visit={visit} q={q} /> : null}
      {asked ? null : <p class="lead">{tr.t('search.lead')}</p>}
      {found.results.length > 0 ? (
        <section class="part found" aria-labelledby="found">
          <h2 id="found">{tr.t('search.count', { count: found.total })}</h2>
          <TopicFilter visit={visit} door={door} found={found} />
          <SearchResults visit={visit} found={found} />
        </section>
      ) : (
        <nav class="part" aria-labelledby="topics">
          <h2 id="topics">{tr.t('search.chooseTopic')}</h2>
          <ul class="chips">{topics.map(({ path, name }) => <li><a href={path}>{name}</a></li>)}</ul>
        </nav>
      )}
      <div class="ways">{children}</div>
    </Page>
  )
}

const Nothing = ({ visit: { tr }, q }: { visit: Visit; q: string }) => (
  <section class="part" role="status">
    <h2>{tr.t('search.nothing', { q })}</h2>
    <p>{tr.t('search.nothingText')}</p>
  </section>
)

const addressOf = (visit: Visit, door: HelpDoor, { q, topic }: { q: string; topic?: string }) =>
  `${searchPath(visit, door)}?${new URLSearchParams({ q, ...(topic ? { topic } : {}) })}`

/** The topics of what was found, to keep to one of them. */
const TopicFilter = ({ visit, door, found: { q, topic, topics } }: Omit<Props, 'topics' | 'children'>) => {
  const { tr } = visit
  if (topics.length < 2) return null
  const links = [{ key: undefined, name: tr.t('search.allTopics'), count: topics.reduce((sum, { count }) => sum + count, 0) }, ...topics]
  return (
    <nav aria-label={tr.t('search.topic')}>
      <ul class="chips">
        {links.map(({ key, name, count }) => (
          <li><a href={addressOf(visit, door, { q, ...(key ? { topic: key } : {}) })} rel="nofollow" {...((topic ?? undefined) === key ? { 'aria-current': 'true' as const } : {})}>{name} <span class="meta">{tr.number(count)}</span></a></li>
        ))}
      </ul>
    </nav>
  )
}
