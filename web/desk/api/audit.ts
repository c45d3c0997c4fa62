import { ReadingsFound } from '#contract/readings'
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { request } from './request.ts'

export const readingsCsv = (look: string) => `/api/v1/desk/readings.csv?${look}`

/** `look` is the query of the address, with a period. */
export const readingsFoundQuery = (look: string) =>
  infiniteQueryOptions({
    queryKey: ['readings-found', look],
    queryFn: ({ pageParam }) => request(ReadingsFound, `/desk/readings?${look}${pageParam === null ? '' : `&after=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  })
