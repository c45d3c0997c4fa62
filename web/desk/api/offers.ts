import { Redeemed } from '#contract/desk'
import { Colleagues, Decisions, Offers, type HandOver } from '#contract/queue'
import { TrialResult, type SeasonTrial } from '#contract/simulation'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { post, useVerb } from './actions.ts'
import { keys } from './queries.ts'
import { request } from './request.ts'

const Nothing = z.unknown()

export const offersQuery = queryOptions({ queryKey: keys.offers, queryFn: () => request(Offers, '/desk/offers') })
export const decisionsQuery = (id: string) => queryOptions({ queryKey: [...keys.conversation(id), 'decisions'], queryFn: () => request(Decisions, `/desk/conversations/${encodeURIComponent(id)}/decisions`) })
export const colleaguesQuery = queryOptions({ queryKey: ['colleagues'], queryFn: () => request(Colleagues, '/desk/colleagues'), staleTime: 0 })

/** Says that this desk is open. A lost word is said again half a minute later. */
export const sayHere = () => request(Nothing, '/desk/presence', { method: 'POST', body: {} }).catch(() => undefined)

export const useAcceptOffer = () => useOfferVerb((id: string) => request(Redeemed, `/desk/offers/${encodeURIComponent(id)}/accept`, { method: 'POST', body: {} }))
export const useDeclineOffer = () => useOfferVerb((id: string) => request(Nothing, `/desk/offers/${encodeURIComponent(id)}/decline`, { method: 'POST', body: {} }))

const useOfferVerb = <Answer>(verb: (id: string) => Promise<Answer>) => {
  const client = useQueryClient()
  const onSettled = () => Promise.all([keys.offers, keys.queue, keys.mine, keys.me].map((queryKey) => client.invalidateQueries({ queryKey })))
  return useMutation({ mutationFn: verb, onSettled })
}

export const useHandOver = (id: string) => useVerb(id, (body: HandOver) => post(Nothing, { id, verb: 'hand-over', body }))

export const useTrySeason = () => useMutation({ mutationFn: (body: SeasonTrial) => request(TrialResult, '/desk/simulations', { method: 'POST', body }) })
