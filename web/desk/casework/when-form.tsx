import { useState, type FormEvent, type ReactNode } from 'react'
import { useMe } from '../me.tsx'
import { Button } from '../parts/button.tsx'
import { serverNow } from '../words/now.ts'
import { refusalInWords } from '../words/refusals.ts'
import type { TextKey } from '../words/texts.ts'
import { hourMs } from '../words/times.ts'
import { useWords } from '../words/words.tsx'
import { dayAt, hourIn, momentOfField, weekdayIn } from '../words/zoned.ts'

type WhenFormProps = {
  /** What stands before the times, as "until they write". */
  first?: ReactNode
  children?: ReactNode
  onChoose: (at: string) => void
  error: Error | null
  busy: boolean
  submit: TextKey
}

/** A time soon to come, one press each, or any other; in the agent's own zone. */
export const WhenForm = ({ first, children, onChoose, error, busy, submit }: WhenFormProps) => {
  const { t, times } = useWords()
  const { timeZone } = useMe()
  const [typed, setTyped] = useState('')
  const chosen = momentOfField(timeZone, typed)
  const now = serverNow()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen && !busy) onChoose(chosen.toISOString())
  }
  return (
    <form className="form when" onSubmit={onSubmit}>
      {children}
      <div className="when-choices">
        {first}
        {soon(timeZone, now).map(({ title, at }) => (
          <Button key={title} onPress={() => onChoose(at.toISOString())} busy={busy}>
            {t(title)} <span className="when-at">{times.moment(at.toISOString(), now)}</span>
          </Button>
        ))}
      </div>
      <label className="field">
        <span>{t('when.other')}</span>
        <input type="datetime-local" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {error && (
        <p className="failure" role="alert">
          {refusalInWords(t, error)}
        </p>
      )}
      <div className="form-foot">
        <Button look="primary" type="submit" disabled={!chosen || chosen.getTime() <= now} busy={busy}>
          {t(submit)}
        </Button>
      </div>
    </form>
  )
}

const [morning, afternoon] = [9, 14]
const monday = 8

const soon = (timeZone: string, now: number): { title: TextKey; at: Date }[] => {
  const hour = hourIn(timeZone, now)
  return [
    { title: 'when.inAnHour', at: new Date(now + hourMs) },
    ...(hour < afternoon - 1 ? [{ title: 'when.afternoon' as const, at: dayAt(timeZone, now, { days: 0, hour: afternoon }) }] : []),
    { title: 'when.tomorrow', at: dayAt(timeZone, now, { days: 1, hour: morning }) },
    { title: 'when.monday', at: dayAt(timeZone, now, { days: monday - weekdayIn(timeZone, now), hour: morning }) },
  ]
}
