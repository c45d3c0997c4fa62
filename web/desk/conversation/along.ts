import type { Attachment } from '#contract/conversations'
import { useSyncExternalStore } from 'react'

export type Kept = Attachment & { preview: string | null }
export type Along = { files: readonly Kept[]; /** It asks something back: the promise waits for the asker. */ asks: boolean }

const nothing: Along = { files: [], asks: false }
const known = new Map<string, Along>()
const listeners = new Set<() => void>()

/** What goes along with the answer being written; it stays while one looks at another conversation, as long as the tab. */
export const alongOf = (conversationId: string): Along => known.get(conversationId) ?? nothing

/** Which files these are, to tell one set from another. */
export const idsOf = (files: readonly Pick<Attachment, 'id'>[]): string[] => files.map(({ id }) => id)

export const setAlong = (conversationId: string, change: Partial<Along>): void => {
  known.set(conversationId, { ...alongOf(conversationId), ...change })
  listeners.forEach((listener) => listener())
}

export const useAlong = (conversationId: string): Along => useSyncExternalStore(subscribe, () => alongOf(conversationId))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
