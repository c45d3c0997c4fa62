import type { QueueRow } from '#contract/desk'
import { expect, test } from 'vitest'
import { texts as english } from '../../locales/en/desk-areas.ts'
import { translator } from '../words/texts.ts'
import { queueItems } from './items.ts'

const t = translator(english, 'en-GB')
const row = (conversationId: string, lane: QueueRow['lane']): QueueRow => ({
  conversationId, lane, caseNumber: 'H-0000-0000', dueAt: '2026-11-22T12:00:00Z', waitingSince: '2026-11-22T11:00:00Z', reasons: [], door: 'partner', channel: 'message',
  topic: { key: 'rates', name: 'Rates' }, subtopic: { key: 'other', name: 'Other' }, askerName: 'Ana', partnerName: null, propertyName: null, locale: 'es', excerpt: '',
})

test('lanes stand in their order with the server’s counts, empty ones are left out', () => {
  const items = queueItems(t, { rows: [row('a', 'first'), row('b', 'ordinary'), row('c', 'ordinary')], counts: { safety: 0, first: 1, ordinary: 118 }, more: true })
  expect(items.map((item) => item.id)).toEqual(['first', 'a', 'ordinary', 'b', 'c', 'more'])
  expect(items.flatMap((item) => (item.kind === 'heading' ? [[item.title, item.count]] : []))).toEqual([['First lane', 1], ['Ordinary lane', 118]])
})

test('a conversation that moved between two fetched pages is shown once', () => {
  const items = queueItems(t, { rows: [row('a', 'first'), row('b', 'first'), row('a', 'first')], counts: {}, more: false })
  expect(items.filter((item) => item.kind === 'row').map((item) => item.id)).toEqual(['a', 'b'])
})
