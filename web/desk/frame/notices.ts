import { useSyncExternalStore } from 'react'

/** One line the desk says about what was just done; a failure stays until it is dismissed. */
export type Notice = { id: number; tone: 'done' | 'failed'; text: string }

const doneMs = 6_000
const state = { notice: null as Notice | null, spoken: '', next: 1 }
const listeners = new Set<() => void>()

export const say = (tone: Notice['tone'], text: string) => {
  const notice = { id: state.next++, tone, text }
  show(notice)
  if (tone === 'done') setTimeout(() => dismiss(notice.id), doneMs)
}

export const dismiss = (id: number) => {
  if (state.notice?.id === id) show(null)
}

/** A failure belongs to what one was at; moving on leaves it behind. */
export const dismissFailure = () => {
  if (state.notice?.tone === 'failed') show(null)
}

/** Read out by a screen reader once, seen by nobody. */
export const announce = (text: string) => {
  // The same sentence twice in a row must differ, or the second is not read out.
  state.spoken = state.spoken === text ? `${text}\u00a0` : text
  listeners.forEach((listener) => listener())
}

export const useNotice = () => useSyncExternalStore(subscribe, () => state.notice)
export const useSpoken = () => useSyncExternalStore(subscribe, () => state.spoken)

const show = (notice: Notice | null) => {
  state.notice = notice
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
