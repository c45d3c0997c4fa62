import type { Door } from '#contract/content'
import { outcomes } from '#contract/conversations'
import { macroActionKinds, type MacroAction, type MacroActionKind } from '#contract/macros'
import { useQuery } from '@tanstack/react-query'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { colleaguesQuery } from '../api/casework.ts'
import { topicsQuery } from '../api/seasons.ts'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

type ActionFieldsProps = { door: Door; actions: MacroAction[]; onChange: (actions: MacroAction[]) => void }

const begun: Record<MacroActionKind, MacroAction> = {
  topic: { do: 'topic', topic: '', subtopic: '' }, language: { do: 'language', locale: 'en' }, tags: { do: 'tags', add: [], remove: [] }, note: { do: 'note', text: '' },
  remind: { do: 'remind', kind: 'follow-up', hours: 24, what: '' }, snooze: { do: 'snooze', hours: 24 }, 'hand-over': { do: 'hand-over', to: { team: '' }, note: '' }, close: { do: 'close', outcome: 'solved', askerAgreed: false, reason: '' },
}
const away: readonly MacroActionKind[] = ['snooze', 'hand-over', 'close']

/** What the reply does beside its words, in the order in which it is done. */
export const ActionFields = ({ door, actions, onChange }: ActionFieldsProps) => {
  const { t } = useWords()
  const isAway = actions.some((action) => away.includes(action.do))
  const left = macroActionKinds.filter((kind) => !actions.some((action) => action.do === kind) && !(isAway && away.includes(kind)))
  const put = (next: MacroAction) => onChange(actions.map((action) => (action.do === next.do ? next : action)))
  return (
    <fieldset className="actions-edited">
      <legend>{t('macro.does')}</legend>
      {actions.map((action) => (
        <div className="action-edited" key={action.do} role="group" aria-label={t(`replies.do.${action.do}`)}>
          <span className="action-name">{t(`replies.do.${action.do}`)}</span>
          <Fields door={door} action={action} put={put} />
          <IconButton label={t('replies.without', { name: t(`replies.do.${action.do}`) })} icon={X} onPress={() => onChange(actions.filter((each) => each !== action))} />
        </div>
      ))}
      {left.length > 0 && (
        <label className="field">
          <span className="visually-hidden">{t('replies.add')}</span>
          <select value="" onChange={(event) => {
            const kind = macroActionKinds.find((each) => each === event.target.value)
            if (kind) onChange([...actions, begun[kind]])
          }}>
            <option value="">{t('replies.add')}</option>
            {left.map((kind) => <option key={kind} value={kind}>{t(`replies.do.${kind}`)}</option>)}
          </select>
        </label>
      )}
    </fieldset>
  )
}

type FieldsProps = { door: Door; action: MacroAction; put: (action: MacroAction) => void }

const Fields = ({ door, action, put }: FieldsProps): ReactNode => {
  const { t, language } = useWords()
  const text = (label: string, value: string, set: (value: string) => void) => <input aria-label={label} placeholder={label} value={value} onChange={(event) => set(event.target.value)} />
  const hours = (value: number, set: (value: number) => void) => <input type="number" min={1} max={1440} aria-label={t('replies.hours')} value={value} onChange={(event) => set(Math.max(1, event.target.valueAsNumber || 1))} />
  switch (action.do) {
    case 'topic': return <TopicFields door={door} action={action} put={put} />
    case 'language': return <select aria-label={t('replies.language')} value={action.locale} onChange={(event) => put({ ...action, locale: event.target.value })}>{['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar'].map((code) => <option key={code} value={code}>{language(code)}</option>)}</select>
    case 'tags': return <>{text(t('replies.tagsOn'), action.add.join(', '), (value) => put({ ...action, add: listOf(value) }))}{text(t('replies.tagsOff'), action.remove.join(', '), (value) => put({ ...action, remove: listOf(value) }))}</>
    case 'note': return text(t('replies.text'), action.text, (value) => put({ ...action, text: value }))
    case 'remind': return (
      <>
        <select aria-label={t('replies.do.remind')} value={action.kind} onChange={(event) => put({ ...action, kind: event.target.value === 'relocation' ? 'relocation' : 'follow-up' })}>
          <option value="follow-up">{t('remind.kind.follow-up')}</option>
          <option value="relocation">{t('remind.kind.relocation')}</option>
        </select>
        {action.kind === 'follow-up' && hours(action.hours, (value) => put({ ...action, hours: value }))}
        {text(t('replies.text'), action.what, (value) => put({ ...action, what: value }))}
      </>
    )
    case 'snooze': return <>{hours(action.hours ?? 24, (value) => put({ ...action, hours: value }))}<label><input type="checkbox" checked={action.hours === null} onChange={(event) => put({ ...action, hours: event.target.checked ? null : 24 })} /> {t('replies.untilReply')}</label></>
    case 'hand-over': return <>{<TeamField action={action} put={put} />}{text(t('replies.text'), action.note, (value) => put({ ...action, note: value }))}</>
    case 'close': return (
      <>
        <select aria-label={t('replies.outcome')} value={action.outcome} onChange={(event) => put({ ...action, outcome: outcomes.find((known) => known === event.target.value) ?? 'solved' })}>{outcomes.map((known) => <option key={known} value={known}>{t(`outcome.${known}`)}</option>)}</select>
        <label><input type="checkbox" checked={action.askerAgreed} onChange={(event) => put({ ...action, askerAgreed: event.target.checked })} /> {t('replies.agreed')}</label>
      </>
    )
  }
}

const TopicFields = ({ door, action, put }: { door: Door; action: Extract<MacroAction, { do: 'topic' }>; put: FieldsProps['put'] }) => {
  const { t, locale } = useWords()
  const topics = useQuery(topicsQuery(door, locale)).data?.topics ?? []
  return (
    <select aria-label={t('replies.do.topic')} value={`${action.topic}/${action.subtopic}`} onChange={(event) => {
      const [topic = '', subtopic = ''] = event.target.value.split('/')
      put({ ...action, topic, subtopic })
    }}>
      <option value="/">{t('replies.chooseTopic')}</option>
      {topics.map((topic) => (
        <optgroup key={topic.key} label={topic.name}>
          {topic.subtopics.map((subtopic) => <option key={subtopic.key} value={`${topic.key}/${subtopic.key}`}>{subtopic.name}</option>)}
        </optgroup>
      ))}
    </select>
  )
}

const TeamField = ({ action, put }: { action: Extract<MacroAction, { do: 'hand-over' }>; put: FieldsProps['put'] }) => {
  const { t } = useWords()
  const { data } = useQuery(colleaguesQuery)
  const value = 'team' in action.to ? `team:${action.to.team}` : action.to.agentId
  return (
    <select aria-label={t('replies.do.hand-over')} value={value} onChange={(event) => put({ ...action, to: event.target.value.startsWith('team:') ? { team: event.target.value.slice('team:'.length) } : { agentId: event.target.value } })}>
      <option value="team:">{t('handOver.choose')}</option>
      <optgroup label={t('filter.team')}>{data?.teams.map(({ key, name }) => <option key={key} value={`team:${key}`}>{name}</option>)}</optgroup>
      <optgroup label={t('filter.agent')}>{data?.agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</optgroup>
    </select>
  )
}

const listOf = (text: string) => text.split(',').map((tag) => tag.trim().toLowerCase()).filter(Boolean)
