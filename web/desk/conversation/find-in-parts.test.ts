import { expect, test } from 'vitest'
import type { Entry } from '#contract/conversations'
import { partAt, partsThatSay, placesIn, soughtHere } from './find-in-parts.ts'
import { threadParts } from './thread-parts.ts'

const entry = (seq: number, kind: Entry['kind'], body: string | null = null): Entry => ({ seq, kind, author: { side: 'asker', name: 'Ada' }, body, at: '2026-05-12T09:00:00.000Z', data: {}, attachments: [] })
const parts = threadParts(
  [entry(1, 'message', 'Översvämning i källaren'), entry(2, 'received'), entry(3, 'read'), entry(4, 'reply', 'Vi kommer till KÄLLAREN i dag.'), entry(5, 'message', 'Tack')],
  { newFrom: null, dayOf: (iso) => iso.slice(0, 10) },
)

test('words are found whatever their capitals and accents, and where they stand in what is written', () => {
  expect(partsThatSay(parts, 'kallaren')).toEqual([1, 3])
  expect(partsThatSay(parts, '  ')).toEqual([])
  expect(placesIn('Åre, are och ÅRE', 'åre').map(([from, to]) => 'Åre, are och ÅRE'.slice(from, to))).toEqual(['Åre', 'are', 'ÅRE'])
  expect(placesIn('e\u0301te\u0301', 'ete')).toEqual([[0, 4]])
})

test('of a search, what stands in the conversation is looked for in it; a name or a number is not', () => {
  expect(soughtHere(parts, 'kommer till')).toBe('kommer till')
  expect(soughtHere(parts, 'Lindqvist översvamning')).toBe('översvamning')
  expect(soughtHere(parts, '4071930548 i')).toBe('')
})

test('an address leads to what was said, or to what happened', () => {
  expect(['#entry-4', '#entry-3', '#entry-99', ''].map((hash) => partAt(parts, hash))).toEqual([3, 2, -1, -1])
})
