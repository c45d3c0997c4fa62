import type { HistoryReport, HistoryTable } from '#contract/reporting'

const columns = ['opened', 'answered', 'closed', 'p50', 'p90', 'kept', 'keptLast', 'moved', 'missed', 'good', 'bad'] as const

/** A part of a report as a table for other programs: times in UTC, minutes to one decimal. */
export const toCsv = (report: HistoryReport, table: HistoryTable): string => rowsOf[table](report).map((row) => `${row.map(cell).join(',')}\r\n`).join('')

type Row = readonly (string | number | null)[]

const rowsOf: Record<HistoryTable, (report: HistoryReport) => Row[]> = {
  times: ({ points }) => [['at', ...columns], ...points.map((point) => [point.at, ...columns.map((name) => point[name])])],
  'wrong-doors': ({ wrongDoors }) => [['door', 'source', 'came', 'handedOver'], ...wrongDoors.map((row) => [row.door, row.source, row.came, row.handedOver])],
  avoided: ({ avoided }) => [['article', 'title', 'contacts'], ...avoided.map((row) => [row.key, row.title, row.contacts])],
}

// A text that a spreadsheet would take for a formula is told to be a text.
const cell = (value: string | number | null) => (typeof value === 'string' ? quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value) : value === null ? '' : String(Math.round(value * 10) / 10))

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
