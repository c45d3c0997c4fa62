import { expect, onTestFinished, test } from 'vitest'
import { createNear, type NearNews } from './index.ts'

const maja: NearNews['who'] = { id: 'maja', name: 'Maja', side: 'staff' }
const ada: NearNews['who'] = { id: 'ada', name: 'Ada', side: 'asker' }
const setUp = () => {
  const [time, told] = [{ ms: 0 }, [] as string[]]
  const near = createNear((about) => void told.push(about), () => time.ms)
  onTestFinished(near.stop)
  const say = (does: NearNews['does'], who = maja) => near.hear({ about: 'bergen', who, does })
  const after = (ms: number) => {
    time.ms += ms
    return near.sweep()
  }
  return { near, told, say, after, there: () => near.of('bergen').map(({ id, typing }) => (typing ? `${id} types` : id)) }
}

test('who writes is seen to for six seconds, who looks for thirty, and both fall silent by themselves', () => {
  const { say, after, there, near } = setUp()
  say('types')
  say('looks', ada)
  expect(there()).toEqual(['maja types', 'ada'])
  expect(after(5_900)).toEqual([])
  expect(after(200)).toEqual(['bergen'])
  expect(there()).toEqual(['maja', 'ada'])
  expect(after(24_000)).toEqual(['bergen'])
  expect([there(), near.placesOf('maja')]).toEqual([[], []])
})

test('it is told when it looks different, not when somebody says the same again', () => {
  const { say, told, near } = setUp()
  say('looks')
  say('looks')
  expect(told).toHaveLength(1)
  say('types')
  say('types')
  expect(told).toHaveLength(2)
  say('looks')
  expect(near.of('bergen')).toMatchObject([{ typing: true }])
  expect(near.placesOf('maja')).toEqual(['bergen'])
  say('left')
  say('left')
  expect(told).toHaveLength(3)
  expect(near.of('bergen')).toEqual([])
})
