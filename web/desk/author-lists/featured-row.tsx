import type { FeaturedEntry } from '#contract/author-lists'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import X from 'lucide-react/icons/x'
import { Chip } from '../parts/chip.tsx'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'

type RowProps = {
  entry: FeaturedEntry
  title: string
  isShown: boolean
  mayWrite: boolean
  onChange: (change: Partial<FeaturedEntry>) => void
  onRemove: () => void
  onUp: (() => void) | null
  onDown: (() => void) | null
}

const months = Array.from({ length: 12 }, (_, index) => index + 1)

/** One article that is featured: in which months, between which days, before and after which others. */
export const FeaturedRow = ({ entry, title, isShown, mayWrite, onChange, onRemove, onUp, onDown }: RowProps) => {
  const { t, locale } = useWords()
  const short = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const turn = (month: number) => onChange({ months: entry.months.includes(month) ? entry.months.filter((each) => each !== month) : [...entry.months, month].toSorted((a, b) => a - b) })
  const day = (value: string) => (value === '' ? null : value)
  return (
    <li className="featured-row">
      <div className="featured-head">
        <h4>{title}</h4>
        {isShown && <Chip>{t('lists.shownNow')}</Chip>}
        {mayWrite && (
          <span className="featured-moves">
            {onUp && <IconButton label={t('lists.up', { title })} icon={ArrowUp} onPress={onUp} />}
            {onDown && <IconButton label={t('lists.down', { title })} icon={ArrowDown} onPress={onDown} />}
            <IconButton label={t('lists.remove', { title })} icon={X} onPress={onRemove} />
          </span>
        )}
      </div>
      <fieldset disabled={!mayWrite}>
        <legend>{t(entry.months.length === 0 ? 'lists.allYear' : 'lists.months')}</legend>
        <div className="months">
          {months.map((month) => (
            <label key={month}>
              <input type="checkbox" checked={entry.months.includes(month)} onChange={() => turn(month)} />
              <span>{short.format(new Date(Date.UTC(2026, month - 1, 15)))}</span>
            </label>
          ))}
        </div>
        <div className="days">
          <label>
            <span>{t('lists.from')}</span>
            <input type="date" value={entry.from ?? ''} onChange={(event) => onChange({ from: day(event.target.value) })} />
          </label>
          <label>
            <span>{t('lists.until')}</span>
            <input type="date" value={entry.until ?? ''} onChange={(event) => onChange({ until: day(event.target.value) })} />
          </label>
        </div>
      </fieldset>
    </li>
  )
}
