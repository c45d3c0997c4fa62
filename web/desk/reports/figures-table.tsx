import type { HistoryReport } from '#contract/reporting'
import { useWords } from '../words/words.tsx'

const amounts = ['opened', 'answered', 'closed', 'p50', 'p90', 'kept', 'keptLast', 'moved', 'missed', 'good', 'bad'] as const

/** The same figures in words and numbers, for whoever does not see the curves. */
export const FiguresTable = ({ report: { points, unit } }: { report: HistoryReport }) => {
  const { t, number, times } = useWords()
  const names = {
    opened: t('reports.opened'), answered: t('reports.answered'), closed: t('reports.closed'), p50: t('reports.half'), p90: t('reports.ninety'),
    kept: t('reports.keptShort'), keptLast: t('reports.keptLastShort'), moved: t('reports.movedShort'), missed: t('reports.missedShort'),
    good: t('reports.content'), bad: t('reports.notContent'),
  }
  return (
    <details className="figures">
      <summary>{t('reports.asTable')}</summary>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t(unit === 'hour' ? 'reports.hour' : 'reports.day')}</th>
              {amounts.map((name) => (
                <th key={name} scope="col" className="amount">
                  {names[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{unit === 'hour' ? `${times.dayKey(point.at)} ${times.clock(point.at)}` : times.dayKey(point.at)}</th>
                {amounts.map((name) => (
                  <td key={name} className="amount">
                    {point[name] === null ? '–' : number(Math.round(point[name]))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
