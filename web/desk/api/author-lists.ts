import { FeaturedList, SavedEdition, WordList, type RestoreEdition, type SaveFeatured, type SaveWordList } from '#contract/author-lists'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { request } from './request.ts'

/** What is typed in a list stands until it is saved: nothing is fetched under the writer's hands. */
const still = { refetchInterval: false, refetchOnWindowFocus: false } as const
const wordsPath = (locale: string) => `/desk/words/${encodeURIComponent(locale)}`
const featuredPath = '/desk/featured'

export const wordListQuery = (locale: string) => queryOptions({ queryKey: ['word-list', locale], queryFn: () => request(WordList, wordsPath(locale)), ...still })
export const featuredQuery = queryOptions({ queryKey: ['featured'], queryFn: () => request(FeaturedList, featuredPath), ...still })

export const useSaveWordList = (locale: string) => useListVerb(['word-list', locale], (body: z.input<typeof SaveWordList>) => request(SavedEdition, wordsPath(locale), { method: 'POST', body }))
export const useRestoreWordList = (locale: string) => useListVerb(['word-list', locale], (body: z.input<typeof RestoreEdition>) => request(SavedEdition, `${wordsPath(locale)}/restore`, { method: 'POST', body }))
export const useSaveFeatured = () => useListVerb(['featured'], (body: z.input<typeof SaveFeatured>) => request(SavedEdition, featuredPath, { method: 'POST', body }))
export const useRestoreFeatured = () => useListVerb(['featured'], (body: z.input<typeof RestoreEdition>) => request(SavedEdition, `${featuredPath}/restore`, { method: 'POST', body }))

const useListVerb = <Input, Answer>(queryKey: readonly string[], verb: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient()
  return useMutation({ mutationFn: verb, onSuccess: () => client.invalidateQueries({ queryKey }) })
}
