import type { NowReport } from '#contract/reporting'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { pathOf } from '../address.ts'
import { nowQuery } from '../api/reports.ts'
import { Link } from '../parts/link.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { useNow } from '../words/now.ts'
import { durationWords } from '../words/times.ts'
import { useWords } from '../words/words.tsx'
import { isChannel } from './channels.ts'
import { Tile } from './figure-tile.tsx'
import { ReportFilters, ReportsHead } from './filters.tsx'
import { useLook } from './look.ts'

/** How it stands this minute; the numbers change as people write and answer. */
export const NowPage = () => {
  const { t, times } = useWords()
  const [look, change] = useLook(times.dayKey(new Date(useNow()).toISOString()))
  const found = useQuery(nowQuery(look))
  return (
    <section className="sheet reports" aria-labelledby="list-heading">
      <ReportsHead page="now" hint={t('reports.nowLead')} />
      <ReportFilters look={look} onChange={change} />
      {found.isPending && <Loading label={t('state.loading')} rows={4} />}
      {found.isError && !found.data && <Trouble title={t('reports.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {found.data && <Standing report={found.data} />}
    </section>
  )
}

const Standing = ({ report }: { report: NowReport }) => {
  const { t, number, language } = useWords()
  const now = useNow()
  const { atRisk } = report
  const channelName = (key: string) => (isChannel(key) ? t(`channel.${key}`) : key)
  return (
    <>
      <dl className="tiles">
        <Tile name={t('reports.waiting')} value={number(report.waiting)}>{t('reports.unclaimed', { n: report.unclaimed })}</Tile>
        <Tile name={t('reports.oldest')} value={report.oldestSince ? durationWords(t, now - Date.parse(report.oldestSince)) : '–'} />
        <Tile name={t('reports.atRisk')} value={atRisk.count >= atRisk.most ? `${number(atRisk.most)}+` : number(atRisk.count)} tone={atRisk.count > 0 ? 'warn' : undefined}>{t('reports.atRiskHint')}</Tile>
        <Tile name={t('reports.onDuty')} value={number(report.agents.length)}>{t('reports.held', { n: report.agents.reduce((sum, agent) => sum + agent.holds, 0) })}</Tile>
      </dl>
      <div className="reports-columns">
        <Parts title={t('reports.byTopic')} parts={report.byTopic} />
        <Parts title={t('reports.byLanguage')} parts={report.byLanguage.map((part) => ({ ...part, name: language(part.key) }))} />
        <Parts title={t('reports.byDoor')} parts={report.byDoor.map((part) => ({ ...part, name: t(part.key === 'guest' ? 'door.guest' : 'door.partner') }))} />
        <Parts title={t('reports.byChannel')} parts={report.byChannel.map((part) => ({ ...part, name: channelName(part.key) }))} />
      </div>
      <div className="reports-columns">
        <AtRisk report={report} />
        <Agents agents={report.agents} />
      </div>
    </>
  )
}

const Parts = ({ title, parts }: { title: string; parts: NowReport['byTopic'] }) => {
  const { t, number } = useWords()
  const most = Math.max(1, ...parts.map(({ waiting }) => waiting))
  return (
    <Part title={title} empty={parts.length === 0 ? t('reports.nobodyWaits') : null}>
      <table className="table parts">
        <tbody>
          {parts.map(({ key, name, waiting }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td aria-hidden>
                <progress max={most} value={waiting} />
              </td>
              <td className="amount">{number(waiting)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

const AtRisk = ({ report: { atRisk } }: { report: NowReport }) => {
  const { t, times } = useWords()
  const now = useNow()
  return (
    <Part title={t('reports.atRisk')} empty={atRisk.rows.length === 0 ? t('reports.nothingAtRisk') : null}>
      <table className="table">
        <tbody>
          {atRisk.rows.map((row) => (
            <tr key={row.conversationId}>
              <th scope="row">
                <Link href={pathOf('queue', row.conversationId)}>
                  {row.askerName} · {row.caseNumber}
                </Link>
                <span className="hint">{row.topic}</span>
              </th>
              <td>{row.heldBy ?? t('reports.nobody')}</td>
              <td className="amount">{times.moment(row.dueAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

const Agents = ({ agents }: { agents: NowReport['agents'] }) => {
  const { t, times, number, language } = useWords()
  return (
    <Part title={t('reports.onDuty')} empty={agents.length === 0 ? t('reports.nobodyOn') : null}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('reports.agent')}</th>
            <th scope="col">{t('reports.since')}</th>
            <th scope="col" className="amount">{t('reports.holds')}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.id}>
              <th scope="row">
                {agent.name}
                <span className="hint">{agent.languages.map(language).join(', ')}</span>
              </th>
              <td>{times.clock(agent.onSince)}</td>
              <td className="amount">{t('reports.ofCapacity', { holds: number(agent.holds), capacity: number(agent.capacity) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

export const Part = ({ title, empty, children }: { title: string; empty: string | null; children: ReactNode }) => (
  <section className="season-group" aria-label={title}>
    <h3>{title}</h3>
    {empty === null ? <div className="table-frame">{children}</div> : <p className="hint">{empty}</p>}
  </section>
)
