import type { SavedView } from '#contract/casework'
import { Made, SavedViews, type NewView } from '#contract/casework'
import { BulkResult, FoundConversations, FoundProperties, type Bulk } from '#contract/found'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { keys } from './queries.ts'
import { request } from './request.ts'

const pageSize = 50

/** `filters` is the query of the address. */
export const foundQuery = (filters: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.found, filters],
    queryFn: ({ pageParam }) => request(FoundConversations, `/desk/search?${searchOf(filters, pageParam)}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

const searchOf = (filters: string, after: string | null) => {
  const search = new URLSearchParams(filters)
  search.set('limit', String(pageSize))
  if (after !== null) search.set('after', after)
  return search
}

const mostSuggested = 8
export const suggestionsQuery = (q: string) =>
  queryOptions({ queryKey: ['suggested', q], queryFn: () => request(FoundConversations, `/desk/search?${new URLSearchParams({ q, limit: String(mostSuggested) })}`), refetchInterval: false })

export const propertiesQuery = (q: string) =>
  queryOptions({ queryKey: ['properties', q], queryFn: () => request(FoundProperties, `/desk/properties?${new URLSearchParams({ q })}`), refetchInterval: false, placeholderData: keepPreviousData })

export const viewsQuery = queryOptions({ queryKey: keys.views, queryFn: () => request(SavedViews, '/desk/views'), refetchInterval: false })

export const useSaveView = () => useViewVerb((view: NewView) => request(Made, '/desk/views', { method: 'POST', body: view }))
export const useDropView = () => useViewVerb(({ id }: SavedView) => request(z.unknown(), `/desk/views/${id}/drop`, { method: 'POST', body: {} }))

const useViewVerb = <Input, Answer>(verb: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient()
  return useMutation({ mutationFn: verb, onSettled: () => client.invalidateQueries({ queryKey: keys.views }) })
}

export const useBulk = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof Bulk>) => request(BulkResult, '/desk/bulk', { method: 'POST', body }),
    onSettled: () => client.invalidateQueries(),
  })
}
