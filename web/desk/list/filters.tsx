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

/** Narrow the list of all conversations; every choice stands in the address. */
export const Filters = () => {
  const { t, locale } = useWords()
  const chosen = new URLSearchParams(useFilters())
  const door = chosen.get('door') === 'guest' ? 'guest' : 'partner'
  const topics = useQuery(topicsQuery(door, locale))
  const tags = useQuery(tagsQuery)
  const colleagues = useQuery(colleaguesQuery)
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(chosen)
    if (value === '') next.delete(name)
    else next.set(name, value)
    if (name === 'door') next.delete('topic')
    setFilters(next.toString())
  }
  const selects: { name: string; label: string; options: Option[] }[] = [
    { name: 'state', label: t('filter.state'), options: foundStates.map((value) => ({ value, text: t(`filter.state.${value}`) })) },
    { name: 'door', label: t('filter.door'), options: doors.map((value) => ({ value, text: t(`door.${value}`) })) },
    { name: 'topic', label: t('filter.topic'), options: (topics.data?.topics ?? []).map(({ key, name }) => ({ value: key, text: name })) },
    { name: 'agent', label: t('filter.agent'), options: [{ value: 'me', text: t('filter.me') }, { value: 'nobody', text: t('filter.nobody') }, ...(colleagues.data?.agents ?? []).map(({ id, name }) => ({ value: id, text: name }))] },
    { name: 'team', label: t('filter.team'), options: (colleagues.data?.teams ?? []).map(({ key, name }) => ({ value: key, text: name })) },
    { name: 'lane', label: t('lane.label'), options: lanes.map((value) => ({ value, text: t(`lane.${value}`) })) },
    { name: 'channel', label: t('filter.channel'), options: channels.map((value) => ({ value, text: t(`channel.${value}`) })) },
    { name: 'tag', label: t('act.tags'), options: (tags.data?.tags ?? []).map((value) => ({ value, text: value })) },
    { name: 'language', label: t('person.language'), options: languages(locale) },
  ]
  return (
    <div className="filters">
      {selects.map(({ name, label, options }) => (
        <label key={name} data-chosen={chosen.has(name)}>
          <span className="visually-hidden">{label}</span>
          <select value={chosen.get(name) ?? ''} onChange={(event) => choose(name, event.target.value)}>
            <option value="">{label}</option>
            {options.map(({ value, text }) => <option key={value} value={value}>{text}</option>)}
          </select>
        </label>
      ))}
      <PropertyFilter value={chosen.get('property') ?? ''} onChange={(number) => choose('property', number)} />
    </div>
  )
}

const spoken = ['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'nb', 'fi', 'pl', 'ar']
const languages = (locale: string): Option[] => {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return spoken.map((value) => ({ value, text: names.of(value) ?? value }))
}
