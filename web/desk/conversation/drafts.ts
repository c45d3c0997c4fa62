import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { dayMs } from '../words/times.ts'

export const draftKinds = ['reply', 'note'] as const
export type DraftKind = (typeof draftKinds)[number]
export type DraftPlace = { agentId: string; conversationId: string; kind: DraftKind }

const Draft = z.object({ text: z.string(), savedAt: z.number() })
const prefix = 'hospes-desk:draft:'
// A text about a person does not stay for ever on a machine that others use.
const keptMs = 14 * dayMs

// What is being written stands here; the browser's storage keeps it over a reload, when it can.
const texts = new Map<string, string>()
const listeners = new Set<() => void>()

const keyOf = ({ agentId, conversationId, kind }: DraftPlace) => `${prefix}${agentId}:${conversationId}:${kind}`

/** What was written and not sent; every tab of this browser sees the same text. */
export const useDraft = (place: DraftPlace): string => useSyncExternalStore(subscribe, () => readDraft(place))

export const readDraft = (place: DraftPlace): string => {
  const key = keyOf(place)
  const text = texts.get(key) ?? parse(localStorage.getItem(key))?.text ?? ''
  texts.set(key, text)
  return text
}

export const writeDraft = (place: DraftPlace, text: string, now: number): void => {
  const key = keyOf(place)
  texts.set(key, text)
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify({ text, savedAt: now }))
  } catch {
    // Storage is full or forbidden: the text lives as long as the tab.
  }
  tell()
}

export const dropOldDrafts = (now: number): void => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const draft = parse(localStorage.getItem(key))
    if (!draft || draft.savedAt < now - keptMs) localStorage.removeItem(key)
  }
}

const tell = () => listeners.forEach((listener) => listener())

const fromAnotherTab = ({ key }: StorageEvent) => {
  if (!key?.startsWith(prefix)) return
  texts.delete(key)
  tell()
}

const subscribe = (listener: () => void) => {
  if (listeners.size === 0) addEventListener('storage', fromAnotherTab)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) removeEventListener('storage', fromAnotherTab)
  }
}

const parse = (stored: string | null) => {
  try {
    return Draft.parse(JSON.parse(stored ?? 'null'))
  } catch {
    return null
  }
}
