import { SavedEdition, type RestoreEdition } from '#contract/author-lists'
import { CalendarEditions, CalendarList, type KeepCalendar } from '#contract/calendars'
import { RuleList, type KeepRule } from '#contract/promises'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** What is typed stands until it is saved: nothing is fetched under the writer's hands. */
const still = { refetchInterval: false, refetchOnWindowFocus: false } as const
const root = '/desk/calendars'
const keys = { calendars: ['calendars'] as const, rules: ['promise-rules'] as const }

export const calendarsQuery = queryOptions({ queryKey: keys.calendars, queryFn: () => request(CalendarList, root), ...still })
export const calendarEditionsQuery = (key: string) =>
  queryOptions({ queryKey: [...keys.calendars, key], queryFn: () => request(CalendarEditions, `${root}/${encodeURIComponent(key)}/editions`), ...still })
export const rulesQuery = queryOptions({ queryKey: keys.rules, queryFn: () => request(RuleList, '/desk/promise-rules'), ...still })

export const useSaveCalendar = () => useHoursVerb((body: z.input<typeof KeepCalendar>) => request(SavedEdition, root, { method: 'POST', body }))
export const useRestoreCalendar = (key: string) => useHoursVerb((body: z.input<typeof RestoreEdition>) => request(SavedEdition, `${root}/${encodeURIComponent(key)}/restore`, { method: 'POST', body }))
export const useSaveRule = () => useHoursVerb((body: z.input<typeof KeepRule>) => request(z.unknown(), '/desk/promise-rules', { method: 'POST', body }))

// A calendar changes what rules mean, and a rule which calendars are in use.
const useHoursVerb = <Input, Answer>(verb: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient()
  return useMutation({ mutationFn: verb, onSuccess: () => Promise.all(Object.values(keys).map((queryKey) => client.invalidateQueries({ queryKey }))) })
}
