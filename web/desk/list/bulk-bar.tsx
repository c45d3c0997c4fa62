import type { Bulk, BulkResult } from '#contract/found'
import Hand from 'lucide-react/icons/hand'
import Moon from 'lucide-react/icons/moon'
import Tag from 'lucide-react/icons/tag'
import Undo from 'lucide-react/icons/undo-2'
import Hourglass from 'lucide-react/icons/hourglass'
import { useState, type FormEvent } from 'react'
import { useBulk } from '../api/found.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

type BulkBarProps = { ids: string[]; nameOf: (id: string) => string; onDone: () => void }

/** The same with all that are picked; what could not be done is told one by one. */
export const BulkBar = ({ ids, nameOf, onDone }: BulkBarProps) => {
  const { t } = useWords()
  const bulk = useBulk()
  const [tag, setTag] = useState('')
  const [refused, setRefused] = useState<BulkResult['results']>([])
  const run = (act: Bulk['act']) => {
    const onSuccess = ({ results }: BulkResult) => {
      const failed = results.filter(({ error }) => error !== null)
      setRefused(failed)
      say(failed.length === 0 ? 'done' : 'failed', t('bulk.done', { done: results.length - failed.length, failed: failed.length }))
      if (failed.length === 0) onDone()
    }
    bulk.mutate({ ids, act }, { onSuccess, onError: (error) => say('failed', refusalInWords(t, error)) })
  }
  const addTag = (event: FormEvent) => {
    event.preventDefault()
    if (tag.trim() !== '') run({ kind: 'tag', tag })
  }
  const busy = bulk.isPending
  return (
    <section className="bulk" aria-label={t('bulk.label')}>
      <div className="bulk-head">
        <p role="status">{t('bulk.picked', { n: ids.length })}</p>
        <Button onPress={onDone}>{t('bulk.none')}</Button>
      </div>
      <Button icon={Hand} onPress={() => run({ kind: 'take' })} busy={busy}>{t('handling.take')}</Button>
      <Button icon={Undo} onPress={() => run({ kind: 'release' })} busy={busy}>{t('handling.release')}</Button>
      <Button icon={Moon} onPress={() => run({ kind: 'snooze', until: null })} busy={busy}>{t('bulk.snooze')}</Button>
      <Button icon={Hourglass} onPress={() => run({ kind: 'close', outcome: 'answered' })} busy={busy}>{t('bulk.close')}</Button>
      <form onSubmit={addTag}>
        <input aria-label={t('tags.add')} placeholder={t('tags.add')} maxLength={40} value={tag} onChange={(event) => setTag(event.target.value)} />
        <Button icon={Tag} type="submit" busy={busy} disabled={tag.trim() === ''}>{t('tags.submit')}</Button>
      </form>
      <Sheet title={t('bulk.refused')} isOpen={refused.length > 0} onOpenChange={() => setRefused([])}>
        <ul className="readings">
          {refused.map(({ id, error }) => (
            <li key={id}>
              <span className="case-number">{nameOf(id)}</span>
              <span>{refusalInWords(t, new Refused(error ?? 'unexpected'))}</span>
            </li>
          ))}
        </ul>
      </Sheet>
    </section>
  )
}
