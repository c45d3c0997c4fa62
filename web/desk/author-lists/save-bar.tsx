import { useEffect } from 'react'
import { Refused } from '../api/request.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

type SaveBarProps = { isChanged: boolean; /** Why it cannot be saved as it is. */ problem: string | null; failure: Error | null; busy: boolean; onSave: () => void; onForget: () => void }

/** Saves a list as a whole, or forgets what was changed; leaving with changes is asked about. */
export const SaveBar = ({ isChanged, problem, failure, busy, onSave, onForget }: SaveBarProps) => {
  const { t } = useWords()
  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])
  const isTaken = failure instanceof Refused && failure.code === 'thread_changed'
  return (
    <div className="write-steps">
      <p className="hint" role="status">
        {t(isChanged ? 'write.notKept' : 'lists.saved')}
      </p>
      {(problem ?? failure) && (
        <p className="failure" role="alert">
          {problem ?? (isTaken ? t('lists.taken') : refusalInWords(t, failure ?? new Error()))}
        </p>
      )}
      <div className="form-foot">
        <Button look="primary" onPress={onSave} busy={busy} disabled={!isChanged || problem !== null}>
          {t('lists.save')}
        </Button>
        <Button onPress={onForget} disabled={!isChanged || busy}>
          {t('lists.forget')}
        </Button>
      </div>
    </div>
  )
}
