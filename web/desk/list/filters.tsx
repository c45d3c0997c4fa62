import { channels, doors } from './filter-values.ts'
import { foundStates } from '#contract/found'
import { lanes } from '#contract/queue'
import { useQuery } from '@tanstack/react-query'
import { setFilters, useFilters } from '../address.ts'
import { colleaguesQuery, tagsQuery } from '../api/casework.ts'
import { topicsQuery } from '../api/seasons.ts'
import { useWords } from '../words/words.tsx'
import { PropertyFilter } from './property-filter.tsx'

type Option = { value: string; text: string }
type Group = { label: string; options: Option[] }

/** Narrow the list of all conversations; every choice stands in the address. */
export const Filters = () => {
  const { t, locale } = useWords()
  const chosen = new URLSearchParams(useFilters())
  const topics = useTopics(chosen.get('door'))
  const tags = useQuery(tagsQuery)
  const colleagues = useQuery(colleaguesQuery)
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(chosen)
    if (value === '') next.delete(name)
    else next.set(name, value)
    if (name === 'door') next.delete('topic')
    setFilters(next.toString())
  }
  // Both doors may have a topic of one name: whoever chooses one has chosen its door.
  const chooseTopic = (value: string) => {
    const [door = '', topic = ''] = value.split('/')
    const next = new URLSearchParams(chosen)
    if (topic === '') next.delete('topic')
    else {
      next.set('door', door)
      next.set('topic', topic)
    }
    setFilters(next.toString())
  }
  const topic = chosen.get('topic')
  const topicChosen = topic ? `${chosen.get('door') ?? doorOf(topics, topic)}/${topic}` : ''
  const first = [
    { name: 'state', label: t('filter.state'), options: foundStates.map((value) => ({ value, text: t(`filter.state.${value}`) })) },
    { name: 'door', label: t('filter.door'), options: doors.map((value) => ({ value, text: t(`door.${value}`) })) },
  ]
  const others = [
    { name: 'agent', label: t('filter.agent'), options: [{ value: 'me', text: t('filter.me') }, { value: 'nobody', text: t('filter.nobody') }, ...(colleagues.data?.agents ?? []).map(({ id, name }) => ({ value: id, text: name }))] },
    { name: 'team', label: t('filter.team'), options: (colleagues.data?.teams ?? []).map(({ key, name }) => ({ value: key, text: name })) },
    { name: 'lane', label: t('lane.label'), options: lanes.map((value) => ({ value, text: t(`lane.${value}`) })) },
    { name: 'channel', label: t('filter.channel'), options: channels.map((value) => ({ value, text: t(`channel.${value}`) })) },
    { name: 'tag', label: t('act.tags'), options: (tags.data?.tags ?? []).map((value) => ({ value, text: value })) },
    { name: 'language', label: t('person.language'), options: languages(locale) },
  ]
  const select = ({ name, label, options }: { name: string; label: string; options: Option[] }) => (
    <Select key={name} label={label} value={chosen.get(name) ?? ''} groups={[{ label: '', options }]} onChoose={(value) => choose(name, value)} />
  )
  return (
    <div className="filters">
      {first.map(select)}
      <Select label={t('filter.topic')} value={topicChosen} groups={topics} onChoose={chooseTopic} />
      {others.map(select)}
      <PropertyFilter value={chosen.get('property') ?? ''} onChange={(number) => choose('property', number)} />
    </div>
  )
}

type SelectProps = { label: string; value: string; groups: Group[]; onChoose: (value: string) => void }

const Select = ({ label, value, groups, onChoose }: SelectProps) => (
  <label data-chosen={value !== ''}>
    <span className="visually-hidden">{label}</span>
    <select value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{label}</option>
      {groups.map((group) => (groups.length === 1 ? <Options key={group.label} options={group.options} /> : <optgroup key={group.label} label={group.label}><Options options={group.options} /></optgroup>))}
    </select>
  </label>
)

const Options = ({ options }: { options: Option[] }) => options.map(({ value, text }) => <option key={value} value={value}>{text}</option>)

/** The topics of the chosen door, else of both, each under its door. */
const useTopics = (door: string | null): Group[] => {
  const { t, locale } = useWords()
  const [partner, guest] = [useQuery(topicsQuery('partner', locale)), useQuery(topicsQuery('guest', locale))]
  const groups = [{ door: 'partner', topics: partner.data?.topics ?? [] }, { door: 'guest', topics: guest.data?.topics ?? [] }] as const
  return groups
    .filter((group) => door === null || group.door === door)
    .map((group) => ({ label: t(`door.${group.door}`), options: group.topics.map(({ key, name }) => ({ value: `${group.door}/${key}`, text: name })) }))
}

// An address that was kept with a topic alone.
const doorOf = (groups: readonly Group[], topic: string) =>
  groups.flatMap(({ options }) => options).find(({ value }) => value.endsWith(`/${topic}`))?.value.split('/')[0] ?? ''

const spoken = ['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'nb', 'fi', 'pl', 'ar']
const languages = (locale: string): Option[] => {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return spoken.map((value) => ({ value, text: names.of(value) ?? value }))
}
