import type { ReadingsFound } from '#contract/readings'
import { useInfiniteQuery } from '@tanstack/react-query'
import Download from 'lucide-react/icons/download'
import ScanEye from 'lucide-react/icons/scan-eye'
import { useState } from 'react'
import { pathOf, setFilters, useFilters } from '../address.ts'
import { readingsCsv, readingsFoundQuery } from '../api/audit.ts'
import { Button } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { Loading, State, Trouble } from '../parts/state.tsx'
import { useNow } from '../words/now.ts'
import { dayMs } from '../words/times.ts'
import { useWords } from '../words/words.tsx'

const usualDays = 7

/** Who of the staff has looked at what: by agent, by person, by conversation, and as a file. */
export const AuditPage = () => {
  const { t, times } = useWords()
  const [today] = useState(() => Date.now())
  const given = new URLSearchParams(useFilters())
  const look = new URLSearchParams({ from: times.dayKey(new Date(today - (usualDays - 1) * dayMs).toISOString()), until: times.dayKey(new Date(today).toISOString()), ...Object.fromEntries(given) })
  const found = useInfiniteQuery(readingsFoundQuery(look.toString()))
  const [first] = found.data?.pages ?? []
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(look)
    if (value.trim() === '') next.delete(name)
    else next.set(name, value.trim())
    setFilters(next.toString())
  }
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading" tabIndex={-1}>
          {t('rail.audit')}
        </h2>
        <p className="hint">{t('audit.lead')}</p>
        <p>
          <Link href={pathOf('now')}>{t('audit.toFigures')}</Link>
        </p>
      </header>
      <AuditFilters look={look} agents={first?.agents ?? []} onChoose={choose} />
      <p>
        <a className="button-link" href={readingsCsv(look.toString())} download>
          <Download aria-hidden /> {t('reports.csv')}
        </a>
      </p>
      {found.isPending && <Loading label={t('state.loading')} rows={6} />}
      {found.isError && !found.data && <Trouble title={t('audit.trouble')} error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />}
      {first && rows.length === 0 && <State icon={ScanEye} title={t('audit.none')} />}
      {first && rows.length > 0 && (
        <>
          <AgentSums agents={first.agents} chosen={look.get('agent')} onChoose={(id) => choose('agent', id)} />
          <Looks rows={rows} />
        </>
      )}
      {found.hasNextPage && <Button onPress={() => void found.fetchNextPage()} busy={found.isFetchingNextPage}>{t('audit.more')}</Button>}
    </section>
  )
}

type FiltersProps = { look: URLSearchParams; agents: ReadingsFound['agents']; onChoose: (name: string, value: string) => void }

const AuditFilters = ({ look, agents, onChoose }: FiltersProps) => {
  const { t } = useWords()
  return (
    <div className="audit-filters" role="group" aria-label={t('reports.filters')}>
      <label>
        <span>{t('audit.from')}</span>
        <input type="date" value={look.get('from') ?? ''} max={look.get('until') ?? undefined} onChange={(event) => event.target.value && onChoose('from', event.target.value)} />
      </label>
      <label>
        <span>{t('audit.until')}</span>
        <input type="date" value={look.get('until') ?? ''} min={look.get('from') ?? undefined} onChange={(event) => event.target.value && onChoose('until', event.target.value)} />
      </label>
      <label>
        <span>{t('audit.agent')}</span>
        <select value={look.get('agent') ?? ''} onChange={(event) => onChoose('agent', event.target.value)}>
          <option value="">{t('reports.all')}</option>
          {agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </label>
      <Typed label={t('audit.who')} value={look.get('who') ?? ''} onDone={(value) => onChoose('who', value)} />
      <Typed label={t('audit.case')} value={look.get('conversation') ?? ''} onDone={(value) => onChoose('conversation', value)} />
    </div>
  )
}

/** Looked for when the field is left or Enter is pressed. */
const Typed = ({ label, value, onDone }: { label: string; value: string; onDone: (value: string) => void }) => {
  const [typed, setTyped] = useState(value)
  return (
    <form onSubmit={(event) => { event.preventDefault(); onDone(typed) }}>
      <label>
        <span>{label}</span>
        <input type="search" maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={() => typed !== value && onDone(typed)} />
      </label>
    </form>
  )
}

const AgentSums = ({ agents, chosen, onChoose }: { agents: ReadingsFound['agents']; chosen: string | null; onChoose: (id: string) => void }) => {
  const { t } = useWords()
  return (
    <section aria-labelledby="audit-agents">
      <h3 id="audit-agents">{t('audit.byAgent')}</h3>
      <ul className="audit-agents">
        {agents.map(({ id, name, conversations }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id === chosen ? '' : id)}>
              <bdi>{name}</bdi> <b>{t('audit.conversations', { n: conversations })}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Looks = ({ rows }: { rows: ReadingsFound['rows'] }) => {
  const { t, times } = useWords()
  const now = useNow()
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('audit.looks')}>
      <table className="audit-table">
        <caption className="visually-hidden">{t('audit.looks')}</caption>
        <thead>
          <tr>
            {(['audit.agent', 'audit.case', 'audit.who', 'audit.about', 'audit.first', 'audit.last'] as const).map((key) => <th key={key} scope="col">{t(key)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.agentId} ${row.conversationId} ${row.firstAt}`}>
              <th scope="row"><bdi>{row.agentName}</bdi></th>
              <td><Link className="case-number" href={pathOf('search', row.conversationId)}>{row.caseNumber}</Link></td>
              <td><span className={`door door-${row.door}`} title={t(`door.${row.door}`)} /> <bdi>{row.askerName}</bdi></td>
              <td>{row.topicName}{row.propertyName && <> · <bdi>{row.propertyName}</bdi></>}</td>
              <td><time dateTime={row.firstAt} title={times.full(row.firstAt)}>{times.moment(row.firstAt, now)}</time></td>
              <td><time dateTime={row.lastAt} title={times.full(row.lastAt)}>{times.moment(row.lastAt, now)}</time>{!row.opened && <span className="hint"> {t('readings.ahead')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
