import type { ConversationState } from '#contract/conversations'
import type { MyRow, QueueRow } from '#contract/desk'
import type { FoundRow } from '#contract/found'
import { lanes } from '#contract/queue'
import type { Translate } from '../words/texts.ts'

/** What a row shows, wherever it comes from. */
export type ListedRow = Omit<MyRow, 'lastEntryAt' | 'state'> & { state: ConversationState | null; at: string }

export type Item =
  | { kind: 'heading'; id: string; title: string; count: number | null }
  | { kind: 'row'; id: string; row: ListedRow }
  | { kind: 'more'; id: string }

/** Lanes in their order, the rows of each as the server ordered them; a lane without rows is not shown. */
export const queueItems = (t: Translate, queue: { rows: QueueRow[]; counts: Record<string, number>; more: boolean }): Item[] => {
  const byLane = Map.groupBy(unique(queue.rows), (row) => row.lane)
  const items = lanes.flatMap((lane) => section({ id: lane, title: t(`lane.${lane}`), count: queue.counts[lane] ?? null }, byLane.get(lane)?.map(fromQueue)))
  return queue.more ? [...items, { kind: 'more', id: 'more' }] : items
}

/** What was found, newest first. `next` makes what asks for more another one for each page: a page may add no row. */
export const foundItems = (rows: FoundRow[], next: string | null): Item[] => [
  ...unique(rows).map((row): Item => ({ kind: 'row', id: row.conversationId, row: { ...row, reasons: [], waits: false, dueAt: null, reminder: null, mention: null, at: row.lastEntryAt } })),
  ...(next === null ? [] : [{ kind: 'more' as const, id: `more ${next}` }]),
]

export const mineItems = (t: Translate, rows: MyRow[]): Item[] => {
  const now = (row: MyRow) => row.waits || row.reminder !== null || row.mention !== null
  const waiting = rows.filter(now)
  const aside = rows.filter((row) => !now(row) && row.snoozed)
  const others = rows.filter((row) => !now(row) && !row.snoozed)
  return [
    ...section({ id: 'waiting', title: t('mine.waiting'), count: waiting.length }, waiting.map(fromMine)),
    ...section({ id: 'others', title: t('mine.others'), count: others.length }, others.map(fromMine)),
    ...section({ id: 'aside', title: t('mine.aside'), count: aside.length }, aside.map(fromMine)),
  ]
}

const section = (heading: { id: string; title: string; count: number | null }, rows: ListedRow[] = []): Item[] =>
  rows.length === 0 ? [] : [{ kind: 'heading', ...heading }, ...rows.map((row): Item => ({ kind: 'row', id: row.conversationId, row }))]

const fromQueue = (row: QueueRow): ListedRow => ({ ...row, waits: true, state: null, snoozed: null, reminder: null, mention: null, at: row.dueAt })
const fromMine = (row: MyRow): ListedRow => ({ ...row, at: row.waits && row.dueAt !== null ? row.dueAt : row.lastEntryAt })

// A conversation whose due time moved between two fetched pages stands on both.
const unique = <Row extends { conversationId: string }>(rows: Row[]) => [...new Map(rows.map((row) => [row.conversationId, row])).values()]
