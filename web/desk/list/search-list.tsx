import { useInfiniteQuery } from '@tanstack/react-query'
import SearchX from 'lucide-react/icons/search-x'
import { useEffect, useMemo, useState } from 'react'
import { setFilters, useFilters } from '../address.ts'
import { foundQuery } from '../api/found.ts'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Filters } from './filters.tsx'
import { foundItems } from './items.ts'
import { ListColumn } from './list-column.tsx'
import { Rows } from './rows.tsx'
import { Views } from './views.tsx'

export const searchFieldId = 'search-field'

/** Every conversation there has been, by words, names, numbers and filters; the same can be done with many. */
export const SearchList = ({ openId }: { openId: string | null }) => {
  const { t } = useWords()
  const filters = useFilters()
  const found = useInfiniteQuery(foundQuery(filters))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.rows) ?? [], [found.data])
  const next = found.data?.pages.at(-1)?.next ?? null
  const items = useMemo(() => foundItems(rows, next), [rows, next])
  const pick = (id: string) => setPicked(picked.has(id) ? new Set([...picked].filter((each) => each !== id)) : new Set([...picked, id]))
  const loadMore = () => {
    if (!found.isFetchingNextPage) void found.fetchNextPage()
  }
  return (
    <ListColumn title={t('rail.search')} tools={<Views />}>
      <div className="search-tools">
        <SearchField busy={found.isFetching} />
        <Filters />
      </div>
      {picked.size > 0 && <BulkBar ids={[...picked]} nameOf={(id) => rows.find((row) => row.conversationId === id)?.caseNumber ?? id} onDone={() => setPicked(new Set())} />}
      {found.isPending && <Loading label={t('state.loading')} rows={7} />}
      {found.isError && !found.data && <Trouble title={t('search.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && items.length === 0 && (
        <State icon={SearchX} title={t('search.none')}>
          <p>{t('search.noneHint')}</p>
        </State>
      )}
      {items.length > 0 && <Rows items={items} view="search" openId={openId} label={t('rail.search')} onMore={loadMore} failed={found.isFetchNextPageError} picked={picked} onPick={pick} />}
    </ListColumn>
  )
}

/** Letters that follow each other go together; while an answer is on its way they wait for it, but not for long. */
const afterMs = { idle: 60, busy: 250 }

const SearchField = ({ busy }: { busy: boolean }) => {
  const { t } = useWords()
  const filters = useFilters()
  const inAddress = new URLSearchParams(filters).get('q') ?? ''
  const [typed, setTyped] = useState(inAddress)
  const [seen, setSeen] = useState(inAddress)
  // A saved view or the way back changes what is sought.
  if (inAddress !== seen) {
    setSeen(inAddress)
    if (inAddress !== typed.trim()) setTyped(inAddress)
  }
  useEffect(() => {
    if (typed.trim() === inAddress) return
    const timer = setTimeout(() => {
      const next = new URLSearchParams(location.search)
      if (typed.trim() === '') next.delete('q')
      else next.set('q', typed.trim())
      setFilters(next.toString())
    }, busy ? afterMs.busy : afterMs.idle)
    return () => clearTimeout(timer)
  }, [typed, inAddress, busy])
  return (
    <label className="field">
      <span className="visually-hidden">{t('search.label')}</span>
      <input id={searchFieldId} type="search" maxLength={200} placeholder={t('search.label')} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </label>
  )
}
