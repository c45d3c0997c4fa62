import type { Figures, HistoryReport, HistoryTable } from '#contract/reporting'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Download from 'lucide-react/icons/download'
import { lazy, Suspense } from 'react'
import { pathOf } from '../address.ts'
import { historyAddress, historyQuery } from '../api/reports.ts'
import { patiently } from '../frame/patiently.ts'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { sourceName } from '../season/wrong-doors.tsx'
import { useNow } from '../words/now.ts'
import { durationWords } from '../words/times.ts'
import { useWords } from '../words/words.tsx'
import { Tile } from './figure-tile.tsx'
import { ReportFilters, ReportsHead } from './filters.tsx'
import { FiguresTable } from './figures-table.tsx'
import { dayBefore, daysOf, useLook, type Look } from './look.ts'
import { Part } from './now-page.tsx'
import { PartsTable } from './parts-table.tsx'

// The drawing comes only to those who look at history.
const Chart = lazy(async () => ({ default: (await patiently(() => import('./chart.tsx'))).Chart }))

/** What was: contacts, answers, promises, wrong doors and contacts that an article made needless. */
export const HistoryPage = () => {
  const { t, times } = useWords()
  const today = times.dayKey(new Date(useNow()).toISOString())
  const [look, change] = useLook(today)
  const found = useQuery({ ...historyQuery(look), placeholderData: keepPreviousData })
  return (
    <section className="sheet reports" aria-labelledby="list-heading">
      <ReportsHead page="history" hint={t('reports.historyLead')} />
      <Period look={look} today={today} onChange={change} />
      <ReportFilters look={look} onChange={change} />
      {found.isPending && <Loading label={t('state.loading')} rows={4} />}
      {found.isError && <Trouble title={t('reports.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <Past report={found.data} look={look} onChange={change} />}
    </section>
  )
}

const periods = [1, 7, 30, 90, 365] as const

type PeriodProps = { look: Look; today: string; onChange: (change: Partial<Look>) => void }

const Period = ({ look, today, onChange }: PeriodProps) => {
  const { t } = useWords()
  return (
    <div className="period" role="group" aria-label={t('reports.period')}>
      <div className="period-choices">
        {periods.map((days) => {
          const from = dayBefore(today, days - 1)
          return (
            <button key={days} type="button" className="period-choice" aria-pressed={look.from === from && look.to === today} onClick={() => onChange({ from, to: today })}>
              {t('reports.lastDays', { days })}
            </button>
          )
        })}
      </div>
      <label>
        <span>{t('reports.from')}</span>
        <input type="date" value={look.from} max={look.to} onChange={(event) => event.target.value && onChange({ from: event.target.value })} />
      </label>
      <label>
        <span>{t('reports.to')}</span>
        <input type="date" value={look.to} min={look.from} onChange={(event) => event.target.value && onChange({ to: event.target.value })} />
      </label>
      <SaveLink look={look} table="times" />
    </div>
  )
}

/** Saves a part of what is shown as a file for another program. */
const SaveLink = ({ look, table }: { look: Look; table: HistoryTable }) => {
  const { t } = useWords()
  return (
    <a className="button-link" href={historyAddress(look, table)} download>
      <Download aria-hidden /> {t('reports.csv')}
    </a>
  )
}

const minuteMs = 60_000

type PastProps = { report: HistoryReport; look: Look; onChange: (change: Partial<Look>) => void }

const Past = ({ report, look, onChange }: PastProps) => {
  const { t, number } = useWords()
  const { total, before } = report
  const days = daysOf(look)
  const was = (value: string) => t('reports.before', { days, value })
  const took = (minutes: number | null) => (minutes === null ? '–' : durationWords(t, minutes * minuteMs))
  return (
    <>
      <dl className="tiles">
        <Tile name={t('reports.opened')} value={number(total.opened)} before={was(number(before.opened))}>{t('reports.answeredOf', { n: total.answered })}</Tile>
        <Tile name={t('reports.firstAnswer')} value={took(total.p50)} before={was(took(before.p50))}>{t('reports.nineOfTen', { time: took(total.p90) })}</Tile>
        <Tile name={t('reports.kept')} value={keptPart(total.kept, total, number)} tone={total.missed > total.kept ? 'warn' : undefined} before={was(keptPart(before.kept, before, number))}>{t('reports.keptBy', { last: keptPart(total.keptLast, total, number), moved: total.moved })}</Tile>
        <Tile name={t('reports.ratings')} value={partOf(total.good, total.bad, number)} tone={total.bad > total.good ? 'warn' : undefined} before={was(partOf(before.good, before.bad, number))}>{t('reports.goodBad', { good: total.good, bad: total.bad })}</Tile>
        <Tile name={t('reports.avoided')} value={number(report.avoidedContacts)} />
      </dl>
      <Suspense fallback={<Loading label={t('state.loading')} rows={3} />}>
        <Chart title={t('reports.contacts')} points={report.points} unit={report.unit} lines={[{ name: t('reports.opened'), of: 'opened', colour: '--staff' }, { name: t('reports.answered'), of: 'answered', colour: '--ok' }]} />
        <Chart title={t('reports.minutesToAnswer')} points={report.points} unit={report.unit} lines={[{ name: t('reports.half'), of: 'p50', colour: '--staff' }, { name: t('reports.ninety'), of: 'p90', colour: '--warn' }]} />
        <Chart title={t('reports.promises')} points={report.points} unit={report.unit} lines={[{ name: t('reports.keptShort'), of: 'kept', colour: '--ok' }, { name: t('reports.movedShort'), of: 'moved', colour: '--warn' }, { name: t('reports.missedShort'), of: 'missed', colour: '--danger' }]} />
        <Chart title={t('reports.ratings')} points={report.points} unit={report.unit} lines={[{ name: t('reports.content'), of: 'good', colour: '--ok' }, { name: t('reports.notContent'), of: 'bad', colour: '--danger' }]} />
      </Suspense>
      <FiguresTable report={report} />
      <PartsTable look={look} onChange={onChange} />
      <div className="reports-columns">
        <WrongDoors report={report} look={look} />
        <Avoided report={report} look={look} />
      </div>
      <Unhappy report={report} />
    </>
  )
}

const partOf = (good: number, bad: number, number: (n: number) => string) => (good + bad === 0 ? '–' : `${number(Math.round((good / (good + bad)) * 100))} %`)

/** In their own words, each beside the conversation it is about. */
const Unhappy = ({ report: { unhappy } }: { report: HistoryReport }) => {
  const { t, times } = useWords()
  return (
    <Part title={t('reports.unhappy')} empty={unhappy.length === 0 ? t('reports.nobodyUnhappy') : null}>
      <ul className="unhappy">
        {unhappy.map(({ conversationId, caseNumber, why, at }) => (
          <li key={conversationId}>
            <blockquote dir="auto">{why}</blockquote>
            <p className="hint">
              <Link href={pathOf('search', conversationId)}>{caseNumber}</Link> · {times.dayKey(at)} {times.clock(at)}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  )
}
const keptPart = (part: number, { kept, missed }: Figures, number: (n: number) => string) => (kept + missed === 0 ? '–' : `${number(Math.round((part / (kept + missed)) * 100))} %`)

type TableProps = { report: HistoryReport; look: Look }

const WrongDoors = ({ report: { wrongDoors }, look }: TableProps) => {
  const { t, number } = useWords()
  return (
    <Part title={t('reports.wrongDoors')} empty={wrongDoors.length === 0 ? t('wrongDoors.none') : null}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('wrongDoors.where')}</th>
            <th scope="col" className="amount">{t('wrongDoors.came')}</th>
            <th scope="col" className="amount">{t('wrongDoors.handedOver')}</th>
          </tr>
        </thead>
        <tbody>
          {wrongDoors.map((row) => (
            <tr key={`${row.door} ${row.source}`}>
              <th scope="row">
                {t(row.door === 'partner' ? 'wrongDoors.guests' : 'wrongDoors.partners')}: {sourceName(t, row.source)}
              </th>
              <td className="amount">{number(row.came)}</td>
              <td className="amount">{number(row.handedOver)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <SaveLink look={look} table="wrong-doors" />
    </Part>
  )
}

const Avoided = ({ report: { avoided }, look }: TableProps) => {
  const { t, number } = useWords()
  return (
    <Part title={t('reports.avoidedBy')} empty={avoided.length === 0 ? t('reports.noneAvoided') : null}>
      <table className="table">
        <tbody>
          {avoided.map(({ key, title, contacts }) => (
            <tr key={key}>
              <th scope="row">{title}</th>
              <td className="amount">{number(contacts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <SaveLink look={look} table="avoided" />
    </Part>
  )
}
