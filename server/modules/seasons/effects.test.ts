import { expect, test } from 'vitest'
import { effectsOf } from './effects.ts'

const now = new Date('2026-12-20T12:00:00Z')
const clock = { now, soonHours: 72 }
const season = { waitFactor: 2 }
const checkInIn = (hours: number) => ({ checkInAt: new Date(now.getTime() + hours * 3_600_000), inStay: false })
const unknown = { checkInAt: null, inStay: false }

test('outside a season nothing changes for anybody', () => {
  for (const traveller of [unknown, checkInIn(5), checkInIn(500)]) {
    expect(effectsOf(null, traveller, clock)).toEqual({ banner: false, selfServiceFirst: false, comeBackAt: null, waitFactor: 1 })
  }
})

test.each([
  ['in stay', { checkInAt: new Date(now.getTime() - 3_600_000), inStay: true }],
  ['arriving within the hours that go first', checkInIn(71)],
  ['arriving at their very end', checkInIn(72)],
])('who is %s is told, and waits no longer than on any other day', (_who, traveller) => {
  expect(effectsOf(season, traveller, clock)).toEqual({ banner: true, selfServiceFirst: false, comeBackAt: null, waitFactor: 1 })
})

test('who travels later helps themselves first, is told an honest wait and from when they go first', () => {
  expect(effectsOf(season, checkInIn(172), clock)).toEqual({ banner: true, selfServiceFirst: true, comeBackAt: new Date('2026-12-24T16:00:00Z'), waitFactor: 2 })
})

test.each([['of whom no stay is known', unknown], ['whose stay is over', checkInIn(-200)]])('somebody %s is told, and keeps the order of the page', (_who, traveller) => {
  expect(effectsOf(season, traveller, clock)).toEqual({ banner: true, selfServiceFirst: false, comeBackAt: null, waitFactor: 2 })
})
