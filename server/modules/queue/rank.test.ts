import { expect, test } from 'vitest'
import { guestRules, rank, type Waiting } from './rank.ts'

const settings = { urgentStayHours: 48, guestSoonHours: 72 }
const now = new Date('2026-05-12T12:00:00Z')
const inHours = (count: number) => new Date(now.getTime() + count * 3_600_000)

const stay = (checkInHours: number, change: Partial<NonNullable<Waiting['stay']>> = {}): NonNullable<Waiting['stay']> => ({
  checkInAt: inHours(checkInHours), checkInHours, hoursToCheckOut: checkInHours + 45, ...change,
})
const waiting = (change: Partial<Waiting> = {}): Waiting => ({
  door: 'partner', safety: false, urgent: false, waitingSince: now, promisedBy: inHours(24), reopened: false, loyaltyLevel: 0, stay: null, work: 'message', handedTo: null, ...change,
})
const place = (change: Partial<Waiting>) => rank(waiting(change), settings)
const why = (change: Partial<Waiting>) => place(change).reasons.map(({ kind }) => kind)

test.each<[string, Partial<Waiting>, string]>([
  ['a partner’s question', {}, 'ordinary'],
  ['a partner’s urgent matter without a stay', { urgent: true }, 'ordinary'],
  ['an urgent matter about a stay in 47 h', { urgent: true, stay: stay(47) }, 'first'],
  ['an urgent matter about a stay in 48 h', { urgent: true, stay: stay(48) }, 'first'],
  ['an urgent matter about a stay in 48.1 h', { urgent: true, stay: stay(48.1) }, 'ordinary'],
  ['an urgent matter about a guest who is in the house', { urgent: true, stay: stay(-20) }, 'first'],
  ['an urgent matter about a stay that is over', { urgent: true, stay: stay(-60) }, 'ordinary'],
  ['a matter that is not urgent about a stay today', { stay: stay(3) }, 'ordinary'],
  ['a level 3 guest’s stay written about by the partner', { loyaltyLevel: 3, stay: stay(300) }, 'ordinary'],
  ['a suspicious booking', { safety: true }, 'safety'],
  ['a guest without a stay', { door: 'guest' }, 'ordinary'],
  ['a guest who checks in in 72 h', { door: 'guest', stay: stay(72) }, 'first'],
  ['a guest who checks in in 72.1 h', { door: 'guest', stay: stay(72.1) }, 'ordinary'],
  ['a guest in stay', { door: 'guest', stay: stay(-1) }, 'first'],
  ['a guest whose stay is over', { door: 'guest', stay: stay(-60) }, 'ordinary'],
  ['a guest at level 3 months ahead', { door: 'guest', loyaltyLevel: 3, stay: stay(2_000) }, 'first'],
  ['a guest at level 2 months ahead', { door: 'guest', loyaltyLevel: 2, stay: stay(2_000) }, 'ordinary'],
  ['a guest at level 3 who has no stay', { door: 'guest', loyaltyLevel: 3 }, 'first'],
  ['a guest in danger', { door: 'guest', safety: true, stay: stay(500) }, 'safety'],
])('%s stands in the lane where it belongs', (_what, change, lane) => {
  expect(place(change).lane).toBe(lane)
})

test('R51 | queue.rank() | says why, most telling first', () => {
  expect(place({ safety: true }).reasons).toEqual([{ kind: 'safety' }, { kind: 'promise', by: inHours(24).toISOString() }, { kind: 'waiting', since: now.toISOString() }])
  expect(place({ urgent: true, stay: stay(5) }).reasons[0]).toEqual({ kind: 'urgent-stay', checkIn: inHours(5).toISOString() })
  expect(why({ urgent: true, stay: stay(-5) })).toEqual(['in-stay', 'promise', 'waiting'])
  expect(why({ door: 'guest', loyaltyLevel: 3, stay: stay(5) })).toEqual(['check-in-soon', 'loyalty', 'promise', 'waiting'])
  expect(why({ reopened: true })).toEqual(['reopened', 'promise', 'waiting'])
  expect(place({ reopened: true, promisedBy: null })).toMatchObject({ dueAt: inHours(24), reasons: [{ kind: 'reopened' }, { kind: 'waiting' }] })
})

