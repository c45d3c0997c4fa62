import { expect, test } from 'vitest'
import { pathOf, readPlace, sheets, writingPath } from './address.ts'

const id = '01990a10-0000-7000-8000-000000000001'

test('every address the desk makes is read back as the same place', () => {
  for (const view of ['queue', 'mine', 'search'] as const) {
    for (const conversationId of [null, id]) expect(readPlace(pathOf(view, conversationId))).toEqual({ view, conversationId })
  }
})

test('an article being written has an address of its own', () => {
  const writing = { key: 'no-show', locale: 'sv' }
  expect(readPlace(writingPath(writing))).toEqual({ view: 'library', conversationId: null, writing })
})

test('what stands by itself has an address and no conversation in it', () => {
  for (const view of sheets) expect(readPlace(pathOf(view))).toEqual({ view, conversationId: null })
  expect(readPlace(`/desk/season/${id}`)).toEqual({ view: null, conversationId: null })
})

test('the bare desk is the queue, and an unknown address leads nowhere', () => {
  expect(readPlace('/desk')).toEqual({ view: 'queue', conversationId: null })
  expect(readPlace('/desk/queue/not-an-id')).toEqual({ view: null, conversationId: null })
  expect(readPlace('/desk/views')).toEqual({ view: null, conversationId: null })
})
