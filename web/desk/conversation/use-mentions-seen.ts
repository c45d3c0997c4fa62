import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useSeeMentions } from '../api/casework.ts'
import { mineQuery } from '../api/queries.ts'

/** Whoever opens a conversation in which a colleague has named them has seen it. */
export const useMentionsSeen = (id: string) => {
  const mine = useQuery(mineQuery)
  const seeing = useSeeMentions(id)
  const isNamed = mine.data?.rows.some((row) => row.conversationId === id && row.mention !== null) ?? false
  const see = useEffectEvent(() => seeing.mutate(undefined))
  useEffect(() => {
    if (isNamed) see()
  }, [isNamed])
}
