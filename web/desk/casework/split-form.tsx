import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { go, pathOf } from '../address.ts'
import { useSplit } from '../api/casework.ts'
import { topicsQuery } from '../api/seasons.ts'
import type { Older } from '../conversation/use-whole-thread.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'

/** Which of the asker's messages are another matter, and which. */
export const SplitForm = ({ conversation, older, onDone }: { conversation: DeskConversation; older: Older; onDone: () => void }) => {
  const { t, locale, times } = useWords()
  const messages = conversation.entries.filter(({ kind }) => kind === 'message')
  const [seqs, setSeqs] = useState<number[]>(messages.slice(-1).map(({ seq }) => seq))
  const [place, setPlace] = useState(`${conversation.topic.key}/${conversation.subtopic.key}`)
  const [submissionId] = useState(() => crypto.randomUUID())
  const topics = useQuery(topicsQuery(conversation.door, locale))
  const splitting = useSplit(conversation.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [topic = '', subtopic = ''] = place.split('/')
    const onSuccess = ({ id, caseNumber }: { id: string; caseNumber: string }) => {
      say('done', t('split.done', { number: caseNumber }))
      onDone()
      go(pathOf('queue', id))
    }
    if (seqs.length > 0) splitting.mutate({ submissionId, seqs, topic, subtopic }, { onSuccess })
  }
  const toggle = (seq: number) => setSeqs(seqs.includes(seq) ? seqs.filter((each) => each !== seq) : [...seqs, seq])
  return (
    <form className="form" onSubmit={submit}>
      <fieldset className="split-messages">
        <legend>{t('split.which')}</legend>
        {older.has && <Button onPress={() => older.load()} busy={older.state === 'busy'}>{t('split.older')}</Button>}
        {messages.map(({ seq, body, at }) => (
          <label key={seq}>
            <input type="checkbox" checked={seqs.includes(seq)} onChange={() => toggle(seq)} />
            <span dir="auto">{body}</span>
            <time dateTime={at}>{times.clock(at)}</time>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>{t('split.topic')}</span>
        <select value={place} onChange={(event) => setPlace(event.target.value)}>
          {(topics.data?.topics ?? []).map((topic) => (
            <optgroup key={topic.key} label={topic.name}>
              {topic.subtopics.map(({ key, name }) => <option key={key} value={`${topic.key}/${key}`}>{name}</option>)}
            </optgroup>
          ))}
        </select>
      </label>
      <p className="hint">{t('split.hint')}</p>
      {splitting.error && <p className="failure" role="alert">{refusalInWords(t, splitting.error)}</p>}
      <div className="form-foot">
        <Button onPress={onDone}>{t('dialog.cancel')}</Button>
        <Button look="primary" type="submit" disabled={seqs.length === 0} busy={splitting.isPending}>{t('split.submit')}</Button>
      </div>
    </form>
  )
}
