import { noteSeeker } from '../help/search.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { SearchResults } from '../parts/search-results.tsx'
import type { HelpDoor, SearchView } from '../ports.ts'
import type { Visit } from '../site.ts'

const mostInFlow = 4

/** What the index says to the words somebody typed on a step of the way; null before they did. */
export const searchInFlow = async (visit: Visit, door: HelpDoor): Promise<SearchView | null> => {
  const q = (visit.c.req.query('q') ?? '').slice(0, 200).trim()
  if (q === '') return null
  const found = await visit.site.visitor(visit.locale).search({ door, q, place: 'contact', most: mostInFlow })
  await noteSeeker(visit, found)
  return found
}

/** Asks in own words for what may be answered already; the step stays where it is, and so does the way on. */
export const SearchInFlow = ({ visit, door, found }: { visit: Visit; door: HelpDoor; found: SearchView | null }) => {
  const { tr, c } = visit
  return (
    <section class="in-flow" aria-label={tr.t('search.search')}>
      <SearchBox visit={visit} door={door} action={c.req.path} q={found?.q ?? ''} label={tr.t('search.describe')} />
      {found === null ? null : found.results.length === 0 ? <p role="status">{tr.t('search.nothingInFlow')}</p> : (
        <>
          <h2>{tr.t('search.mayBeAnswered')}</h2>
          <SearchResults visit={visit} found={found} />
        </>
      )}
    </section>
  )
}
