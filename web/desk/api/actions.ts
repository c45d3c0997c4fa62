import { Claimed, Me, Picked, Redeemed, Written, type ChangeMe, type Close, type Note, type RedeemCode } from '#contract/desk'
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { keys } from './queries.ts'
import { Refused, request } from './request.ts'

const Nothing = z.unknown()

/** A verb of one conversation. */
export const post = <T>(schema: z.ZodType<T>, { id, verb, body = {} }: { id: string; verb: string; body?: unknown }) =>
  request(schema, `/desk/conversations/${encodeURIComponent(id)}/${verb}`, { method: 'POST', body })

export const useTake = (id: string) => useVerb(id, () => post(Claimed, { id, verb: 'take' }))
export const useRelease = (id: string) => useVerb(id, () => post(Nothing, { id, verb: 'release' }))
export const useClose = (id: string) => useVerb(id, (body: Close) => post(Nothing, { id, verb: 'close', body }))
export const useNote = (id: string) => useVerb(id, (body: Note) => post(Written, { id, verb: 'note', body }))

/** Marks the conversation read up to `seq`; a lost call is made again at the next opening. */
export const markRead = (id: string, seq: number) => post(Nothing, { id, verb: 'read', body: { seq } })

/** Takes whoever is next. */
export const usePickNext = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request(Picked, '/desk/queue/next', { method: 'POST', body: {} }),
    onSuccess: ({ conversationId }) => (conversationId === null ? undefined : freshen(client, conversationId)),
  })
}

/** A caller's code opens its conversation and takes it. */
export const useRedeemCode = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RedeemCode) => request(Redeemed, '/desk/caller-codes/redeem', { method: 'POST', body }),
    onSuccess: ({ conversationId }) => freshen(client, conversationId),
  })
}

export const useChangeMe = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: ChangeMe) => request(Me, '/desk/me', { method: 'PATCH', body: change }),
    onMutate: (change) => client.setQueryData<Me>(keys.me, (me) => me && { ...me, ...change }),
    onSuccess: (me) => client.setQueryData(keys.me, me),
    onError: () => client.invalidateQueries({ queryKey: keys.me }),
  })
}

// Every verb changes the conversation and its place, also when it is refused: then somebody else was first.
export const useVerb = <Body, Answer>(id: string, verb: (body: Body) => Promise<Answer>) => {
  const client = useQueryClient()
  const onSettled = (_answer: Answer | undefined, error: Error | null) => (isUnreachable(error) ? undefined : freshen(client, id))
  return useMutation({ mutationFn: verb, onSettled })
}

const isUnreachable = (error: Error | null) => error instanceof Refused && error.code === 'unreachable'

const freshen = (client: QueryClient, id: string) =>
  Promise.all([keys.conversation(id), keys.queue, keys.mine, keys.me].map((queryKey) => client.invalidateQueries({ queryKey })))
