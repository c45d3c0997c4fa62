import type { ArticleWriting } from '#contract/authoring'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { differenceQuery, useRestore } from '../api/authoring.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** What readers read before, the newest first: what has changed since, and the way back. */
export const Revisions = ({ article, onRestored }: { article: ArticleWriting; onRestored: () => void }) => {
  const { t, times } = useWords()
  const now = useNow()
  const [open, setOpen] = useState<number | null>(null)
  const restoring = useRestore(article)
  const restore = (number: number) =>
    restoring.mutate({ number, version: article.draft?.version ?? 0 }, {
      onSuccess: () => {
        say('done', t('write.restored', { number }))
        onRestored()
      },
      onError: (error) => say('failed', refusalInWords(t, error)),
    })
  if (article.revisions.length === 0) return null
  return (
    <section aria-labelledby="revisions">
      <h3 id="revisions">{t('write.revisions')}</h3>
      <ol className="revisions">
        {article.revisions.map(({ number, at, by }) => (
          <li key={number}>
            <p>
              <b>{t('write.revision', { number })}</b> <time dateTime={at}>{times.moment(at, now)}</time> {by ?? t('write.byFile')}
            </p>
            <p className="form-foot">
              <Button onPress={() => setOpen(open === number ? null : number)}>{t(open === number ? 'write.hide' : 'write.compare')}</Button>
              {article.mayWrite && (
                <Button onPress={() => restore(number)} busy={restoring.isPending}>
                  {t('write.restore')}
                </Button>
              )}
            </p>
            {open === number && <Changed article={article} from={number} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** From a revision to the draft, or to what is published. */
const Changed = ({ article, from }: { article: ArticleWriting; from: number }) => {
  const { t } = useWords()
  const found = useQuery(differenceQuery(article, { from, to: null }))
  if (!found.data) return <p className="hint">{t('state.loading')}</p>
  if (found.data.parts.every(({ change }) => change === 'same')) return <p className="hint">{t('write.same')}</p>
  return (
    <p className="difference" lang={article.locale} dir="auto">
      {found.data.parts.map(({ text, change }, place) => (change === 'added' ? <ins key={place}>{text}</ins> : change === 'removed' ? <del key={place}>{text}</del> : <span key={place}>{shortened(text)}</span>))}
    </p>
  )
}

const mostBetween = 240

/** What has not changed is shown around what has. */
const shortened = (text: string) => (text.length <= mostBetween ? text : `${text.slice(0, mostBetween / 2)} … ${text.slice(-mostBetween / 2)}`)
