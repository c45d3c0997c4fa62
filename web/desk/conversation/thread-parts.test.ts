import type { Entry, EntryKind } from '#contract/conversations'
import { expect, test } from 'vitest'
import { saidAfter, threadParts } from './thread-parts.ts'

const entries = (...kinds: [EntryKind, Entry['author']['side']][]): Entry[] =>
  kinds.map(([kind, side], place) => ({
    seq: place + 1,
    kind,
    author: { side, name: side },
    body: null,
    data: {},
    at: `2026-11-2${place < 3 ? 1 : 2}T10:00:00Z`,
    attachments: [],
  }))

const thread = entries(['message', 'asker'], ['received', 'system'], ['taken', 'staff'], ['read', 'staff'], ['reply', 'staff'], ['message', 'asker'], ['note', 'staff'])
const dayOf = (iso: string) => iso.slice(0, 10)

test('what happened is grouped quietly between what was said, with a line per day', () => {
  expect(threadParts(thread, { newFrom: null, dayOf }).map((part) => part.kind)).toEqual(['day', 'said', 'happened', 'day', 'happened', 'said', 'said', 'said'])
})

test('the line "new" stands above the first message nobody has read, never above a whole thread', () => {
  expect(threadParts(thread, { newFrom: 6, dayOf }).map((part) => part.kind).indexOf('new')).toBe(6)
  expect(threadParts(thread, { newFrom: 1, dayOf }).some((part) => part.kind === 'new')).toBe(false)
})

test('what came in between is what was said, not what happened', () => {
  expect(saidAfter(thread, 1).map((entry) => entry.seq)).toEqual([5, 6, 7])
})
