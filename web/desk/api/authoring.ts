import {
  ArticleWriting, Difference, DraftSaved, Library, MadeArticle, Previewed, type DraftStep, type KeepArticle, type NewArticle, type Preview, type PublishDraft, type RestoreRevision,
  type SaveDraft,
} from '#contract/authoring'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

export type WritingPlace = { key: string; locale: string }

const keys = { library: ['library'] as const, writing: ({ key, locale }: WritingPlace) => ['writing', key, locale] as const }
const root = '/desk/library'
const at = ({ key, locale }: WritingPlace) => `${root}/${encodeURIComponent(key)}/${encodeURIComponent(locale)}`
const post = <T>(schema: z.ZodType<T>, path: string, body: unknown) => request(schema, path, { method: 'POST', body })

export const libraryQuery = queryOptions({ queryKey: keys.library, queryFn: () => request(Library, root) })
export const writingQuery = (place: WritingPlace) => queryOptions({ queryKey: keys.writing(place), queryFn: () => request(ArticleWriting, at(place)), refetchInterval: false, refetchOnWindowFocus: false })

export const previewQuery = (typed: z.input<typeof Preview>) =>
  queryOptions({ queryKey: ['preview', typed], queryFn: () => post(Previewed, `${root}/preview`, typed), placeholderData: keepPreviousData, staleTime: Infinity, refetchInterval: false })

export const differenceQuery = (place: WritingPlace, { from, to }: { from: number; to: number | null }) =>
  queryOptions({
    queryKey: ['difference', place, from, to], refetchInterval: false,
    queryFn: () => request(Difference, `${at(place)}/difference?${new URLSearchParams({ from: String(from), ...(to === null ? {} : { to: String(to) }) })}`),
  })

export const useNewArticle = () => useAuthoring((article: z.input<typeof NewArticle>) => post(MadeArticle, root, article))
export const useKeepArticle = (key: string) =>
  useAuthoring((change: z.input<typeof KeepArticle>) => request(z.unknown(), `${root}/${encodeURIComponent(key)}`, { method: 'PATCH', body: change }))
export const useSaveDraft = (place: WritingPlace) => useMutation({ mutationFn: (draft: z.input<typeof SaveDraft>) => post(DraftSaved, `${at(place)}/draft`, draft) })
export const useReview = (place: WritingPlace) => useAuthoring((step: z.input<typeof DraftStep>) => post(z.unknown(), `${at(place)}/review`, step))
export const usePublish = (place: WritingPlace) => useAuthoring((step: z.input<typeof PublishDraft>) => post(z.unknown(), `${at(place)}/publish`, step))
export const useDiscard = (place: WritingPlace) => useAuthoring((step: z.input<typeof DraftStep>) => post(z.unknown(), `${at(place)}/discard`, step))
export const useRestore = (place: WritingPlace) => useAuthoring((step: z.input<typeof RestoreRevision>) => post(DraftSaved, `${at(place)}/restore`, step))

/** Every step shows in the library and in all languages of the article; what it changed is there before its caller goes on. */
const useAuthoring = <Input, Answer>(verb: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient()
  const onSuccess = () => Promise.all([['library'], ['writing'], ['worklist'], ['difference']].map((queryKey) => client.invalidateQueries({ queryKey })))
  return useMutation({ mutationFn: verb, onSuccess })
}
