import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import MessageCircle from 'lucide-react/icons/message-circle'
import X from 'lucide-react/icons/x'
import { useState, type FormEvent } from 'react'
import { tagsQuery, useChangeTags, useLink, useRemind, useSnooze } from '../api/casework.ts'
import type { Older } from '../conversation/use-whole-thread.ts'
import { useMe } from '../me.tsx'
import { say } from '../frame/notices.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Sheet } from '../parts/dialog.tsx'
import { useFocusAtStart } from '../parts/use-focus-at-start.ts'
import { refusalInWords } from '../words/refusals.ts'
import type { TextKey } from '../words/texts.ts'
import { serverNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { HandOverForm } from '../queue/hand-over-form.tsx'
import { WhyHere } from '../queue/why-here.tsx'
import type { Act } from './acts.ts'
import { MergeForm } from './merge-form.tsx'
import { ReadingsList } from './readings-list.tsx'
import { SplitForm } from './split-form.tsx'
import { WhenForm } from './when-form.tsx'

export type ActProps = { conversation: DeskConversation; older: Older; onDone: () => void }

const dialogs: Record<Exclude<Act, 'suspect'>, { title: TextKey; form: (props: ActProps) => React.ReactNode }> = {
  'hand-over': { title: 'handOver.open', form: (props) => <HandOverForm {...props} /> },
  why: { title: 'why.open', form: ({ conversation }) => <WhyHere conversation={conversation} /> },
  snooze: { title: 'act.snooze', form: (props) => <SnoozeForm {...props} /> },
  remind: { title: 'act.remind', form: (props) => <RemindForm {...props} /> },
  tags: { title: 'act.tags', form: (props) => <TagsForm {...props} /> },
  link: { title: 'act.link', form: (props) => <LinkForm {...props} /> },
  merge: { title: 'act.merge', form: (props) => <MergeForm {...props} /> },
  split: { title: 'act.split', form: (props) => <SplitForm {...props} /> },
  readings: { title: 'act.readings', form: ({ conversation }) => <ReadingsList id={conversation.id} /> },
}

export const ActDialog = ({ act, conversation, older, onDone }: ActProps & { act: Act | null }) => {
  const { t } = useWords()
  if (act === null || act === 'suspect') return null
  const { title, form } = dialogs[act]
  return (
    <Sheet title={t(title)} isOpen onOpenChange={onDone}>
      {form({ conversation, older, onDone })}
    </Sheet>
  )
}

const SnoozeForm = ({ conversation, onDone }: ActProps) => {
  const { t, times } = useWords()
  const snooze = useSnooze(conversation.id)
  const until = (at: string | null) => {
    const onSuccess = () => {
      say('done', at === null ? t('snooze.untilReply', { name: conversation.asker.name }) : t('snooze.until', { at: times.moment(at, serverNow()) }))
      onDone()
    }
    snooze.mutate(at, { onSuccess })
  }
  const first = (
    <Button icon={MessageCircle} onPress={() => until(null)} busy={snooze.isPending}>
      {t('snooze.reply', { name: conversation.asker.name })}
    </Button>
  )
  return (
    <WhenForm first={first} onChoose={until} error={snooze.error} busy={snooze.isPending} submit="snooze.submit">
      <p className="hint">{t('snooze.hint')}</p>
    </WhenForm>
  )
}

const RemindForm = ({ conversation, onDone }: ActProps) => {
  const { t } = useWords()
  const times = useMe().brand.relocation
  const [what, setWhat] = useState('')
  const remind = useRemind(conversation.id)
  const set = (kind: 'follow-up' | 'relocation', dueAt?: string) => {
    const onSuccess = () => {
      say('done', t('remind.done'))
      onDone()
    }
    remind.mutate({ kind, what, ...(dueAt && { dueAt }) }, { onSuccess })
  }
  const relocation = conversation.reservation && (
    <Button onPress={() => set('relocation')} busy={remind.isPending}>
      {t('remind.relocation')} <span className="when-at">{t('clock.relocationHint', { here: times.hereMinutes, week: times.weekHours, later: times.laterHours })}</span>
    </Button>
  )
  return (
    <WhenForm first={relocation} onChoose={(at) => set('follow-up', at)} error={remind.error} busy={remind.isPending} submit="remind.submit">
      <label className="field">
        <span>{t('remind.what')}</span>
        <input maxLength={200} value={what} onChange={(event) => setWhat(event.target.value)} />
      </label>
    </WhenForm>
  )
}

const TagsForm = ({ conversation: { id, casework }, onDone }: ActProps) => {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const field = useFocusAtStart<HTMLInputElement>()
  const known = useQuery(tagsQuery)
  const change = useChangeTags(id)
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return onDone()
    change.mutate({ add: [typed] }, { onSuccess: () => setTyped('') })
  }
  return (
    <form className="form" onSubmit={add}>
      <ul className="tags" aria-label={t('act.tags')}>
        {casework.tags.map((tag) => (
          <li key={tag} className="tag">
            <span>{tag}</span>
            <IconButton label={t('tags.remove', { tag })} icon={X} onPress={() => change.mutate({ remove: [tag] })} />
          </li>
        ))}
      </ul>
      <label className="field">
        <span>{t('tags.add')}</span>
        <input list="known-tags" maxLength={40} value={typed} onChange={(event) => setTyped(event.target.value)} ref={field} />
      </label>
      <datalist id="known-tags">{known.data?.tags.map((tag) => <option key={tag} value={tag}>{tag}</option>)}</datalist>
      {change.error && <p className="failure" role="alert">{refusalInWords(t, change.error)}</p>}
      <div className="form-foot">
        <Button onPress={onDone}>{t('tags.close')}</Button>
        <Button look="primary" type="submit" busy={change.isPending}>{t('tags.submit')}</Button>
      </div>
    </form>
  )
}

const LinkForm = ({ conversation, onDone }: ActProps) => {
  const { t } = useWords()
  const [number, setNumber] = useState('')
  const field = useFocusAtStart<HTMLInputElement>()
  const linking = useLink(conversation.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      say('done', t('link.done', { number }))
      onDone()
    }
    if (number.trim() !== '') linking.mutate(number, { onSuccess })
  }
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        <span>{t('link.number')}</span>
        <input maxLength={40} value={number} onChange={(event) => setNumber(event.target.value)} ref={field} placeholder="H-" />
      </label>
      <p className="hint">{t('link.hint')}</p>
      {linking.error && <p className="failure" role="alert">{refusalInWords(t, linking.error)}</p>}
      <div className="form-foot">
        <Button onPress={onDone}>{t('dialog.cancel')}</Button>
        <Button look="primary" type="submit" disabled={number.trim() === ''} busy={linking.isPending}>{t('link.submit')}</Button>
      </div>
    </form>
  )
}
