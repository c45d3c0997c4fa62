import type { ShownAction } from '#contract/macros'
import { useSyncExternalStore } from 'react'

/** What acts with the answer being written; it lives as long as the tab. */
export type Attached = { key: string; name: string; actions: ShownAction[] }

const known = new Map<string, Attached>()
const listeners = new Set<() => void>()

export const attach = (conversationId: string, macro: Attached | null): void => {
  if (macro) known.set(conversationId, macro)
  else known.delete(conversationId)
  listeners.forEach((listener) => listener())
}

export const useAttached = (conversationId: string): Attached | null => useSyncExternalStore(subscribe, () => known.get(conversationId) ?? null)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
