import type { Colleagues, HandOver } from '#contract/queue'
import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { colleaguesQuery, useHandOver } from '../api/offers.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** To a team's queue or a colleague who is there, with what they need to know. */
export const HandOverForm = ({ conversation, onDone }: { conversation: Pick<DeskConversation, 'id'>; onDone: () => void }) => {
  const { t } = useWords()
  const colleagues = useQuery(colleaguesQuery)
  const handing = useHandOver(conversation.id)
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (to === '' || note.trim() === '' || handing.isPending) return
    handing.mutate({ to: targetOf(to), note }, {
      onSuccess: () => {
        say('done', t('handOver.done'))
        onDone()
      },
    })
  }
  if (colleagues.isPending) return <Loading label={t('state.loading')} rows={3} />
  if (!colleagues.data) return <Trouble title={t('handOver.trouble')} error={colleagues.error} onRetry={() => void colleagues.refetch()} busy={colleagues.isFetching} />
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        <span>{t('handOver.to')}</span>
        <select value={to} onChange={(event) => setTo(event.target.value)} required>
          <option value="">{t('handOver.choose')}</option>
          <Options colleagues={colleagues.data} />
        </select>
      </label>
      <label className="field">
        <span>{t('handOver.note')}</span>
        <textarea rows={4} maxLength={10_000} value={note} onChange={(event) => setNote(event.target.value)} aria-describedby="hand-over-hint" required />
        <span className="hint" id="hand-over-hint">{t('handOver.noteHint')}</span>
      </label>
      {handing.error && <p className="failure" role="alert">{refusalInWords(t, handing.error)}</p>}
      <div className="form-foot">
        <Button look="primary" type="submit" busy={handing.isPending} disabled={to === '' || note.trim() === ''}>
          {t('handOver.submit')}
        </Button>
      </div>
    </form>
  )
}

const targetOf = (value: string): HandOver['to'] => (value.startsWith('team:') ? { team: value.slice('team:'.length) } : { agentId: value })

const Options = ({ colleagues: { teams, agents } }: { colleagues: Colleagues }) => {
  const { t } = useWords()
  return (
    <>
      <optgroup label={t('handOver.people')}>
        {agents.map(({ id, name, languages, presence, has, capacity }) => (
          <option key={id} value={id} disabled={presence !== 'here'}>
            {t(presence === 'here' ? 'handOver.person' : 'handOver.away', { name, languages: languages.join(', '), has, capacity })}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('handOver.teams')}>
        {teams.map(({ key, name, onDuty }) => (
          <option key={key} value={`team:${key}`}>
            {t('handOver.team', { name, n: onDuty })}
          </option>
        ))}
      </optgroup>
    </>
  )
}
