import { leastTerms, type WordList } from '#contract/author-lists'
import { useQuery } from '@tanstack/react-query'
import X from 'lucide-react/icons/x'
import { useEffect, useRef, useState } from 'react'
import { pathOf, setFilters, useFilters } from '../address.ts'
import { useRestoreWordList, useSaveWordList, wordListQuery } from '../api/author-lists.ts'
import { Choice } from '../authoring/new-article.tsx'
import { say } from '../frame/notices.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { Editions } from './editions.tsx'
import { SaveBar } from './save-bar.tsx'

/** The words of a language that mean the same in all articles: a group a line. */
export const WordsPage = () => {
  const { t, locale: own } = useWords()
  const locale = new URLSearchParams(useFilters()).get('locale') ?? own
  const found = useQuery(wordListQuery(locale))
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.words')}
        </h2>
        <p className="hint">{t('lists.wordsLead')}</p>
        <p>
          <Link href={pathOf('library')}>{t('write.toLibrary')}</Link>
        </p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('lists.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <WordsForm key={`${found.data.locale} ${found.data.version}`} list={found.data} />}
      {found.data && <WordEditions list={found.data} />}
    </section>
  )
}

const WordEditions = ({ list }: { list: WordList }) => <Editions list={list} restoring={useRestoreWordList(list.locale)} />

type Row = { id: number; text: string }

const termsIn = (text: string) => [...new Set(text.split(/[,،]/).map((term) => term.trim()).filter(Boolean))]

const WordsForm = ({ list }: { list: WordList }) => {
  const { t, language } = useWords()
  const rows = useRows(list)
  const [sought, setSought] = useState('')
  const saving = useSaveWordList(list.locale)
  const groups = rows.all.map(({ text }) => termsIn(text)).filter((terms) => terms.length > 0)
  const isChanged = JSON.stringify(groups) !== JSON.stringify(list.groups)
  const short = groups.find((terms) => terms.length < leastTerms)
  const save = () => saving.mutate({ groups, version: list.version }, { onSuccess: () => say('done', t('lists.isSaved')) })
  const shown = rows.all.filter(({ id, text }) => id === rows.added || text.toLowerCase().includes(sought.trim().toLowerCase()))
  return (
    <form className="form list-form" onSubmit={(event) => event.preventDefault()} aria-label={t('rail.words')}>
      <div className="list-tools">
        <Choice label={t('work.language')} value={list.locale} options={list.locales.map((code) => ({ value: code, name: language(code) }))} onChange={(code) => setFilters(`locale=${code}`)} />
        <label className="field">
          <span>{t('lists.findWord')}</span>
          <input type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
        </label>
        {list.mayWrite && <Button onPress={rows.add}>{t('lists.addGroup')}</Button>}
      </div>
      {!list.mayWrite && <p className="hint">{t('write.readOnly')}</p>}
      <ol className="word-groups">
        {shown.map((row) => (
          <li key={row.id}>
            <input
              aria-label={t('lists.group')} lang={list.locale} dir="auto" readOnly={!list.mayWrite} value={row.text} ref={row.id === rows.added ? rows.focus : undefined}
              aria-invalid={short !== undefined && termsIn(row.text).length === 1} onChange={(event) => rows.change(row.id, event.target.value)}
            />
            {list.mayWrite && <IconButton label={t('lists.removeGroup', { group: row.text })} icon={X} onPress={() => rows.remove(row.id)} />}
          </li>
        ))}
      </ol>
      {shown.length === 0 && <p className="hint">{t('lists.noWord')}</p>}
      {list.mayWrite && <SaveBar isChanged={isChanged} problem={short ? t('lists.short', { word: short[0] ?? '' }) : null} failure={saving.error} busy={saving.isPending} onSave={save} onForget={rows.forget} />}
    </form>
  )
}

/** The groups as they are typed; one that is added stands first and has the focus. */
const useRows = ({ groups }: WordList) => {
  const begun = (): Row[] => groups.map((terms, id) => ({ id, text: terms.join(', ') }))
  const [all, setAll] = useState(begun)
  const [added, setAdded] = useState<number | null>(null)
  const focus = useRef<HTMLInputElement>(null)
  useEffect(() => focus.current?.focus(), [added])
  return {
    all, added, focus,
    add: () => {
      const id = Math.max(0, ...all.map((row) => row.id)) + 1
      setAll([{ id, text: '' }, ...all])
      setAdded(id)
    },
    change: (id: number, text: string) => setAll(all.map((row) => (row.id === id ? { id, text } : row))),
    remove: (id: number) => setAll(all.filter((row) => row.id !== id)),
    forget: () => setAll(begun()),
  }
}
