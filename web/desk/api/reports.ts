import { HistoryReport, NowReport, PartsReport, type Dimension, type HistoryTable } from '#contract/reporting'
import { queryOptions } from '@tanstack/react-query'
import type { Look } from '../reports/look.ts'
import { keys } from './queries.ts'
import { request } from './request.ts'

const searchOf = (look: Partial<Look>) => new URLSearchParams(Object.entries(look).flatMap(([name, value]) => (value ? [[name, value]] : [])))

export const nowQuery = ({ from: _from, to: _to, ...filter }: Look) =>
  queryOptions({ queryKey: [...keys.reports, 'now', filter], queryFn: () => request(NowReport, `/desk/reports/now?${searchOf(filter)}`) })

export const historyQuery = (look: Look) =>
  queryOptions({ queryKey: [...keys.reports, 'history', look], queryFn: () => request(HistoryReport, historyPath(look, '')) })

export const partsQuery = (look: Look, by: Dimension) =>
  queryOptions({ queryKey: [...keys.reports, 'parts', look, by], queryFn: () => request(PartsReport, `/desk/reports/parts?${searchOf(look)}&by=${by}`) })

const historyPath = (look: Look, ending: string) => `/desk/reports/history${ending}?${searchOf(look)}`

/** Where the same figures are to be had as a file. */
export const historyAddress = (look: Look, table: HistoryTable) => `/api/v1${historyPath(look, '.csv')}&table=${table}`
