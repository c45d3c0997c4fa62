import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newCaseNumber, parseCaseNumber } from '#kernel'
import { ConversationList } from '#contract/public'
import { ask, messageInput, startWorld, threadOf } from '#test/world'
import { excerptOf, stateOf } from './conversation.ts'
import { open, type Opening } from './open.ts'

const world = await startWorld()
const ada = await world.partner('ada')
const mateo = await world.partner('mateo')
const address = '/api/v1/conversations'

const stored = async (submissionId: string) => {
  const { rows } = await sql<{ conversations: number; entries: number; facts: number }>`
    select count(distinct c.id) as conversations, count(distinct e.seq) as entries, count(distinct f.id) as facts
    from conversations.conversation c
    left join conversations.entry e on e.conversation_id = c.id and e.kind = 'message'
    left join platform.fact f on f.conversation_id = c.id and f.name = 'conversation.opened'
    where c.submission_id = ${submissionId}`.execute(world.app.system.db)
  return rows[0]
}

test('L8 R14 | POST /api/v1/conversations | the same submission five times at once is one conversation with five equal answers', async () => {
  const input = messageInput()
  const answers = await Promise.all(Array.from({ length: 5 }, () => ada.call('POST', address, input)))
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 201, body: { caseNumber: expect.stringMatching(/^H-\w{4}-\w{4}$/) } })
  expect(await stored(input.submissionId)).toEqual({ conversations: 1, entries: 1, facts: 1 })
  expect(await ada.call('POST', address, input)).toEqual(answers[0])
})

test('R14 | POST /api/v1/conversations | a submission that comes again with another text is refused and changes nothing', async () => {
  const input = messageInput()
  const { id } = await ask(ada, input)
  expect(await ada.refused('POST', address, { ...input, body: 'Something else.' })).toMatchObject({ status: 409, error: 'already_used' })
  expect((await threadOf(ada, id)).entries.map(({ body }) => body)).toContain(input.body)
  expect(await stored(input.submissionId)).toMatchObject({ conversations: 1, entries: 1 })
})

test('R14 | POST /api/v1/conversations | somebody else’s submission id gives nothing away', async () => {
  const input = messageInput()
  const { id } = await ask(ada, input)
  const refused = await mateo.refused('POST', address, { ...input, propertyId: undefined, confirmationNumber: '4072018665', topic: 'reservations', subtopic: 'other' })
  expect(refused).toEqual({ status: 409, error: 'already_used', detail: {} })
  expect(JSON.stringify(await mateo.get(address, ConversationList))).not.toContain(id)
})

test('R15 | POST /api/v1/conversations | stands in Platform messages at once, as sent', async () => {
  const opened = await ask(ada)
  const [newest] = (await ada.get(address, ConversationList)).conversations
  expect(newest).toMatchObject({ id: opened.id, caseNumber: opened.caseNumber, unread: false, topic: 'rates', subtopic: 'restrictions' })
})

test('two conversations of one person in the same moment are two', async () => {
  const [one, other] = await Promise.all([ask(ada), ask(ada)])
  expect(one.id).not.toBe(other.id)
  expect(one.caseNumber).not.toBe(other.caseNumber)
})

test('of several in the same moment one that the database refuses is refused alone, and a double is the first', async () => {
  const opening = (): Opening => ({
    submissionId: randomUUID(), door: 'partner', channel: 'message', partnerId: null, askerId: null, askerName: 'Ada', propertyId: null, reservationId: null,
    topic: 'rates', subtopic: 'other', locale: 'en', neededRight: 'contact-support', promisedAt: null, body: 'Who am I?',
  })
  const [good, bad, other] = [opening(), { ...opening(), propertyId: randomUUID() }, opening()]
  const [first, second, refused, third] = await Promise.allSettled([good, good, bad, other].map((each) => open(world.system, each)))
  expect(refused).toMatchObject({ status: 'rejected', reason: { constraint: 'conversation_brand_id_property_id_fkey' } })
  expect([first, second].map((each) => each?.status === 'fulfilled' && each.value.repeated).toSorted()).toEqual([false, true])
  expect(third).toMatchObject({ status: 'fulfilled', value: { repeated: false } })
  expect(await stored(good.submissionId)).toEqual({ conversations: 1, entries: 1, facts: 1 })
  expect(await stored(bad.submissionId)).toMatchObject({ conversations: 0 })
})

test('a case number survives being read out, and a wrong character is noticed', () => {
  for (let count = 0; count < 200; count++) {
    const caseNumber = newCaseNumber()
    expect(parseCaseNumber(caseNumber)).toBe(caseNumber)
    expect(parseCaseNumber(caseNumber.slice(2).replace('-', '').toLowerCase())).toBe(caseNumber)
    const last = caseNumber.at(-1)
    expect(parseCaseNumber(caseNumber.slice(0, -1) + (last === '0' ? '1' : '0'))).toBeNull()
  }
  expect(parseCaseNumber('H-12')).toBeNull()
  expect(parseCaseNumber(randomUUID())).toBeNull()
})

test.each([
  ['sent', { asker_seq: 1 }],
  ['received', { asker_seq: 1, received_at: new Date() }],
  ['read', { asker_seq: 1, received_at: new Date(), staff_read_seq: 3 }],
  ['answered', { asker_seq: 1, received_at: new Date(), staff_read_seq: 4, staff_seq: 4 }],
  ['received', { asker_seq: 5, received_at: new Date(), staff_read_seq: 4, staff_seq: 4 }],
  ['closed', { asker_seq: 5, received_at: new Date(), staff_read_seq: 4, staff_seq: 4, closed: true }],
] as const)('the state is %s after %j', (state, marks) => {
  expect(stateOf({ closed: false, received_at: null, staff_seq: 0, staff_read_seq: 0, ...marks })).toBe(state)
})

test('an excerpt is one line of at most 180 characters', () => {
  expect(excerptOf('  Hello\n\n  there ')).toBe('Hello there')
  expect(excerptOf('long '.repeat(100))).toHaveLength(180)
  expect(excerptOf(`${'x'.repeat(178)}🧳🧳`)).toBe(`${'x'.repeat(178)}…`)
})
