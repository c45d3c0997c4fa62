import type { ArticleWriting } from '#contract/authoring'
import { useState } from 'react'
import { useKeepArticle } from '../api/authoring.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { Choice } from './new-article.tsx'

/** What all languages of an article share: who looks after it, when it was reviewed, what it is related to and answers. */
export const Keeping = ({ article }: { article: ArticleWriting }) => {
  const { t, times } = useWords()
  const now = useNow()
  const keeping = useKeepArticle(article.key)
  const [related, setRelated] = useState(article.related.join('\n'))
  const [topics, setTopics] = useState(article.topics.join('\n'))
  const change = (body: Parameters<typeof keeping.mutate>[0]) =>
    keeping.mutate(body, { onSuccess: () => say('done', t('write.isKept')), onError: (error) => say('failed', refusalInWords(t, error)) })
  return (
    <section className="form write-keeping" aria-labelledby="keeping">
      <h3 id="keeping">{t('write.shared')}</h3>
      {article.published && (
        <p>
          <a href={article.published.path} target="_blank" rel="noopener">
            {t('write.read')}
          </a>
        </p>
      )}
      <p className="hint">{t('work.reviewed', { date: times.plainDate(article.reviewed, now) })}</p>
      {article.mayWrite && (
        <>
          <Choice label={t('work.owner')} value={article.owner.key} options={article.owners.map(({ key, name }) => ({ value: key, name }))} onChange={(owner) => change({ owner })} />
          <Lines label={t('write.related')} value={related} onChange={setRelated} />
          <Lines label={t('write.answers')} value={topics} onChange={setTopics} />
          <div className="form-foot">
            <Button onPress={() => change({ related: linesIn(related), topics: linesIn(topics) })} busy={keeping.isPending}>
              {t('write.keep')}
            </Button>
            <Button onPress={() => change({ reviewed: true })} busy={keeping.isPending}>
              {t('work.review')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

const linesIn = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

const Lines = ({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) => (
  <label className="field">
    <span>{label}</span>
    <textarea rows={4} value={value} spellCheck={false} onChange={(event) => onChange(event.target.value)} />
  </label>
)
