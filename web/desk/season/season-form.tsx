import type { Door } from '#contract/content'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { topicsQuery, useMakeSeason } from '../api/seasons.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { codesIn, emptySeason, isWhole, toSend, type Typed } from './typed.ts'

const hours = [3, 6, 12, 24, 72, 168]
const factors = [1.25, 1.5, 2, 3]
const doors: Door[] = ['guest', 'partner']

/** Declares a season now or plans one by dates. */
export const SeasonForm = () => {
  const { t } = useWords()
  const [typed, setTyped] = useState(emptySeason)
  const making = useMakeSeason()
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole(typed) || making.isPending) return
    making.mutate(toSend(typed), {
      onSuccess: () => {
        say('done', t(typed.kind === 'planned' ? 'season.isPlanned' : 'season.isDeclared', { name: typed.name }))
        setTyped(emptySeason)
      },
    })
  }
  return (
    <form className="form season-form" onSubmit={submit} aria-labelledby="season-new">
      <h3 id="season-new">{t('season.new')}</h3>
      <RadioGroup className="radios" value={typed.kind} onChange={(kind) => set({ kind: kind === 'planned' ? 'planned' : 'declared' })}>
        <Label>{t('season.when')}</Label>
        {(['declared', 'planned'] as const).map((kind) => (
          <Radio className="radio" value={kind} key={kind}>
            <span className="radio-mark" aria-hidden />
            <span>{t(`season.kind.${kind}`)}</span>
          </Radio>
        ))}
      </RadioGroup>
      <When typed={typed} set={set} />
      <label className="field">
        <span>{t('season.name')}</span>
        <input maxLength={80} value={typed.name} onChange={(event) => set({ name: event.target.value })} />
      </label>
      <Checks label={t('season.doors')} chosen={typed.doors} options={doors.map((door) => ({ value: door, text: t(`season.door.${door}`) }))} onChange={(chosen) => set({ doors: doors.filter((door) => chosen.includes(door)) })} />
      <label className="field">
        <span>{t('season.factor')}</span>
        <select value={typed.waitFactor} onChange={(event) => set({ waitFactor: Number(event.target.value) })}>
          {factors.map((factor) => (
            <option key={factor} value={factor}>
              {t('season.factorTimes', { factor })}
            </option>
          ))}
        </select>
      </label>
      <Narrower typed={typed} set={set} />
      {making.error && (
        <p className="failure" role="alert">
          {refusalInWords(t, making.error)}
        </p>
      )}
      <div className="form-foot">
        <Button look="primary" type="submit" disabled={!isWhole(typed)} busy={making.isPending}>
          {t(typed.kind === 'planned' ? 'season.plan' : 'season.declare')}
        </Button>
      </div>
    </form>
  )
}

type PartProps = { typed: Typed; set: (change: Partial<Typed>) => void }

const When = ({ typed, set }: PartProps) => {
  const { t } = useWords()
  if (typed.kind === 'declared') {
    return (
      <label className="field">
        <span>{t('season.howLong')}</span>
        <select value={typed.hours} onChange={(event) => set({ hours: Number(event.target.value) })}>
          {hours.map((n) => (
            <option key={n} value={n}>
              {n < 48 ? t('time.hours', { n }) : t('time.days', { n: n / 24 })}
            </option>
          ))}
        </select>
      </label>
    )
  }
  return (
    <div className="season-dates">
      <label className="field">
        <span>{t('season.from')}</span>
        <input type="date" value={typed.from} onChange={(event) => set({ from: event.target.value })} />
      </label>
      <label className="field">
        <span>{t('season.to')}</span>
        <input type="date" min={typed.from} value={typed.to} onChange={(event) => set({ to: event.target.value })} />
      </label>
    </div>
  )
}

/** Countries, languages and topics: left empty, the season is everybody's. */
const Narrower = ({ typed, set }: PartProps) => {
  const { t, locale } = useWords()
  const guest = useQuery({ ...topicsQuery('guest', locale), enabled: typed.doors.includes('guest') })
  const partner = useQuery({ ...topicsQuery('partner', locale), enabled: typed.doors.includes('partner') })
  const trees = [...(typed.doors.includes('guest') ? (guest.data?.topics ?? []) : []), ...(typed.doors.includes('partner') ? (partner.data?.topics ?? []) : [])]
  const options = [...new Map(trees.map(({ key, name }) => [key, { value: key, text: name }])).values()]
  return (
    <details className="season-narrower">
      <summary>{t('season.narrower')}</summary>
      <label className="field">
        <span>{t('season.countries')}</span>
        <input value={typed.countries} autoComplete="off" placeholder="NO, SE" onChange={(event) => set({ countries: event.target.value })} aria-invalid={codesIn(typed.countries, 'country') === null || undefined} />
      </label>
      <label className="field">
        <span>{t('season.languages')}</span>
        <input value={typed.languages} autoComplete="off" placeholder="es, fr" onChange={(event) => set({ languages: event.target.value })} aria-invalid={codesIn(typed.languages, 'language') === null || undefined} />
      </label>
      <Checks label={t('season.topics')} chosen={typed.topics} options={options} onChange={(topics) => set({ topics })} />
    </details>
  )
}

type ChecksProps = { label: string; chosen: readonly string[]; options: { value: string; text: string }[]; onChange: (chosen: string[]) => void }

const Checks = ({ label, chosen, options, onChange }: ChecksProps) => (
  <fieldset className="checks">
    <legend>{label}</legend>
    {options.map(({ value, text }) => (
      <label className="check" key={value}>
        <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => onChange(event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))} />
        <span>{text}</span>
      </label>
    ))}
  </fieldset>
)
