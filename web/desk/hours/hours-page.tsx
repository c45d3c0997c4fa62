import type { CalendarStanding } from '#contract/calendars'
import { useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { pathOf, setFilters, useFilters } from '../address.ts'
import { calendarsQuery } from '../api/hours.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { CalendarEditionList } from './calendar-editions.tsx'
import { CalendarForm } from './calendar-form.tsx'
import { calendarName, useStandingWords } from './calendar-words.ts'

const newKey = 'new'

/** When somebody is there: every calendar, whether it is open now, and who goes by it. */
export const HoursPage = () => {
  const { t } = useWords()
  const found = useQuery(calendarsQuery)
  const chosen = new URLSearchParams(useFilters()).get('calendar')
  const all = found.data?.calendars ?? []
  const open = all.find(({ key }) => key === chosen) ?? null
  const mayChange = found.data?.mayChange ?? false
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.hours')}
        </h2>
        <p className="hint">{t('hours.lead')}</p>
        <p>
          <Link href={pathOf('promises')}>{t('hours.toPromises')}</Link>
        </p>
      </header>
      {found.isPending && <Loading label={t('state.loading')} rows={4} />}
      {found.isError && !found.data && <Trouble title={t('hours.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && (
        <div className="sheet-columns hours-columns">
          <div className="sheet-part">
            <ul className="calendars">
              {all.map((calendar) => (
                <li key={calendar.key}>
                  <CalendarCard calendar={calendar} isOpen={calendar === open} />
                </li>
              ))}
            </ul>
            {mayChange && <Button icon={Plus} onPress={() => setFilters(`calendar=${newKey}`)}>{t('hours.new')}</Button>}
          </div>
          <div className="sheet-part">
            {mayChange && (open || chosen === newKey) && <CalendarForm key={open ? `${open.key} ${open.version}` : newKey} calendar={open} onSaved={(key) => setFilters(`calendar=${key}`)} />}
            {open && <CalendarEditionList calendar={open} mayChange={mayChange} />}
            {!open && chosen !== newKey && <p className="hint">{t(mayChange ? 'hours.choose' : 'hours.leadsOnly')}</p>}
          </div>
        </div>
      )}
    </section>
  )
}

const CalendarCard = ({ calendar, isOpen }: { calendar: CalendarStanding; isOpen: boolean }) => {
  const { t, locale, timesIn } = useWords()
  const now = useNow()
  const standing = useStandingWords()
  const { usedBy: { lines, rules, chat } } = calendar
  const users = [lines > 0 && t('hours.lines', { n: lines }), rules > 0 && t('hours.rules', { n: rules }), chat && t('hours.chat')].filter((words) => words !== false)
  return (
    <article className="calendar-card" data-open={isOpen || undefined}>
      <h3>
        <Link href={`${pathOf('hours')}?calendar=${calendar.key}`} aria-current={isOpen ? 'true' : undefined}>{calendarName(calendar, locale)}</Link>
      </h3>
      <p>
        <Chip tone={calendar.isOpen ? 'ok' : 'plain'}>{standing(calendar)}</Chip>
      </p>
      <p className="hint">
        {calendar.timeZone} · {t('hours.nowThere', { at: timesIn(calendar.timeZone).clock(now) })}
      </p>
      <p className={users.length > 0 ? 'hint' : 'hours-warning'}>
        {users.length > 0 ? t('hours.usedBy', { who: new Intl.ListFormat(locale, { type: 'conjunction' }).format(users) }) : t('hours.unused')}
      </p>
    </article>
  )
}
