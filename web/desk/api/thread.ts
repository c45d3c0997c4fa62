import { Places, ThreadStretch } from '#contract/thread'
import { queryOptions } from '@tanstack/react-query'
import { keys } from './queries.ts'
import { request } from './request.ts'

const pageSize = 100

/** What is older than the entry `before`, at least back to `from`. */
export const olderEntries = (id: string, { before, from }: { before: number; from?: number | undefined }): Promise<ThreadStretch> =>
  request(ThreadStretch, `/desk/conversations/${encodeURIComponent(id)}/entries?${new URLSearchParams({ before: String(before), limit: String(pageSize), ...(from && { from: String(from) }) })}`)

/** Where words stand in a conversation; `loose`: else the first of them that does. Asked again when something is said. */
export const placesQuery = (id: string, q: string, loose = false) =>
  queryOptions({
    queryKey: [...keys.conversation(id), 'find', q, loose],
    queryFn: () => request(Places, `/desk/conversations/${encodeURIComponent(id)}/find?${new URLSearchParams({ q, loose: String(loose) })}`),
    refetchInterval: false,
  })
