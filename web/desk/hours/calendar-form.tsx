import type { CalendarStanding } from '#contract/calendars'
import { useEffect, useRef, useState } from 'react'
import { useSaveCalendar } from '../api/hours.ts'
import { SaveBar } from '../author-lists/save-bar.tsx'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { narrow, useMedia } from '../parts/use-media.ts'
import { useWords } from '../words/words.tsx'
import { HolidaysField } from './holidays-field.tsx'
import { SpansField } from './spans-field.tsx'
import { emptyCalendar, problemIn, toSend, typedFrom, weekdays, type CalendarTyped, type Weekday } from './typed.ts'

type CalendarFormProps = { /** Null: one that is new. */ calendar: CalendarStanding | null; onSaved: (key: string) => void }

const zones = Intl.supportedValuesOf('timeZone')

/** The week, the holidays and the zone of a calendar, saved as a whole. */
export const CalendarForm = ({ calendar, onSaved }: CalendarFormProps) => {
  const { t, locale } = useWords()
  const before = () => (calendar ? typedFrom(calendar, locale) : emptyCalendar(Intl.DateTimeFormat().resolvedOptions().timeZone))
  const [typed, setTyped] = useState(before)
  const saving = useSaveCalendar()
  const form = useRef<HTMLFormElement>(null)
  const isNarrow = useMedia(narrow)
  // Below a long list on a narrow screen, it comes into sight.
  useEffect(() => {
    if (isNarrow) form.current?.scrollIntoView({ block: 'start' })
  }, [isNarrow])
  const set = (change: Partial<CalendarTyped>) => setTyped((now) => ({ ...now, ...change }))
  const body = toSend(typed, locale)
  const isChanged = JSON.stringify(typed) !== JSON.stringify(before())
  const problem = isChanged ? problemIn(typed, { locale, zones: calendar ? [...zones, calendar.timeZone] : zones }) : null
  const save = () =>
    saving.mutate({ ...body, version: calendar?.version ?? 0 }, {
      onSuccess: () => {
        say('done', t('hours.saved', { name: typed.names[locale] ?? body.key }))
        onSaved(body.key)
      },
    })
  return (
    <form ref={form} className="form list-form hours-form" onSubmit={(event) => event.preventDefault()} aria-label={typed.names[locale] || t('hours.new')}>
      <div className="hours-facts">
        <label className="field">
          <span>{t('hours.name')}</span>
          <input maxLength={60} value={typed.names[locale] ?? ''} onChange={(event) => set({ names: { ...typed.names, [locale]: event.target.value } })} />
        </label>
        <label className="field">
          <span>{t('hours.zone')}</span>
          <input list="zones" autoComplete="off" value={typed.timeZone} onChange={(event) => set({ timeZone: event.target.value })} />
          <datalist id="zones">{zones.map((zone) => <option key={zone}>{zone}</option>)}</datalist>
        </label>
      </div>
      <Week week={typed.week} onChange={(week) => set({ week })} />
      <HolidaysField holidays={typed.holidays} onChange={(holidays) => set({ holidays })} />
      <SaveBar isChanged={isChanged} problem={problem && t(`hours.problem.${problem}`)} failure={saving.error} busy={saving.isPending} onSave={save} onForget={() => setTyped(before())} />
    </form>
  )
}

type WeekProps = { week: CalendarTyped['week']; onChange: (week: CalendarTyped['week']) => void }

const Week = ({ week, onChange }: WeekProps) => {
  const { t, locale } = useWords()
  const named = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 2024 began on a Monday.
  const nameOf = (day: Weekday) => named.format(new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day))))
  const asMonday = () => onChange({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon })
  return (
    <section aria-labelledby="week">
      <h4 id="week">{t('hours.week')}</h4>
      <ul className="week">
        {weekdays.map((day) => (
          <li key={day}>
            <span className="week-day">{nameOf(day)}</span>
            <SpansField of={nameOf(day)} spans={week[day]} onChange={(spans) => onChange({ ...week, [day]: spans })} />
          </li>
        ))}
      </ul>
      <Button onPress={asMonday}>{t('hours.asMonday')}</Button>
    </section>
  )
}
