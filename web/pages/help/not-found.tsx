import { localesOffered } from '#web/locales'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import { searchPath } from '../parts/search-box.tsx'
import { SearchResults } from '../parts/search-results.tsx'
import type { HelpDoor, SearchView } from '../ports.ts'
import type { Door, Request, Site, Visit } from '../site.ts'
import { readersVisit, show } from './answer.ts'

type Props = { visit: Visit; door: Door; /** What the words of the address may have been looking for. */ found?: SearchView | null }

export const NotFound = ({ visit, door, found = null }: Props) => {
  const { tr, locale } = visit
  return (
    <Page visit={visit} title={tr.t('help.notFound')} door={door} alternates={homesInOtherLanguages(visit, door)}>
      <h1>{tr.t('help.notFound')}</h1>
      <p class="lead">{tr.t('help.notFoundText')}</p>
      {door === 'staff' ? null : <SearchInstead visit={visit} door={door} />}
      {found && found.results.length > 0 ? (
        <section class="part" aria-labelledby="found">
          <h2 id="found">{tr.t('help.mayBeMeant')}</h2>
          <SearchResults visit={visit} found={found} />
        </section>
      ) : null}
      <ul class="way-links">
        {door === 'staff' ? <li><a class="way-link" href="/desk">{tr.t('help.toDesk')} <Icon name="arrow" /></a></li> : null}
        {door === 'guest' ? null : <li><a class="way-link" href={`/${locale}/partner/help`}>{tr.t('help.toPartnerHelp')} <Icon name="arrow" /></a></li>}
        <li><a class="way-link" href={`/${locale}/guest`}>{tr.t('help.toGuestHelp')} <Icon name="arrow" /></a></li>
        {door === 'guest' ? <li><a class="way-link" href={`/${locale}/partner/help`}>{tr.t('help.toPartnerHelp')} <Icon name="arrow" /></a></li> : null}
      </ul>
    </Page>
  )
}

/** The words of the address are what was looked for. */
const SearchInstead = ({ visit, door }: { visit: Visit; door: HelpDoor }) => (
  <form class="search-instead" role="search" aria-label={visit.tr.t('help.searchInstead')} action={searchPath(visit, door)}>
    <label for="q">{visit.tr.t('help.searchWords')}</label>
    <div class="search-line">
      <input id="q" name="q" type="search" value={wordsOf(visit.path)} maxlength={200} dir="auto" />
      <button class="button" type="submit"><Icon name="search" /> {visit.tr.t('help.searchInstead')}</button>
    </div>
  </form>
)

/** What an address says in words: its last part that has any. */
export const wordsOf = (path: string): string => {
  const parts = path.split('/').filter((part) => !isId(part)).map((part) => decoded(part).replace(/\.\w{1,5}$/, '').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim())
  return (parts.findLast((part) => /\p{L}{2}/u.test(part) && !structure.has(part)) ?? '').slice(0, 100)
}

// Nobody looks for an id, and what is not there must not differ from what is somebody else's.
const isId = (part: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part)

const structure = new Set(['partner', 'guest', 'help', 'extranet', 'search', 'app'])

const decoded = (part: string) => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The answer for an address where nothing is. */
export const notFound = async (site: Site, c: Request): Promise<Response> => {
  const visit = await readersVisit(site, c)
  const door = doorOf(c)
  const q = wordsOf(visit.path)
  const found = door === 'staff' || q === '' ? null : await site.visitor(visit.locale).search({ door, q, place: isOfHelp(c.req.path) ? 'lost' : 'elsewhere', most: mostInstead })
  return show(c, NotFound({ visit, door, found }), 404)
}

const mostInstead = 3

// What a link or a reader looked for in the help; whose booking, chat or conversation is not there was no search.
const isOfHelp = (path: string) => /^\/[a-z]{2}\/(partner\/help|guest)\//.test(path) && !/\/guest\/(booking|conversations|contact|chat|account|link)(\/|$)/.test(path) && !path.split('/').some(isId)

/** Where nothing is in one language nothing is in another: the other languages begin at the door. */
export const homesInOtherLanguages = ({ locale }: Visit, door: Door) =>
  localesOffered.filter((other) => other !== locale).map((other) => ({ locale: other, path: `/${other}/${door === 'guest' ? 'guest' : 'partner/help'}` }))

/** The door an address belongs to. */
export const doorOf = (c: Request): Door => {
  if (/^\/[a-z]{2}\/guest(\/|$)/.test(c.req.path)) return 'guest'
  return /^\/(desk|setup)(\/|$)/.test(c.req.path) ? 'staff' : 'partner'
}
