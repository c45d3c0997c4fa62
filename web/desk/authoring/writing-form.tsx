import type { ArticleWriting } from '#contract/authoring'
import { useState } from 'react'
import { useDiscard, usePublish, useReview } from '../api/authoring.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { useWriting, type Typed } from './use-writing.ts'

type FormProps = { article: ArticleWriting; onSettled: () => void }

export const WritingForm = ({ article, onSettled }: FormProps) => {
  const { t } = useWords()
  const { mayWrite, source, published, draft, locale } = article
  const writing = useWriting(article)
  const { typed, set } = writing
  return (
    <form className="form write-form" onSubmit={(event) => event.preventDefault()} aria-label={t('write.text')}>
      {!mayWrite && <p className="hint">{t('write.readOnly')}</p>}
      {draft !== null && published !== null && draft.basedOn < published.revision && <p className="failure">{t('write.movedOn')}</p>}
      {source && <Source words={source} />}
      <fieldset disabled={!mayWrite}>
        <Field label={t('write.title')} value={typed.title} most={200} lang={locale} onChange={(title) => set(article.published === null && typed.slug === slugOf(typed.title) ? { title, slug: slugOf(title) } : { title })} />
        <Field label={t('write.slug')} hint={t(published ? 'write.slugHint' : 'write.slugFirst')} value={typed.slug} most={120} lang={locale} onChange={(slug) => set({ slug })} />
        <Area label={t('write.summary')} value={typed.summary} rows={3} lang={locale} onChange={(summary) => set({ summary })} />
        <Area label={t('write.body')} hint={t('write.bodyHint')} value={typed.body} rows={24} lang={locale} onChange={(body) => set({ body })} />
        <Area label={t('write.synonyms')} hint={t('write.synonymsHint')} value={typed.synonyms} rows={6} lang={locale} onChange={(synonyms) => set({ synonyms })} />
      </fieldset>
      {mayWrite && <Steps article={article} writing={writing} onSettled={onSettled} />}
      <PreviewPane article={article} typed={typed} />
    </form>
  )
}

const slugOf = (title: string) => title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 120)

type StepsProps = FormProps & { writing: ReturnType<typeof useWriting> }

const Steps = ({ article, writing, onSettled }: StepsProps) => {
  const { t } = useWords()
  const [isSmall, setSmall] = useState(false)
  const [failed, setFailed] = useState<Error | null>(null)
  const steps = { review: useReview(article), publish: usePublish(article), discard: useDiscard(article) }
  const busy = writing.busy || Object.values(steps).some(({ isPending }) => isPending)
  const step = (name: keyof typeof steps) => {
    setFailed(null)
    const go = async () => {
      const version = name === 'discard' ? writing.version : await writing.keep()
      await (name === 'publish' ? steps.publish.mutateAsync({ version, isSmall }) : steps[name].mutateAsync({ version }))
      say('done', t(`write.done.${name}`))
      if (name !== 'review') onSettled()
    }
    go().catch((error: unknown) => setFailed(error instanceof Error ? error : new Error()))
  }
  const trouble = failed ?? writing.failure
  return (
    <div className="write-steps">
      <p className="hint" role="status">
        {t(writing.busy ? 'write.keeping' : writing.isKept ? (writing.version > 0 ? 'write.kept' : 'write.untouched') : 'write.notKept')}
        {article.draft && ` · ${t(`write.is.${article.draft.state}`)} · ${article.draft.by}`}
      </p>
      {writing.isTaken && (
        <div className="failure" role="alert">
          <p>{t('write.taken')}</p>
        </div>
      )}
      {trouble && !writing.isTaken && (
        <p className="failure" role="alert">
          {reasonOf(trouble) ?? refusalInWords(t, trouble)}
        </p>
      )}
      {article.source === null && article.published !== null && (
        <label className="check">
          <input type="checkbox" checked={isSmall} onChange={(event) => setSmall(event.target.checked)} />
          <span>{t('write.small')}</span>
        </label>
      )}
      <div className="form-foot">
        <Button look="primary" onPress={() => step('publish')} busy={busy}>
          {t('write.publish')}
        </Button>
        <Button onPress={() => step('review')} busy={busy}>
          {t('write.review')}
        </Button>
        {writing.version > 0 && (
          <Button look="danger" onPress={() => step('discard')} busy={busy}>
            {t('write.discard')}
          </Button>
        )}
      </div>
    </div>
  )

  function reasonOf(error: Error): string | null {
    if (!(error instanceof Refused)) return null
    const { fields, unknown } = error.detail
    if (error.code === 'already_used') return t('write.slugTaken')
    if (error.code !== 'invalid') return null
    if (Array.isArray(unknown)) return t('write.unknown', { names: unknown.join(', ') })
    const names = Array.isArray(fields) ? fields.flatMap((field) => (isField(field) ? [t(`write.${field}`)] : [])) : []
    return names.length > 0 ? t('write.missing', { fields: names.join(', ') }) : null
  }
}

const fieldNames = ['title', 'slug', 'summary', 'body', 'synonyms'] as const
const isField = (name: unknown): name is (typeof fieldNames)[number] => fieldNames.some((each) => each === name)

type FieldProps = { label: string; hint?: string; value: string; lang: string; onChange: (value: string) => void }

const Field = ({ label, hint, value, lang, onChange, most }: FieldProps & { most: number }) => (
  <label className="field">
    <span>{label}</span>
    {hint && <span className="hint">{hint}</span>}
    <input value={value} maxLength={most} lang={lang} dir="auto" onChange={(event) => onChange(event.target.value)} />
  </label>
)

const Area = ({ label, hint, value, lang, onChange, rows }: FieldProps & { rows: number }) => (
  <label className="field">
    <span>{label}</span>
    {hint && <span className="hint">{hint}</span>}
    <textarea value={value} rows={rows} lang={lang} dir="auto" spellCheck onChange={(event) => onChange(event.target.value)} />
  </label>
)

/** The text that this one is a translation of, beside the hand. */
const Source = ({ words }: { words: Omit<Typed, 'synonyms'> }) => {
  const { t } = useWords()
  return (
    <details className="write-source">
      <summary>{t('write.source')}</summary>
      <p>
        <b>{words.title}</b>
      </p>
      <p>{words.summary}</p>
      <pre lang="en">{words.body}</pre>
    </details>
  )
}
