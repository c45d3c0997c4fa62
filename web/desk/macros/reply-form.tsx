import type { EditedReplies, MacroAction } from '#contract/macros'
import Trash from 'lucide-react/icons/trash-2'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useRemoveReply, useSaveReply } from '../api/macros.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { narrow, useMedia } from '../parts/use-media.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { ActionFields } from './action-fields.tsx'

type Reply = EditedReplies['replies'][number]
type ReplyFormProps = { reply: Reply; values: string[]; onDone: () => void }

const languages = ['en', 'sv', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar']

/** One saved reply: what it is called, where it stands first, its words in each language, what it does. */
export const ReplyForm = ({ reply, values, onDone }: ReplyFormProps) => {
  const { t, language } = useWords()
  const isNew = reply.key === ''
  const [names, setNames] = useState<Record<string, string>>(reply.names)
  const [topics, setTopics] = useState(reply.topics.join('\n'))
  const [bodies, setBodies] = useState<Record<string, string>>(reply.bodies)
  const [actions, setActions] = useState<MacroAction[]>(reply.actions)
  const [at, setAt] = useState('en')
  const saving = useSaveReply()
  const removing = useRemoveReply()
  const form = useRef<HTMLFormElement>(null)
  const isNarrow = useMedia(narrow)
  // Below the lists on a narrow screen, it comes into sight.
  useEffect(() => {
    if (isNarrow) form.current?.scrollIntoView({ block: 'start' })
  }, [isNarrow])
  const done = (words: string) => {
    say('done', words)
    onDone()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (saving.isPending) return
    const named = Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== ''))
    saving.mutate(
      { door: reply.door, key: isNew ? keyOf(names.en ?? '') : reply.key, topics: topics.split('\n').map((line) => line.trim()).filter(Boolean), names: named, bodies, actions },
      { onSuccess: () => done(t('replies.saved', { name: names.en ?? '' })) },
    )
  }
  return (
    <form ref={form} className="form reply-form" onSubmit={save}>
      <h3>{t(isNew ? 'replies.new' : 'replies.edit')}</h3>
      {(['en', 'sv'] as const).map((code) => (
        <label className="field" key={code}>
          <span>{t('replies.name', { language: language(code) })}</span>
          <input lang={code} maxLength={100} value={names[code] ?? ''} onChange={(event) => setNames({ ...names, [code]: event.target.value })} />
        </label>
      ))}
      <label className="field">
        <span>{t('replies.topics')}</span>
        <textarea rows={2} dir="ltr" spellCheck={false} value={topics} onChange={(event) => setTopics(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('replies.language')}</span>
        <select value={at} onChange={(event) => setAt(event.target.value)}>
          {languages.map((code) => <option key={code} value={code}>{bodies[code] ? `${language(code)} ✓` : language(code)}</option>)}
        </select>
      </label>
      <label className="field">
        <span>{t('replies.body')}</span>
        <textarea rows={9} dir="auto" lang={at} maxLength={10_000} value={bodies[at] ?? ''} onChange={(event) => setBodies({ ...bodies, [at]: event.target.value })} />
      </label>
      <details className="hint">
        <summary>{t('replies.values')}</summary>
        <p>{values.map((name) => `{{${name}}}`).join(' ')}</p>
      </details>
      <ActionFields door={reply.door} actions={actions} onChange={setActions} />
      {saving.error && <p className="failure" role="alert">{problemInWords(t, saving.error)}</p>}
      <div className="form-foot">
        {!isNew && <Button look="danger" icon={Trash} busy={removing.isPending} onPress={() => removing.mutate({ door: reply.door, key: reply.key }, { onSuccess: () => done(t('replies.removed')), onError: (error) => say('failed', refusalInWords(t, error)) })}>{t('replies.remove')}</Button>}
        <Button look="primary" type="submit" busy={saving.isPending} disabled={!names.en?.trim()}>{t('replies.save')}</Button>
      </div>
    </form>
  )
}

const keyOf = (name: string) => name.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'reply'

const problems = ['english', 'empty', 'unknown-value', 'unknown', 'gone'] as const

const problemInWords = (t: ReturnType<typeof useWords>['t'], error: Error): string => {
  const problem = error instanceof Refused ? problems.find((known) => known === error.detail.problem) : undefined
  return problem ? t(`replies.wrong.${problem}`, { name: error instanceof Refused ? String(error.detail.name ?? '') : '' }) : refusalInWords(t, error)
}
