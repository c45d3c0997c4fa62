import { Holding } from '#contract/casework'
import { EditedReplies, type EditedReply, type ReplyPlace } from '#contract/macros'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { post, useVerb } from './actions.ts'
import { request } from './request.ts'

const Nothing = z.unknown()

export const useRunMacro = (id: string) => useVerb(id, (key: string) => post(Holding, { id, verb: 'macro', body: { key } }))
export const useTakeBackMacro = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'macro/take-back' }))
export const useActNow = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'macro/act-now' }))

export const editedRepliesQuery = queryOptions({ queryKey: ['edited-replies'], queryFn: () => request(EditedReplies, '/desk/saved-replies'), refetchInterval: false })
export const useSaveReply = () => useReplyVerb((body: EditedReply) => request(Nothing, '/desk/saved-replies', { method: 'POST', body }))
export const useRemoveReply = () => useReplyVerb((body: z.infer<typeof ReplyPlace>) => request(Nothing, '/desk/saved-replies/remove', { method: 'POST', body }))

const useReplyVerb = <Body,>(verb: (body: Body) => Promise<unknown>) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: verb,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: editedRepliesQuery.queryKey }), client.invalidateQueries({ queryKey: ['saved-replies'] })]),
  })
}
