import { Near, type NearEvent, type NearState } from '#contract/live'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { request } from '../api/request.ts'

type People = Near['people']
const nobody: People = []
const known = new Map<string, People>()
const changed = new EventTarget()

const heard = new Map<string, number>()

/** Takes in who is near a conversation now. */
export const hearNear = ({ conversationId, people }: NearEvent) => {
  heard.set(conversationId, (heard.get(conversationId) ?? 0) + 1)
  show(conversationId, people)
}

const show = (conversationId: string, people: People) => {
  known.set(conversationId, people)
  changed.dispatchEvent(new Event('changed'))
}

/** The line stands again: what was told in passing meanwhile is asked for. */
export const lookAgain = () => void changed.dispatchEvent(new Event('again'))

const againMs = 20_000
const typingMs = 3_000

/** Says for as long as a conversation is on the screen that it is looked at; gives who else is there, and how to say that one writes. */
export const useNear = (conversationId: string): { people: People; writes: () => void } => {
  const said = useRef(-Infinity)
  const say = useCallback(
    (does: NearState['does']) => {
      const before = heard.get(conversationId)
      // An answer that is overtaken by what the line tells is older than it. Nothing hangs on it: what is lost is said again soon.
      const take = ({ people }: Near) => void (heard.get(conversationId) === before && show(conversationId, people))
      return request(Near, `/desk/conversations/${encodeURIComponent(conversationId)}/near`, { method: 'POST', body: { does } }).then(take, () => undefined)
    },
    [conversationId],
  )
  useEffect(() => {
    const look = () => void (document.visibilityState === 'visible' && say('looks'))
    look()
    const timer = setInterval(look, againMs)
    document.addEventListener('visibilitychange', look)
    changed.addEventListener('again', look)
    return () => {
      clearInterval(timer)
      changed.removeEventListener('again', look)
      document.removeEventListener('visibilitychange', look)
      known.delete(conversationId)
      void say('left').finally(() => known.delete(conversationId))
    }
  }, [conversationId, say])
  const writes = useCallback(() => {
    if (performance.now() - said.current < typingMs) return
    said.current = performance.now()
    void say('types')
  }, [say])
  return { people: useSyncExternalStore(subscribe, () => known.get(conversationId) ?? nobody), writes }
}

const subscribe = (listener: () => void) => {
  changed.addEventListener('changed', listener)
  return () => changed.removeEventListener('changed', listener)
}
