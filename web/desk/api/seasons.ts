import type { Door } from '#contract/content'
import { WrongDoorList } from '#contract/doors'
import { TopicTree } from '#contract/public'
import { MadeSeason, SeasonList, type NewSeason } from '#contract/seasons'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import type { DeskLocale } from '../words/texts.ts'
import { keys } from './queries.ts'
import { request } from './request.ts'

export const seasonsQuery = queryOptions({ queryKey: keys.seasons, queryFn: () => request(SeasonList, '/desk/seasons') })

/** The first level of a door's tree of reasons. */
export const topicsQuery = (door: Door, locale: DeskLocale) =>
  queryOptions({ queryKey: ['topics', door, locale], queryFn: () => request(TopicTree, `/topics?${new URLSearchParams({ door, locale })}`), staleTime: Infinity, refetchInterval: false })

export const wrongDoorsQuery = queryOptions({ queryKey: ['wrong-doors'], queryFn: () => request(WrongDoorList, '/desk/wrong-doors') })

export const useMakeSeason = () => useSeasonVerb((season: z.input<typeof NewSeason>) => request(MadeSeason, '/desk/seasons', { method: 'POST', body: season }))
export const useEndSeason = () => useSeasonVerb((id: string) => request(z.unknown(), `/desk/seasons/${encodeURIComponent(id)}/end`, { method: 'POST', body: {} }))

const useSeasonVerb = <Input, Answer>(verb: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient()
  return useMutation({ mutationFn: verb, onSettled: () => client.invalidateQueries({ queryKey: keys.seasons }) })
}
