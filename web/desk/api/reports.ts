import { HistoryReport, NowReport, type HistoryTable } from '#contract/reporting'
import { queryOptions } from '@tanstack/react-query'
import type { Look } from '../reports/look.ts'
import { keys } from './queries.ts'
import { request } from './request.ts'

const searchOf = (look: Partial<Look>) => new URLSearchParams(Object.entries(look).flatMap(([name, value]) => (value ? [[name, value]] : [])))

export const nowQuery = ({ from: _from, to: _to, ...filter }: Look) =>
  queryOptions({ queryKey: [...keys.reports, 'now', filter], queryFn: () => request(NowReport, `/desk/reports/now?${searchOf(filter)}`) })

export const historyQuery = (look: Look) =>
  queryOptions({ queryKey: [...keys.reports, 'history', look], queryFn: () => request(HistoryReport, historyPath(look, '')) })

const historyPath = (look: Look, ending: string) => `/desk/reports/history${ending}?${searchOf(look)}`

/** Where the same figures are to be had as a file. */
export const historyAddress = (look: Look, table: HistoryTable) => `/api/v1${historyPath(look, '.csv')}&table=${table}`
