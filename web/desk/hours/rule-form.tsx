import { useState, type FormEvent } from 'react'
import { useSaveRule } from '../api/hours.ts'
import { Refused } from '../api/request.ts'
import { say } from '../frame/notices.ts'
import { Button } from '../parts/button.tsx'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { calendarName } from './calendar-words.ts'
import { useRuleWords, type Rule, type RuleRow } from './rule-words.ts'

const kinds = ['hours', 'workingHours', 'workingDays'] as const
type Typed = { kind: (typeof kinds)[number]; n: string; calendar: string; before: boolean; beforeHours: string }

const typedFrom = (rule: Rule): Typed => ({
  kind: 'hours' in rule ? 'hours' : 'workingHours' in rule ? 'workingHours' : 'workingDays',
  n: String('hours' in rule ? rule.hours : 'workingHours' in rule ? rule.workingHours : rule.workingDays),
  calendar: ('calendar' in rule && rule.calendar) || '', before: rule.before !== undefined, beforeHours: String(rule.before?.hours ?? 0),
})

/** Null while what is typed is no rule. */
const ruleFrom = ({ kind, n, calendar, before, beforeHours }: Typed): Rule | null => {
  const [count, hours] = [Number(n), Number(beforeHours)]
  if (!(count > 0) || !(hours >= 0)) return null
  const event = before ? { before: { event: 'check-in' as const, ...(hours > 0 ? { hours } : {}) } } : {}
  if (kind === 'hours') return { hours: count, ...event }
  if (kind === 'workingHours') return calendar === '' ? null : { workingHours: count, calendar, ...event }
  return Number.isInteger(count) ? { workingDays: count, ...(calendar === '' ? {} : { calendar }), ...event } : null
}

type RuleFormProps = { row: RuleRow; version: number; onDone: () => void }

/** What a subtopic promises from now on: by the clock or by a calendar, and before check-in where a booking is known. */
export const RuleForm = ({ row, version, onDone }: RuleFormProps) => {
  const { t, locale } = useWords()
  const { calendars, inWords } = useRuleWords()
  const [typed, setTyped] = useState(() => typedFrom(row.rule))
  const saving = useSaveRule()
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }))
  const rule = ruleFrom(typed)
  const { door, topic, subtopic } = row
  const keep = (next: Rule | null) =>
    saving.mutate({ door, topic, subtopic, rule: next, version }, {
      onSuccess: () => {
        say('done', t('promises.saved', { name: row.name }))
        onDone()
      },
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rule && !saving.isPending) keep(rule)
  }
  const isTaken = saving.error instanceof Refused && saving.error.code === 'thread_changed'
  return (
    <form className="form list-form" onSubmit={submit}>
      <div className="rule-fields">
        <label className="field">
          <span>{t('promises.within')}</span>
          <input type="number" min={typed.kind === 'workingDays' ? 1 : 0.5} step={typed.kind === 'workingDays' ? 1 : 0.5} value={typed.n} onChange={(event) => set({ n: event.target.value })} />
        </label>
        <label className="field">
          <span>{t('promises.countedIn')}</span>
          <select value={typed.kind} onChange={(event) => set({ kind: kinds.find((kind) => kind === event.target.value) ?? 'hours' })}>
            {kinds.map((kind) => <option key={kind} value={kind}>{t(`promises.kind.${kind}`)}</option>)}
          </select>
        </label>
        {typed.kind !== 'hours' && (
          <label className="field">
            <span>{t('promises.calendar')}</span>
            <select value={typed.calendar} onChange={(event) => set({ calendar: event.target.value })}>
              <option value="">{t(typed.kind === 'workingDays' ? 'promises.propertysWeek' : 'lists.choose')}</option>
              {calendars.map((calendar) => <option key={calendar.key} value={calendar.key}>{calendarName(calendar, locale)}</option>)}
            </select>
          </label>
        )}
      </div>
      <label className="check">
        <input type="checkbox" checked={typed.before} onChange={(event) => set({ before: event.target.checked })} />
        <span>{t('promises.notAfterCheckIn')}</span>
      </label>
      {typed.before && (
        <label className="field">
          <span>{t('promises.hoursBefore')}</span>
          <input type="number" min={0} step={0.5} value={typed.beforeHours} onChange={(event) => set({ beforeHours: event.target.value })} />
        </label>
      )}
      {typed.before && !row.knowsStay && <p className="hours-warning">{t('promises.warning.no-stay')}</p>}
      <p className="hint" role="status">{rule ? t('promises.will', { rule: inWords(rule) }) : t('promises.notYet')}</p>
      {saving.error && <p className="failure" role="alert">{isTaken ? t('promises.taken') : refusalInWords(t, saving.error)}</p>}
      <div className="form-foot">
        <Button look="primary" type="submit" busy={saving.isPending} disabled={rule === null}>{t('promises.save')}</Button>
        {row.set && <Button onPress={() => keep(null)} busy={saving.isPending}>{t('promises.toContent')}</Button>}
      </div>
    </form>
  )
}
