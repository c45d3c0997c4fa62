import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { Button, IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import { SpansField } from './spans-field.tsx'
import type { HolidayTyped } from './typed.ts'

type HolidaysProps = { holidays: readonly HolidayTyped[]; onChange: (holidays: HolidayTyped[]) => void }

/** Days that differ from the week, each with a name, closed or with hours of its own. */
export const HolidaysField = ({ holidays, onChange }: HolidaysProps) => {
  const { t } = useWords()
  const add = () => onChange([...holidays, { id: 1 + Math.max(-1, ...holidays.map(({ id }) => id)), name: '', names: {}, date: '', until: '', everyYear: false, spans: [] }])
  return (
    <section aria-labelledby="holidays">
      <h4 id="holidays">{t('hours.holidays')}</h4>
      <ul className="holidays">
        {holidays.map((holiday, place) => (
          <HolidayRow key={holiday.id} holiday={holiday} onChange={(change) => onChange(holidays.with(place, { ...holiday, ...change }))} onRemove={() => onChange(holidays.toSpliced(place, 1))} />
        ))}
      </ul>
      <Button icon={Plus} onPress={add}>{t('hours.addHoliday')}</Button>
    </section>
  )
}

type RowProps = { holiday: HolidayTyped; onChange: (change: Partial<HolidayTyped>) => void; onRemove: () => void }

const HolidayRow = ({ holiday, onChange, onRemove }: RowProps) => {
  const { t } = useWords()
  const called = holiday.name || t('hours.holiday')
  return (
    <li className="holiday">
      <label className="field">
        <span>{t('hours.holidayName')}</span>
        <input maxLength={60} value={holiday.name} onChange={(event) => onChange({ name: event.target.value })} />
      </label>
      <label className="field">
        <span>{t('hours.date')}</span>
        <input type="date" value={holiday.date} onChange={(event) => onChange({ date: event.target.value })} />
      </label>
      <label className="field">
        <span>{t('hours.until')}</span>
        <input type="date" value={holiday.until} onChange={(event) => onChange({ until: event.target.value })} />
      </label>
      <label className="check">
        <input type="checkbox" checked={holiday.everyYear} onChange={(event) => onChange({ everyYear: event.target.checked })} />
        <span>{t('hours.everyYear')}</span>
      </label>
      <SpansField of={called} spans={holiday.spans} onChange={(spans) => onChange({ spans })} />
      <IconButton label={t('hours.removeHoliday', { name: called })} icon={X} onPress={onRemove} />
    </li>
  )
}
