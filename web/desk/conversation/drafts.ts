import { draftKinds, type DraftKind, type SavedDraft } from '#contract/casework'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { keepDraft } from '../api/casework.ts'
import { dayMs } from '../words/times.ts'

export { draftKinds, type DraftKind }
export type DraftPlace = { agentId: string; conversationId: string; kind: DraftKind }

const Draft = z.object({ text: z.string(), savedAt: z.number() })
const prefix = 'hospes-desk:draft:'
// A text about a person does not stay for ever on a machine that others use.
const keptMs = 14 * dayMs

// What is being written stands here; the browser's storage keeps it over a reload, when it can.
const texts = new Map<string, string>()
const listeners = new Set<() => void>()
// Written here since the tab was opened: nothing from elsewhere replaces it.
const touched = new Set<string>()

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
  touched.add(key)
  store(key, text, now)
  keepSoon(place, text)
}

const store = (key: string, text: string, now: number) => {
  texts.set(key, text)
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify({ text, savedAt: now }))
  } catch {
    // Storage is full or forbidden: the text lives as long as the tab.
  }
  tell()
}

/** Takes over what was written on another machine, unless something newer stands here. */
export const adoptDraft = (place: DraftPlace, { body, savedAt }: SavedDraft): void => {
  const key = keyOf(place)
  kept.set(key, body)
  const here = parse(localStorage.getItem(key))
  if (touched.has(key) || (here && here.savedAt >= Date.parse(savedAt)) || readDraft(place) === body) return
  store(key, body, Date.parse(savedAt))
}

const keepAfterMs = 800
// What the server has of each text, and what is about to be sent to it.
const kept = new Map<string, string>()
const soon = new Map<string, ReturnType<typeof setTimeout>>()

const keepSoon = (place: DraftPlace, text: string) => {
  const key = keyOf(place)
  clearTimeout(soon.get(key))
  soon.set(key, setTimeout(() => {
    if ((kept.get(key) ?? '') === text) return
    kept.set(key, text)
    keepDraft(place.conversationId, { kind: place.kind, body: text }).catch(() => kept.delete(key))
  }, keepAfterMs))
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
