import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { startFeed, type FeedState } from './feed.ts'
import { createRefresher } from './refresh.ts'

/** Keeps what is shown fresh for as long as the desk is open; says whether the stream stands. */
export const useLive = (): FeedState => {
  const client = useQueryClient()
  const [state, setState] = useState<FeedState>('connecting')
  useEffect(() => {
    const refresher = createRefresher(client)
    let wasLost = false
    const onState = (next: FeedState) => {
      if (next === 'live' && wasLost) void client.invalidateQueries()
      wasLost = next === 'lost'
      setState(next)
    }
    const stop = startFeed({ onEvent: refresher.hear, onState })
    return () => {
      stop()
      refresher.stop()
    }
  }, [client])
  return state
}
