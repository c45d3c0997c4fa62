import { expect, test } from 'vitest'
import { codesIn, emptySeason, isWhole, toSend } from './typed.ts'

test('codes are read however they are typed, and a word that is none is noticed', () => {
  expect(codesIn('no, SE;no  dk', 'country')).toEqual(['NO', 'SE', 'DK'])
  expect(codesIn('', 'language')).toEqual([])
  expect(codesIn('Norway', 'country')).toBeNull()
  expect(codesIn('ES fil', 'language')).toEqual(['es', 'fil'])
})

test('a season can be sent once it has a name, a door and, when planned, dates in order', () => {
  const named = { ...emptySeason, name: 'Easter' }
  expect(isWhole(emptySeason)).toBe(false)
  expect(isWhole(named)).toBe(true)
  expect(isWhole({ ...named, doors: [] })).toBe(false)
  expect(isWhole({ ...named, kind: 'planned' })).toBe(false)
  expect(isWhole({ ...named, kind: 'planned', from: '2027-03-28', to: '2027-03-22' })).toBe(false)
  expect(isWhole({ ...named, kind: 'planned', from: '2027-03-22', to: '2027-03-28' })).toBe(true)
})

test('what is sent carries dates when planned and hours when declared', () => {
  const scope = { name: 'Easter', doors: ['guest'], waitFactor: 1.5, topics: [], countries: ['NO'], languages: [] }
  expect(toSend({ ...emptySeason, name: ' Easter ', countries: 'no' })).toEqual({ kind: 'declared', hours: 6, ...scope })
  expect(toSend({ ...emptySeason, name: 'Easter', countries: 'no', kind: 'planned', from: '2027-03-22', to: '2027-03-28' })).toEqual({ kind: 'planned', from: '2027-03-22', to: '2027-03-28', ...scope })
})
