import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys } from '../api/queries.ts'
import { startFeed, type FeedState } from './feed.ts'
import { hearNear, lookAgain } from './near.ts'
import { createRefresher } from './refresh.ts'

/** Keeps what is shown fresh for as long as the desk is open; says whether the stream stands. */
export const useLive = (): FeedState => {
  const client = useQueryClient()
  const [state, setState] = useState<FeedState>('connecting')
  useEffect(() => {
    const refresher = createRefresher(client)
    let stood = false
    const onState = (next: FeedState) => {
      // What happened meanwhile is told from the place where the line broke; what could not be fetched is fetched now.
      if (next === 'live') {
        void client.refetchQueries({ predicate: ({ state: query }) => query.status === 'error' })
        // What the page brought along may be older than the line that tells of changes.
        if (!stood) for (const queryKey of [keys.queue, keys.me]) void client.invalidateQueries({ queryKey })
        stood = true
        lookAgain()
      }
      setState(next)
    }
    const stop = startFeed({ onEvent: refresher.hear, onNear: hearNear, onState })
    return () => {
      stop()
      refresher.stop()
    }
  }, [client])
  return state
}
