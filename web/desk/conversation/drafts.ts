import { draftKinds, type DraftKind, type SavedDraft } from '#contract/casework'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { keepDraft } from '../api/casework.ts'
import { dayMs } from '../words/times.ts'
import { alongOf, idsOf, setAlong } from './along.ts'

export { draftKinds, type DraftKind }
export type DraftPlace = { agentId: string; conversationId: string; kind: DraftKind }

const Draft = z.object({ text: z.string(), savedAt: z.number() })
const prefix = 'hospes-desk:draft:'
// A text about a person does not stay for ever on a machine that others use.
const keptMs = 14 * dayMs

// What is being written stands here; the browser's storage keeps it over a reload, when it can.
const texts = new Map<string, string>()
const listeners = new Set<() => void>()
// Written here since the tab was opened.
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
  keepSoon(place)
}

/** Other files go along than before: that is kept as the words are. */
export const keepFiles = (place: DraftPlace): void => {
  touched.add(keyOf(place))
  keepSoon(place)
}

// Files go along with answers alone.
const filesAt = ({ kind, conversationId }: DraftPlace): string[] => (kind === 'reply' ? idsOf(alongOf(conversationId).files) : [])
const isSame = (some: readonly string[], others: readonly string[]) => some.join() === others.join()

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

/**
 * Takes over what was written, sent or thrown away on another machine, when the server has it later than anything of this tab; what was
 * typed here since the last time it was kept stays, and is kept next. Also in a field that has the focus: who comes back to a machine
 * that slept must not find there, and send again, what they have sent from another.
 */
export const adoptDraft = (place: DraftPlace, { body, files, savedAt }: SavedDraft): void => {
  const key = keyOf(place)
  const known = kept.get(key)
  const at = Date.parse(savedAt)
  if (known && known.at >= at) return
  const text = readDraft(place)
  const own = filesAt(place)
  const isOfThisTab = known !== undefined || touched.has(key)
  kept.set(key, { body, fileIds: idsOf(files), at })
  const isNewer = text !== (known?.body ?? '') && (isOfThisTab || (parse(localStorage.getItem(key))?.savedAt ?? 0) >= at)
  if (!isNewer && text !== body) store(key, body, at)
  const hasOtherFiles = isOfThisTab && !isSame(own, known?.fileIds ?? [])
  if (place.kind === 'reply' && !hasOtherFiles && !isSame(own, idsOf(files))) setAlong(place.conversationId, { files: files.map((file) => ({ ...file, preview: null })) })
}

const keepAfterMs = 800
// What the server has of each text, by its own clock, as far as this tab knows; one on its way there is later than all.
type KeptText = { body: string; fileIds: string[]; at: number }
const kept = new Map<string, KeptText>()
const soon = new Map<string, ReturnType<typeof setTimeout>>()

const keepSoon = (place: DraftPlace) => {
  const key = keyOf(place)
  clearTimeout(soon.get(key))
  soon.set(key, setTimeout(() => {
    const before = kept.get(key)
    const text = readDraft(place)
    const fileIds = filesAt(place)
    if ((before?.body ?? '') === text && isSame(before?.fileIds ?? [], fileIds)) return
    const going = { body: text, fileIds, at: Infinity }
    kept.set(key, going)
    const arrived = ({ savedAt }: { savedAt: string }) => settle(key, going, { body: text, fileIds, at: Date.parse(savedAt) })
    keepDraft(place.conversationId, { kind: place.kind, body: text, fileIds }).then(arrived, () => settle(key, going, before))
  }, keepAfterMs))
}

/** Unless the next is on its way already. */
const settle = (key: string, going: object, now: KeptText | undefined) => {
  if (kept.get(key) !== going) return
  if (now) kept.set(key, now)
  else kept.delete(key)
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
