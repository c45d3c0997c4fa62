import type { FeaturedEntry, FeaturedList } from '#contract/author-lists'
import type { Door } from '#contract/content'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pathOf } from '../address.ts'
import { featuredQuery, useRestoreFeatured, useSaveFeatured } from '../api/author-lists.ts'
import { say } from '../frame/notices.ts'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { Editions } from './editions.tsx'
import { FeaturedRow } from './featured-row.tsx'
import { SaveBar } from './save-bar.tsx'
import { Choice } from '../authoring/new-article.tsx'

/** What each door's home shows as often looked for, by the time of the year, in order. */
export const FeaturedPage = () => {
  const { t } = useWords()
  const found = useQuery(featuredQuery)
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.featured')}
        </h2>
        <p className="hint">{t('lists.featuredLead', { n: found.data?.mostShown ?? 0 })}</p>
        <p>
          <Link href={pathOf('library')}>{t('write.toLibrary')}</Link>
        </p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('lists.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <FeaturedForm key={found.data.version} list={found.data} />}
      {found.data && <FeaturedEditions list={found.data} />}
    </section>
  )
}

const FeaturedEditions = ({ list }: { list: FeaturedList }) => <Editions list={list} restoring={useRestoreFeatured()} />

const doors: Door[] = ['partner', 'guest']

const FeaturedForm = ({ list }: { list: FeaturedList }) => {
  const { t } = useWords()
  const [entries, setEntries] = useState(list.entries)
  const saving = useSaveFeatured()
  const isChanged = JSON.stringify(entries) !== JSON.stringify(list.entries)
  const wrong = entries.some(({ from, until }) => from !== null && until !== null && from > until)
  const save = () => saving.mutate({ entries, version: list.version }, { onSuccess: () => say('done', t('lists.isSaved')) })
  return (
    <form className="form list-form" onSubmit={(event) => event.preventDefault()} aria-label={t('rail.featured')}>
      {!list.mayWrite && <p className="hint">{t('write.readOnly')}</p>}
      {doors.map((door) => (
        <DoorsFeatured key={door} door={door} list={list} entries={entries.filter((entry) => entry.door === door)} onChange={(changed) => setEntries([...entries.filter((entry) => entry.door !== door), ...changed].toSorted(byDoor))} />
      ))}
      {list.mayWrite && <SaveBar isChanged={isChanged} problem={wrong ? t('lists.untilBeforeFrom') : null} failure={saving.error} busy={saving.isPending} onSave={save} onForget={() => setEntries(list.entries)} />}
    </form>
  )
}

const byDoor = (one: FeaturedEntry, other: FeaturedEntry) => doors.indexOf(one.door) - doors.indexOf(other.door)

type DoorProps = { door: Door; list: FeaturedList; entries: FeaturedEntry[]; onChange: (entries: FeaturedEntry[]) => void }

const DoorsFeatured = ({ door, list, entries, onChange }: DoorProps) => {
  const { t } = useWords()
  const articles = list.articles.filter((article) => article.door === door)
  const shown = shownOn(entries, list)
  const move = (place: number, by: number) => {
    const moved = entries.toSpliced(place, 1)
    const entry = entries[place]
    if (entry) onChange(moved.toSpliced(place + by, 0, entry))
  }
  return (
    <section aria-labelledby={`featured-${door}`}>
      <h3 id={`featured-${door}`}>{t(`door.${door}`)}</h3>
      <ol className="featured">
        {entries.map((entry, place) => (
          <FeaturedRow
            key={`${entry.article} ${place}`} entry={entry} title={articles.find(({ key }) => key === entry.article)?.title ?? entry.article} isShown={shown.has(entry)} mayWrite={list.mayWrite}
            onChange={(change) => onChange(entries.with(place, { ...entry, ...change }))} onRemove={() => onChange(entries.toSpliced(place, 1))}
            onUp={place > 0 ? () => move(place, -1) : null} onDown={place < entries.length - 1 ? () => move(place, 1) : null}
          />
        ))}
      </ol>
      {entries.length === 0 && <p className="hint">{t('lists.noneFeatured')}</p>}
      {list.mayWrite && (
        <Choice
          label={t('lists.addArticle')} value="" options={[{ value: '', name: t('lists.choose') }, ...articles.map(({ key, title }) => ({ value: key, name: title }))]}
          onChange={(article) => article && onChange([...entries, { door, article, months: [], from: null, until: null }])}
        />
      )}
    </section>
  )
}

/** The same choice as the home makes: the first that fit today, each article once. */
const shownOn = (entries: readonly FeaturedEntry[], { today, mostShown }: FeaturedList): ReadonlySet<FeaturedEntry> => {
  const month = Number(today.slice(5, 7))
  const fits = entries.filter(({ months, from, until }) => (months.length === 0 || months.includes(month)) && (from ?? today) <= today && today <= (until ?? today))
  const first = fits.filter(({ article }, place) => fits.findIndex((each) => each.article === article) === place)
  return new Set(first.slice(0, mostShown))
}
