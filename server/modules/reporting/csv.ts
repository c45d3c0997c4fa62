import type { HistoryReport } from '#contract/reporting'

const columns = ['opened', 'answered', 'closed', 'p50', 'p90', 'kept', 'keptLast', 'moved', 'missed', 'good', 'bad'] as const

/** The points of a report as a table for other programs: one line each, in UTC, minutes to one decimal. */
export const toCsv = ({ points }: HistoryReport): string =>
  [['at', ...columns].join(','), ...points.map((point) => [point.at, ...columns.map((name) => cell(point[name]))].join(','))].map((line) => `${line}\r\n`).join('')

const cell = (value: number | null) => (value === null ? '' : String(Math.round(value * 10) / 10))
