import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { alongLanes, lanesOf } from './lanes.ts'

const isDoor = (address: string) => address === 'guests@'

test('mails of one writer and mails to one conversation keep their order; all others stand beside them', () => {
  const mails = [
    ['1', 'ana@', 'guests@'], ['2', 'bo@', 'guests@'], ['3', 'bo@', 'reply+a@'], ['4', 'cy@', 'reply+a@'], ['5', '', 'guests@'], ['6', 'Ana@', 'reply+b@'], ['7', '', 'bounce+c@'], ['8', '', 'guests@'], ['9', '', 'bounce+c@'],
  ].map(([id = '', sender = '', recipient = '']) => ({ id, sender, recipient }))
  expect(lanesOf(mails, isDoor).toSorted()).toEqual([['1', '6'], ['2', '3', '4'], ['5'], ['7', '9'], ['8']])
  // One that writes to two conversations joins them, in the order they came.
  expect(lanesOf([...mails, { id: '99', sender: 'cy@', recipient: 'reply+b@' }], isDoor).find((lane) => lane.includes('99'))).toEqual(['1', '2', '3', '4', '6', '99'])
})

test('so many lanes at once; one that fails stops behind its failure, the others come to their end, and then it is told', async () => {
  const done: string[] = []
  const state = { now: 0, most: 0 }
  const work = async (id: string) => {
    state.most = Math.max(state.most, ++state.now)
    await wait(1)
    state.now--
    if (id === 'b1') throw new Error('not now')
    done.push(id)
  }
  const lanes = ['a', 'b', 'c', 'd'].map((lane) => [1, 2, 3].map((n) => `${lane}${n}`))
  await expect(alongLanes(lanes, { atOnce: 2, work })).rejects.toThrow('not now')
  expect(state.most).toBe(2)
  for (const lane of ['a', 'c', 'd']) expect(done.filter((id) => id.startsWith(lane))).toEqual([`${lane}1`, `${lane}2`, `${lane}3`])
  expect(done.some((id) => id.startsWith('b'))).toBe(false)
})
