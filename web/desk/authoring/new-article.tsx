import type { Library } from '#contract/authoring'
import { useState, type FormEvent } from 'react'
import { go, writingPath } from '../address.ts'
import { useNewArticle } from '../api/authoring.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** Begins an article: where it belongs, who looks after it, and what it is called. */
export const NewArticleForm = ({ library }: { library: Library }) => {
  const { t, language } = useWords()
  const making = useNewArticle()
  const [first] = library.categories
  const [typed, setTyped] = useState({ title: '', category: `${first?.door}/${first?.key}`, owner: library.owners[0]?.key ?? '', locale: 'en' })
  const set = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [door = '', category = ''] = typed.category.split('/')
    if (typed.title.trim() === '' || making.isPending) return
    making.mutate({ ...typed, door: door === 'guest' ? 'guest' : 'partner', category }, { onSuccess: (made) => go(writingPath(made)) })
  }
  return (
    <details className="write-new">
      <summary>{t('write.new')}</summary>
      <form className="form" onSubmit={submit}>
        <label className="field">
          <span>{t('write.title')}</span>
          <input maxLength={200} value={typed.title} onChange={(event) => set({ title: event.target.value })} />
        </label>
        <Choice label={t('write.language')} value={typed.locale} options={library.locales.map((locale) => ({ value: locale, name: language(locale) }))} onChange={(locale) => set({ locale })} />
        <Choice label={t('write.category')} value={typed.category} options={library.categories.map(({ door, key, name }) => ({ value: `${door}/${key}`, name: `${t(`door.${door}`)} · ${name}` }))} onChange={(category) => set({ category })} />
        <Choice label={t('work.owner')} value={typed.owner} options={library.owners.map(({ key, name }) => ({ value: key, name }))} onChange={(owner) => set({ owner })} />
        {making.error && (
          <p className="failure" role="alert">
            {refusalInWords(t, making.error)}
          </p>
        )}
        <div className="form-foot">
          <Button look="primary" type="submit" disabled={typed.title.trim() === ''} busy={making.isPending}>
            {t('write.begin')}
          </Button>
        </div>
      </form>
    </details>
  )
}

type ChoiceProps = { label: string; value: string; options: { value: string; name: string }[]; onChange: (value: string) => void }

export const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <label className="field">
    <span>{label}</span>
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  </label>
)
