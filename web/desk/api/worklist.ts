import { Worklist, type Work, type WorklistQuery } from '#contract/articles'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { keys } from './queries.ts'
import { request } from './request.ts'

export const worklistQuery = (filter: WorklistQuery) =>
  queryOptions({
    queryKey: [...keys.worklist, filter],
    queryFn: () => request(Worklist, `/desk/worklist?${new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`),
    placeholderData: keepPreviousData,
  })

export const useWorkDone = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, subject, locale }: Work) => request(z.unknown(), '/desk/worklist/done', { method: 'POST', body: { kind, subject, locale } }),
    // Not waited for: whoever pressed the button is told while it still stands.
    onSettled: () => void client.invalidateQueries({ queryKey: keys.worklist }),
  })
}
