import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { compare } from './compare.ts'
import { smallPng } from './small-png.ts'

const paper = [250, 248, 244]
const teal = [11, 85, 99]

/** A page of 40 × 30 with a button of this width. */
const page = (button: number, height = 30) => {
  const picture = new PNG({ width: 40, height })
  for (let place = 0; place < 40 * height; place++) {
    const [x, y] = [place % 40, Math.floor(place / 40)]
    picture.data.set([...(x < button && y < 10 ? teal : paper), 255], place * 4)
  }
  return smallPng(PNG.sync.write(picture))
}

test('the same page is the same, however often it is taken', () => {
  expect(page(12).equals(page(12))).toBe(true)
  expect(compare(page(12), page(12))).toEqual({ state: 'same', percent: 0, difference: null })
  expect(compare(null, page(12)).state).toBe('new')
})

test('a wider button is found, measured and shown in red', () => {
  const { state, percent, difference } = compare(page(12), page(18))
  expect([state, percent]).toEqual(['changed', 5])
  const { data } = PNG.sync.read(difference ?? Buffer.alloc(0))
  const at = (x: number, y: number) => [...data.subarray((y * 40 + x) * 4, (y * 40 + x) * 4 + 3)]
  expect([at(15, 5), at(30, 20)]).toEqual([[255, 0, 0], expect.not.arrayContaining([0])])
})

test('a longer page differs by what it has more', () => {
  expect(compare(page(12), page(12, 40))).toMatchObject({ state: 'changed', percent: 25 })
})
