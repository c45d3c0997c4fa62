import { CallOutcome, type SeatCall } from '#contract/phone'
import { useState, type FormEvent } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useCallVerbs } from '../api/phone.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { nameOf } from './who.tsx'

/** After the call: what came of it, and what colleagues need to know. */
export const NoteForm = ({ call }: { call: SeatCall }) => {
  const { t } = useWords()
  const verbs = useCallVerbs(call.id)
  return (
    <section className="telephone-card" aria-label={t('phone.writeUp', { name: nameOf(t, call) })}>
      <h2>{t('phone.writeUp', { name: nameOf(t, call) })}</h2>
      <OutcomeForm
        first={call.answeredAt ? 'answered' : 'not-reached'}
        busy={verbs.finish.isPending}
        error={verbs.finish.error}
        submit={t('phone.done')}
        onSubmit={({ outcome, note }) => verbs.finish.mutate({ outcome, note, clientId: crypto.randomUUID(), callBack: false }, { onSuccess: () => say('done', t(outcome === 'dropped' ? 'phone.willCallBack' : 'phone.written')) })}
      />
    </section>
  )
}

type OutcomeFormProps = { first: CallOutcome; busy: boolean; error: Error | null; submit: string; onSubmit: (result: { outcome: CallOutcome; note: string }) => void }

export const OutcomeForm = ({ first, busy, error, submit, onSubmit }: OutcomeFormProps) => {
  const { t } = useWords()
  const [outcome, setOutcome] = useState<CallOutcome>(first)
  const [note, setNote] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit({ outcome, note: note.trim() })
  }
  return (
    <form className="form" onSubmit={send}>
      <RadioGroup className="radios" value={outcome} onChange={(value) => setOutcome(CallOutcome.parse(value))}>
        <Label>{t('phone.outcome')}</Label>
        {CallOutcome.options.map((value) => (
          <Radio className="radio" value={value} key={value}>
            <span className="radio-mark" aria-hidden />
            <span>{t(`callOutcome.${value}`)}</span>
          </Radio>
        ))}
      </RadioGroup>
      {outcome === 'dropped' && <p className="hint">{t('phone.droppedHint')}</p>}
      <label className="field">
        <span>{t('phone.note')}</span>
        <textarea rows={3} dir="auto" maxLength={10_000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {error && (
        <p className="failure" role="alert">
          {refusalInWords(t, error)}
        </p>
      )}
      <div className="form-foot">
        <Button look="primary" type="submit" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
