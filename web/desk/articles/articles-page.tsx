import { useQuery } from '@tanstack/react-query'
import BookOpenCheck from 'lucide-react/icons/book-open-check'
import { useState } from 'react'
import type { Worklist, WorklistQuery } from '#contract/articles'
import { pathOf } from '../address.ts'
import { worklistQuery } from '../api/worklist.ts'
import { useShortcut } from '../frame/shortcuts.ts'
import { Choice } from '../parts/choice.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { titleId, workId, WorkCard } from './work-card.tsx'

/** What readers' behaviour says should be worked on, most people first. */
export const ArticlesPage = () => {
  const { t } = useWords()
  const [filter, setFilter] = useState<WorklistQuery>({})
  const found = useQuery(worklistQuery(filter))
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.articles')}
        </h2>
        <p className="hint">{t('work.lead')}</p>
        <p>
          <Link href={pathOf('library')}>{t('write.toAll')}</Link>
        </p>
        {found.data && !found.data.mayHandle && <p className="hint">{t('work.readOnly')}</p>}
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={5} />}
      {found.isError && !found.data && <Trouble title={t('work.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <Filters filter={filter} onChange={setFilter} list={found.data} />}
      {found.data && <Items list={found.data} isFiltered={Object.values(filter).some(Boolean)} />}
    </section>
  )
}

type FiltersProps = { filter: WorklistQuery; onChange: (filter: WorklistQuery) => void; list: Worklist }

const Filters = ({ filter, onChange, list }: FiltersProps) => {
  const { t, language } = useWords()
  const doors = [{ value: 'partner', name: t('door.partner') }, { value: 'guest', name: t('door.guest') }]
  const door = (value: string) => (value === 'partner' || value === 'guest' ? value : undefined)
  return (
    <form className="work-filters" aria-label={t('work.filters')} onSubmit={(event) => event.preventDefault()}>
      <Choice all={t('work.all')} label={t('work.door')} value={filter.door} options={doors} onChange={(value) => onChange({ ...filter, door: door(value) })} />
      <Choice all={t('work.all')} label={t('work.language')} value={filter.locale} options={list.locales.map((code) => ({ value: code, name: language(code) }))} onChange={(value) => onChange({ ...filter, locale: value || undefined })} />
      <Choice all={t('work.all')} label={t('work.owner')} value={filter.owner} options={list.owners.map(({ key, name }) => ({ value: key, name }))} onChange={(value) => onChange({ ...filter, owner: value || undefined })} />
    </form>
  )
}

const Items = ({ list, isFiltered }: { list: Worklist; isFiltered: boolean }) => {
  const { t } = useWords()
  const ids = list.items.map(workId)
  const step = (by: number) => {
    const at = ids.findIndex((id) => document.getElementById(id)?.contains(document.activeElement))
    const next = ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))]
    if (next !== undefined) document.getElementById(titleId(next))?.focus()
  }
  useShortcut('j', () => step(1))
  useShortcut('k', () => step(-1))
  // What is done leaves the page: whoever pressed the button goes on with what stands next.
  const goOn = (place: number) => document.getElementById(titleId(ids[place + 1] ?? ids[place - 1] ?? ''))?.focus()
  if (list.items.length === 0) {
    return (
      <State icon={BookOpenCheck} title={t(isFiltered ? 'work.noneHere' : 'work.none')}>
        <p>{t('work.noneHint')}</p>
      </State>
    )
  }
  return (
    <>
      <ol className="work-list">
        {list.items.map((item, place) => (
          <li key={workId(item)}>
            <WorkCard item={item} mayHandle={list.mayHandle} onDone={() => goOn(place)} />
          </li>
        ))}
      </ol>
      {list.more > 0 && <p className="hint">{t('work.more', { n: list.more })}</p>}
    </>
  )
}
