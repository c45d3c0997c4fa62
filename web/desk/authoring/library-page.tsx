import type { Library, LibraryArticle } from '#contract/authoring'
import { useQuery } from '@tanstack/react-query'
import BookOpen from 'lucide-react/icons/book-open'
import { useState } from 'react'
import { pathOf, writingPath } from '../address.ts'
import { libraryQuery } from '../api/authoring.ts'
import { Chip } from '../parts/chip.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { NewArticleForm } from './new-article.tsx'

/** Every article there is, in which languages, and what is being written. */
export const LibraryPage = () => {
  const { t } = useWords()
  const found = useQuery(libraryQuery)
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.library')}
        </h2>
        <p className="hint">{t('write.lead')}</p>
        <p>
          <Link href={pathOf('articles')}>{t('write.toWork')}</Link> · <Link href={pathOf('words')}>{t('rail.words')}</Link> · <Link href={pathOf('featured')}>{t('rail.featured')}</Link>
        </p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('write.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data?.mayWrite && <NewArticleForm library={found.data} />}
      {found.data && <Shelves library={found.data} />}
    </section>
  )
}

const Shelves = ({ library }: { library: Library }) => {
  const { t } = useWords()
  const [sought, setSought] = useState('')
  const [only, setOnly] = useState('')
  const shown = library.articles.filter((article) => fits(article, sought) && isOf(article, only))
  return (
    <>
      <form className="work-filters" aria-label={t('work.filters')} onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{t('write.find')}</span>
          <input type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
        </label>
        <label>
          <span>{t('write.state')}</span>
          <select value={only} onChange={(event) => setOnly(event.target.value)}>
            <option value="">{t('work.all')}</option>
            {(['draft', 'review', 'stale', 'overdue', 'partner', 'guest'] as const).map((each) => (
              <option key={each} value={each}>
                {t(`write.only.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </form>
      {shown.length === 0 ? (
        <State icon={BookOpen} title={t('write.none')}>
          <p>{t('write.noneHint')}</p>
        </State>
      ) : (
        <ol className="library">
          {shown.map((article) => (
            <li key={article.key}>
              <Shelf article={article} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

const fits = ({ title, number, key, owner }: LibraryArticle, sought: string) => [title, String(number), key, owner.name].some((text) => text.toLowerCase().includes(sought.trim().toLowerCase()))

const isOf = ({ languages, isOverdue, door }: LibraryArticle, only: string) => {
  if (only === 'overdue') return isOverdue
  if (only === 'partner' || only === 'guest') return door === only
  return only === '' || languages.some(({ draft, isStale }) => draft === only || (only === 'stale' && isStale))
}

const Shelf = ({ article }: { article: LibraryArticle }) => {
  const { t, language, times } = useWords()
  const now = useNow()
  const { key, number, title, door, owner, reviewed, isOverdue, languages } = article
  const own = languages.find(({ locale }) => locale === 'en') ?? languages[0]
  return (
    <article className="library-row">
      <p className="library-number">{number}</p>
      <div>
        <h3>
          <Link href={writingPath({ key, locale: own?.locale ?? 'en' })}>{title}</Link>
        </h3>
        <p className="work-facts">
          <Chip>{t(`door.${door}`)}</Chip>
          <span>{owner.name}</span>
          <span className={isOverdue ? 'library-overdue' : undefined}>{t(isOverdue ? 'write.overdue' : 'work.reviewed', { date: times.plainDate(reviewed, now) })}</span>
        </p>
      </div>
      <ul className="library-languages">
        {languages.map(({ locale, draft, isStale }) => (
          <li key={locale}>
            <Link href={writingPath({ key, locale })}>
              {language(locale)}
              {draft !== null && <Chip>{t(`write.is.${draft}`)}</Chip>}
              {isStale && <Chip>{t('write.is.stale')}</Chip>}
            </Link>
          </li>
        ))}
      </ul>
    </article>
  )
}
