import { DeskConversation, Me, MyPage, QueuePage } from '#contract/desk'
import type { Lane } from '#contract/queue'
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query'
import { Refused, request } from './request.ts'

export type LaneChoice = Lane | 'all'

export const keys = {
  me: ['me'] as const,
  queue: ['queue'] as const,
  mine: ['mine'] as const,
  offers: ['offers'] as const,
  seasons: ['seasons'] as const,
  phone: ['phone'] as const,
  reports: ['reports'] as const,
  worklist: ['worklist'] as const,
  found: ['found'] as const,
  views: ['views'] as const,
  atRisk: ['at-risk'] as const,
  conversation: (id: string) => ['conversation', id] as const,
}

const pageSize = 50
// The floor under the live stream: whatever an event failed to say is seen within this time.
const floorMs = 45_000

export const meQuery = queryOptions({ queryKey: keys.me, queryFn: () => request(Me, '/desk/me'), staleTime: Infinity, refetchInterval: false })

/** `property`: the number of the one that the list is narrowed to, or nothing. */
export const queueQuery = (lane: LaneChoice, property = '') =>
  infiniteQueryOptions({
    queryKey: [...keys.queue, lane, property],
    queryFn: ({ pageParam }) => request(QueuePage, `/desk/queue?${queueSearch(lane, { property, after: pageParam })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const mineQuery = queryOptions({ queryKey: keys.mine, queryFn: () => request(MyPage, '/desk/mine') })
export const mineAtQuery = (property: string) =>
  queryOptions({ queryKey: [...keys.mine, ...(property && [property])], queryFn: () => request(MyPage, `/desk/mine${property && `?${new URLSearchParams({ property })}`}`) })

// Who goes back to one of the last conversations finds it as it was left, and what has changed meanwhile a moment later.
const keptMs = 15 * 60_000

/** A conversation with its newest entries; fetched again, it goes no less far back than before. `ahead`: nobody has opened it yet. */
export const conversationQuery = (id: string, { ahead = false } = {}) => {
  const queryKey = keys.conversation(id)
  return queryOptions({
    queryKey,
    queryFn: ({ client }) => {
      const from = client.getQueryData<DeskConversation>(queryKey)?.entries[0]?.seq
      const search = new URLSearchParams({ ...(from !== undefined && { from: String(from) }), ...(ahead && { ahead: 'true' }) })
      return request(DeskConversation, `/desk/conversations/${encodeURIComponent(id)}${search.size > 0 ? `?${search}` : ''}`)
    },
    gcTime: keptMs,
  })
}

export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, refetchInterval: floorMs, retry: mayPass, retryDelay: (attempt) => Math.min(8_000, 500 * 2 ** attempt) },
      mutations: { networkMode: 'always' },
    },
  })

const queueSearch = (lane: LaneChoice, { property, after }: { property: string; after: string | null }) => {
  const search = new URLSearchParams({ limit: String(pageSize), ...(property && { property }) })
  if (lane !== 'all') search.set('lane', lane)
  if (after !== null) search.set('after', after)
  return search
}

const passing = ['unreachable', 'unavailable', 'too_many', 'internal']
const mayPass = (failures: number, error: Error) => error instanceof Refused && passing.includes(error.code) && failures < 2
