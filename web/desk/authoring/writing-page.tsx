import type { ArticleWriting } from '#contract/authoring'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pathOf, writingPath } from '../address.ts'
import { libraryQuery, writingQuery, type WritingPlace } from '../api/authoring.ts'
import { Chip } from '../parts/chip.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { Keeping } from './keeping.tsx'
import { Revisions } from './revisions.tsx'
import { WritingForm } from './writing-form.tsx'

/** One language of an article: writing it, seeing it as readers would, and what it said before. */
export const WritingPage = ({ place }: { place: WritingPlace }) => {
  const { t } = useWords()
  const found = useQuery(writingQuery(place))
  // Published, thrown away or restored: the field begins anew with what stands now.
  const [round, setRound] = useState(0)
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <p>
          <Link href={pathOf('library')}>{t('write.toLibrary')}</Link>
        </p>
        <h2 id="list-heading" tabIndex={-1}>
          {found.data?.draft?.title || found.data?.published?.title || found.data?.source?.title || t('rail.library')}
        </h2>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('write.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && (
        <>
          <Languages article={found.data} />
          <div className="sheet-columns write-columns">
            <WritingForm key={round} article={found.data} onSettled={() => setRound((n) => n + 1)} />
            <div className="sheet-part">
              <Keeping article={found.data} />
              <Revisions article={found.data} onRestored={() => setRound((n) => n + 1)} />
            </div>
          </div>
        </>
      )}
    </section>
  )
}

const Languages = ({ article: { key, locale, languages } }: { article: ArticleWriting }) => {
  const { t, language } = useWords()
  const library = useQuery(libraryQuery)
  const all = [...new Set([...languages.map((each) => each.locale), locale, ...(library.data?.locales ?? [])])]
  const known = (code: string) => languages.find((each) => each.locale === code)
  return (
    <nav aria-label={t('write.languages')}>
      <ul className="library-languages">
        {all.map((code) => (
          <li key={code}>
            <Link href={writingPath({ key, locale: code })} aria-current={code === locale ? 'page' : undefined}>
              {language(code)}
              {!known(code)?.revision && <Chip>{t('write.is.missing')}</Chip>}
              {known(code)?.draft && <Chip>{t(`write.is.${known(code)?.draft ?? 'draft'}`)}</Chip>}
              {known(code)?.isStale && <Chip>{t('write.is.stale')}</Chip>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
