import { AtRisk, PromiseClock } from '#contract/promises'
import { queryOptions } from '@tanstack/react-query'
import { keys } from './queries.ts'
import { request } from './request.ts'

export const clockQuery = (id: string) => queryOptions({ queryKey: [...keys.conversation(id), 'promise'], queryFn: () => request(PromiseClock, `/desk/conversations/${encodeURIComponent(id)}/promise`) })
export const atRiskQuery = queryOptions({ queryKey: keys.atRisk, queryFn: () => request(AtRisk, '/desk/promises-at-risk') })
