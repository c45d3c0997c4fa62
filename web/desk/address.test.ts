import { expect, test } from 'vitest'
import { pathOf, readPlace } from './address.ts'

const id = '01990a10-0000-7000-8000-000000000001'

test('every address the desk makes is read back as the same place', () => {
  for (const view of ['queue', 'mine'] as const) {
    for (const conversationId of [null, id]) expect(readPlace(pathOf(view, conversationId))).toEqual({ view, conversationId })
  }
})

test('the bare desk is the queue, and an unknown address leads nowhere', () => {
  expect(readPlace('/desk')).toEqual({ view: 'queue', conversationId: null })
  expect(readPlace('/desk/queue/not-an-id')).toEqual({ view: null, conversationId: null })
  expect(readPlace('/desk/views')).toEqual({ view: null, conversationId: null })
})
