import { Answered, CallLog, Colleagues, ContactHoursState, DeskPhone, type FinishCall, type LogCall } from '#contract/phone'
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { keys } from './queries.ts'
import { request } from './request.ts'

const Nothing = z.unknown()

export const phoneQuery = queryOptions({ queryKey: keys.phone, queryFn: () => request(DeskPhone, '/desk/phone') })
export const callLogQuery = queryOptions({ queryKey: [...keys.phone, 'log'], queryFn: () => request(CallLog, '/desk/calls') })
export const colleaguesQuery = queryOptions({ queryKey: [...keys.phone, 'colleagues'], queryFn: () => request(Colleagues, '/desk/phone/colleagues'), staleTime: 0, refetchInterval: 3_000 })
export const contactHoursQuery = (id: string) =>
  queryOptions({ queryKey: [...keys.phone, 'hours', id], queryFn: () => request(ContactHoursState, `/desk/conversations/${encodeURIComponent(id)}/contact-hours`), staleTime: 0 })

const post = (id: string, verb: string, body: unknown = {}) => request(Nothing, `/desk/calls/${encodeURIComponent(id)}/${verb}`, { method: 'POST', body })

/** What an agent does with a call; each is seen at once on the telephone and in the lists. */
export const useCallVerbs = (id: string) => ({
  answer: useVerb(() => request(Answered, `/desk/calls/${encodeURIComponent(id)}/answer`, { method: 'POST', body: {} })),
  decline: useVerb(() => post(id, 'decline')),
  hold: useVerb((held: boolean) => post(id, 'hold', { held })),
  mute: useVerb((muted: boolean) => post(id, 'mute', { muted })),
  press: useVerb((digits: string) => post(id, 'keys', { keys: digits })),
  ask: useVerb((agentId: string) => post(id, 'ask', { agentId })),
  endAsking: useVerb((handOver: boolean) => post(id, 'end-asking', { handOver })),
  hangUp: useVerb(() => post(id, 'hang-up')),
  finish: useVerb((body: z.input<typeof FinishCall>) => post(id, 'finish', body)),
})

export const useRing = (conversationId: string) =>
  useVerb((outsideHours: boolean) => request(Nothing, `/desk/conversations/${encodeURIComponent(conversationId)}/ring`, { method: 'POST', body: { outsideHours } }))
export const useLogCall = (conversationId: string) =>
  useVerb((body: LogCall) => request(Nothing, `/desk/conversations/${encodeURIComponent(conversationId)}/log-call`, { method: 'POST', body }))

const useVerb = <Body = void, Answer = unknown>(verb: (body: Body) => Promise<Answer>) => {
  const client = useQueryClient()
  return useMutation({ mutationFn: verb, onSettled: () => freshen(client) })
}

const freshen = (client: QueryClient) => Promise.all([keys.phone, keys.queue, keys.mine, ['conversation']].map((queryKey) => client.invalidateQueries({ queryKey })))
