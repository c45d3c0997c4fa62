import type { Edition } from '#contract/author-lists'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { useNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

type Restoring = { mutate: (edition: { number: number; version: number }, on: { onSuccess: () => void; onError: (error: Error) => void }) => void; isPending: boolean }
type EditionsProps = { list: { version: number; editions: readonly (Edition & { /** What it holds, when its size does not say it. */ about?: string })[]; mayWrite: boolean }; restoring: Restoring }

/** What the list was before, the newest first, and the way back: going back is an edition too. */
export const Editions = ({ list: { version, editions, mayWrite }, restoring }: EditionsProps) => {
  const { t, times } = useWords()
  const now = useNow()
  const restore = (number: number) =>
    restoring.mutate({ number, version }, { onSuccess: () => say('done', t('lists.restored', { number })), onError: (error) => say('failed', refusalInWords(t, error)) })
  if (editions.length === 0) return null
  return (
    <section aria-labelledby="editions">
      <h3 id="editions">{t('lists.editions')}</h3>
      <ol className="revisions">
        {editions.map(({ number, at, by, size, about }) => (
          <li key={number}>
            <p>
              <b>{t('write.revision', { number })}</b> <time dateTime={at}>{times.moment(at, now)}</time> {by ?? t('write.byFile')} · {about ?? t('lists.size', { n: size })}
              {number === version && <> · {t('lists.current')}</>}
            </p>
            {mayWrite && number !== version && (
              <p className="form-foot">
                <Button onPress={() => restore(number)} busy={restoring.isPending}>
                  {t('lists.restore')}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