test('the ordinary lane is due when it was promised, whatever else is known', () => {
  expect(place({ stay: stay(1) }).dueAt).toEqual(inHours(24))
  expect(place({ promisedBy: inHours(2) }).dueAt).toEqual(inHours(2))
})

test('the ordinary lane is due within a day whatever was promised, so that nobody is passed by all that comes for a week', () => {
  expect(place({ promisedBy: inHours(120) }).dueAt).toEqual(inHours(24))
})

test('the safety lane is due within half an hour, the first lane within two hours, before check-in and before the promise', () => {
  expect(place({ safety: true }).dueAt).toEqual(inHours(0.5))
  expect(place({ safety: true, promisedBy: inHours(0.1) }).dueAt).toEqual(inHours(0.1))
  expect(place({ urgent: true, stay: stay(30) }).dueAt).toEqual(inHours(2))
  expect(place({ urgent: true, stay: stay(1) }).dueAt).toEqual(inHours(1))
  expect(place({ urgent: true, stay: stay(-10) }).dueAt).toEqual(inHours(2))
  expect(place({ urgent: true, stay: stay(30), promisedBy: inHours(1.5) }).dueAt).toEqual(inHours(1.5))
})

test('R51 | queue.rank() | calls and chats stand in the same lanes, due within minutes, and say so', () => {
  expect(place({ work: 'call' })).toMatchObject({ lane: 'ordinary', dueAt: inHours(1 / 3), reasons: [{ kind: 'on-the-line' }, { kind: 'waiting' }] })
  expect(place({ work: 'chat', door: 'guest', loyaltyLevel: 3 })).toMatchObject({ lane: 'first', dueAt: inHours(1 / 6), reasons: [{ kind: 'loyalty' }, { kind: 'in-chat' }, { kind: 'promise' }, { kind: 'waiting' }] })
  expect(place({ work: 'call', safety: true }).dueAt).toEqual(inHours(1 / 60))
  expect(why({ handedTo: 'finance' })).toEqual(['handed-to-team', 'promise', 'waiting'])
})

test('who waits longer is due sooner, in every lane', () => {
  for (const change of [{}, { work: 'call' }, { safety: true }, { urgent: true, stay: stay(30) }, { door: 'guest', stay: stay(-1) }] as const) {
    const earlier = place({ ...change, waitingSince: inHours(-1), promisedBy: inHours(23) })
    expect(earlier.dueAt.getTime()).toBeLessThan(place(change).dueAt.getTime())
  }
})

test('the operator’s numbers move the bounds', () => {
  const wide = { urgentStayHours: 100, guestSoonHours: 200 }
  expect(rank(waiting({ urgent: true, stay: stay(99) }), wide).lane).toBe('first')
  expect(rank(waiting({ door: 'guest', stay: stay(199) }), wide).lane).toBe('first')
})

test('R34 | queue.rank() | what puts a guest first is what the page about the order names, and nothing else', () => {
  const rules = guestRules(settings)
  expect(rules).toEqual([{ kind: 'in-stay' }, { kind: 'check-in-soon', hours: 72 }, { kind: 'loyalty', level: 3 }])
  const everything = [place({ door: 'guest', loyaltyLevel: 3, stay: stay(5) }), place({ door: 'guest', loyaltyLevel: 3, stay: stay(-5) })]
  const named = new Set(everything.flatMap(({ reasons }) => reasons).map(({ kind }) => kind).filter((kind) => kind !== 'promise' && kind !== 'waiting'))
  expect([...named].toSorted()).toEqual(rules.map(({ kind }) => kind).toSorted())
})

test('what time alone will change is ranked anew then: the hours that go first, check-in, check-out', () => {
  const again = (change: Partial<Waiting>) => place(change).again
  expect(again({ door: 'guest', stay: stay(100) })).toEqual(inHours(28))
  expect(again({ door: 'guest', stay: stay(72) })).toEqual(inHours(72))
  expect(again({ door: 'guest', stay: stay(-10) })).toEqual(inHours(35))
  expect(again({ door: 'guest', stay: stay(-60) })).toBeNull()
  expect(again({ door: 'guest' })).toBeNull()
  expect(again({ stay: stay(100) })).toBeNull()
  expect(again({ urgent: true, stay: stay(100) })).toEqual(inHours(52))
})
