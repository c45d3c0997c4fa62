import { Holding, InsertableArticles, KeptDraft, Made, Readings, SavedReplyList, SplitResult, TagList, TakenBack, type ChangeTags, type Hold, type MergeInto, type SaveDraft, type SetReminder, type SplitOff } from '#contract/casework'
import { Attachment } from '#contract/conversations'
import { Colleagues } from '#contract/queue'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { post, useVerb } from './actions.ts'
import { request } from './request.ts'

const Nothing = z.unknown()

export const useHold = (id: string) => useVerb(id, (body: z.infer<typeof Hold>) => post(Holding, { id, verb: 'hold', body }))
export const useTakeBack = (id: string) => useVerb(id, () => post(TakenBack, { id, verb: 'take-back' }))
export const useSendNow = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'send-now' }))

/** What is being written, kept on the server; a lost call is made again with the next change. */
export const keepDraft = (id: string, body: SaveDraft) => post(KeptDraft, { id, verb: 'draft', body })

export const savedRepliesQuery = (id: string, locale: string) =>
  queryOptions({ queryKey: ['saved-replies', id, locale], queryFn: () => request(SavedReplyList, `/desk/conversations/${id}/saved-replies`), refetchInterval: false })
export const insertableQuery = (id: string, q: string) =>
  queryOptions({ queryKey: ['insertable', id, q], queryFn: () => request(InsertableArticles, `/desk/conversations/${id}/articles?${new URLSearchParams({ q })}`), refetchInterval: false, placeholderData: keepPreviousData })
export const tagsQuery = queryOptions({ queryKey: ['tags'], queryFn: () => request(TagList, '/desk/tags'), refetchInterval: false })

export const useSnooze = (id: string) => useVerb(id, (until: string | null) => post(Nothing, { id, verb: 'snooze', body: { until } }))
export const useWake = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'wake' }))
export const useRemind = (id: string) => useVerb(id, (body: z.input<typeof SetReminder>) => post(Made, { id, verb: 'reminders', body }))
export const useFinishReminder = (id: string) => useVerb(id, (reminderId: string) => request(Nothing, `/desk/reminders/${reminderId}/done`, { method: 'POST', body: {} }))
export const useChangeTags = (id: string) => useVerb(id, (body: z.input<typeof ChangeTags>) => post(TagList, { id, verb: 'tags', body }))
export const useLink = (id: string) => useVerb(id, (caseNumber: string) => post(Nothing, { id, verb: 'links', body: { caseNumber } }))
export const useUnlink = (id: string) => useVerb(id, (otherId: string) => post(Nothing, { id, verb: 'unlink', body: { otherId } }))

export const useMerge = (id: string) => useVerb(id, (body: z.input<typeof MergeInto>) => post(Nothing, { id, verb: 'merge', body }))
/** Of the conversation that was merged; `id` is the one it is read in. */
export const useUnmerge = (id: string) => useVerb(id, (fromId: string) => post(Nothing, { id: fromId, verb: 'unmerge' }))
export const useSplit = (id: string) => useVerb(id, (body: z.input<typeof SplitOff>) => post(SplitResult, { id, verb: 'split', body }))
/** Of a conversation that was split off: it is put back where it came from. */
export const useUnsplit = (id: string) => useVerb(id, () => post(SplitResult, { id, verb: 'unsplit' }))
export const useSuspect = (id: string) => useVerb(id, (suspicious: boolean) => post(Nothing, { id, verb: suspicious ? 'suspect' : 'clear' }))
export const useSeeMentions = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'mentions-seen' }))
export const colleaguesQuery = queryOptions({ queryKey: ['colleagues'], queryFn: () => request(Colleagues, '/desk/colleagues'), refetchInterval: false })
export const readingsQuery = (id: string) => queryOptions({ queryKey: ['readings', id], queryFn: () => request(Readings, `/desk/conversations/${id}/readings`), refetchInterval: false })

/** Stores a file to go along with an answer. */
export const uploadFile = (file: File) => {
  const form = new FormData()
  form.append('file', file)
  return request(Attachment, '/desk/files', { method: 'POST', form })
}
