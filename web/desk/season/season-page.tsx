import { useQuery } from '@tanstack/react-query'
import CalendarRange from 'lucide-react/icons/calendar-range'
import type { SeasonRow } from '#contract/seasons'
import { seasonsQuery } from '../api/seasons.ts'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import { SeasonCard } from './season-card.tsx'
import { SeasonForm } from './season-form.tsx'
import { Trial } from './trial.tsx'
import { WrongDoorsTable } from './wrong-doors.tsx'

/** High season: what is on, what is planned, what was; and for leads the way to change it. */
export const SeasonPage = () => {
  const { t } = useWords()
  const seasons = useQuery(seasonsQuery)
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.season')}
        </h2>
        <p className="hint">{t('season.lead')}</p>
      </header>
      {seasons.isPending && <Loading label={t('state.loading')} rows={3} />}
      {seasons.isError && !seasons.data && <Trouble title={t('season.trouble')} error={seasons.error} onRetry={() => void seasons.refetch()} busy={seasons.isFetching} />}
      {seasons.data && (
        <div className="sheet-columns">
          <div className="sheet-part">
            <Group title={t('season.now')} seasons={of(seasons.data.seasons, 'live')} mayChange={seasons.data.mayChange} empty={t('season.none')} />
            <Group title={t('season.planned')} seasons={of(seasons.data.seasons, 'planned')} mayChange={seasons.data.mayChange} />
            {seasons.data.mayChange && <WrongDoorsTable />}
            {seasons.data.mayChange && <Trial />}
            <Group title={t('season.past')} seasons={of(seasons.data.seasons, 'ended')} mayChange={false} />
          </div>
          <div className="sheet-part">{seasons.data.mayChange ? <SeasonForm /> : <p className="hint">{t('season.leadsOnly')}</p>}</div>
        </div>
      )}
    </section>
  )
}

const of = (seasons: SeasonRow[], state: SeasonRow['state']) => seasons.filter((season) => season.state === state)

type GroupProps = { title: string; seasons: SeasonRow[]; mayChange: boolean; empty?: string }

const Group = ({ title, seasons, mayChange, empty }: GroupProps) => {
  if (seasons.length === 0 && !empty) return null
  return (
    <section className="season-group">
      <h3>{title}</h3>
      {seasons.length === 0 ? (
        <State icon={CalendarRange} title={empty ?? ''} />
      ) : (
        <ul>
          {seasons.map((season) => (
            <li key={season.id}>
              <SeasonCard season={season} mayChange={mayChange} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
