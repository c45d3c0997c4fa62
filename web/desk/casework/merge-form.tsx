import type { DeskConversation } from '#contract/desk'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useState, type FormEvent } from 'react'
import { useMerge } from '../api/casework.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { useFocusAtStart } from '../parts/use-focus-at-start.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** Into which case; between different people only after their names were seen. */
export const MergeForm = ({ conversation, onDone }: { conversation: DeskConversation; onDone: () => void }) => {
  const { t } = useWords()
  const [number, setNumber] = useState('')
  const field = useFocusAtStart<HTMLInputElement>()
  const merging = useMerge(conversation.id)
  const people = differentPeople(merging.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      say('done', t('merge.done', { number }))
      onDone()
    }
    if (number.trim() !== '') merging.mutate({ caseNumber: number, acrossPeople: people !== null }, { onSuccess })
  }
  const change = (typed: string) => {
    setNumber(typed)
    merging.reset()
  }
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        <span>{t('merge.into')}</span>
        <input maxLength={40} list="merge-cases" value={number} onChange={(event) => change(event.target.value)} ref={field} placeholder="H-" />
      </label>
      <datalist id="merge-cases">
        {conversation.earlier.map((other) => <option key={other.id} value={other.caseNumber}>{`${other.askerName} · ${other.topic}`}</option>)}
      </datalist>
      <p className="hint">{t('merge.hint')}</p>
      {people && (
        <p className="warning" role="alert">
          <TriangleAlert aria-hidden /> {t('merge.people', people)}
        </p>
      )}
      {merging.error && !people && <p className="failure" role="alert">{refusalInWords(t, merging.error)}</p>}
      <div className="form-foot">
        <Button onPress={onDone}>{t('dialog.cancel')}</Button>
        <Button look={people ? 'danger' : 'primary'} type="submit" disabled={number.trim() === ''} busy={merging.isPending}>{t(people ? 'merge.anyway' : 'merge.submit')}</Button>
      </div>
    </form>
  )
}

const differentPeople = (error: Error | null) =>
  error instanceof Refused && error.detail.problem === 'different-people' ? { from: String(error.detail.from), into: String(error.detail.into) } : null
