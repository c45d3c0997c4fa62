import { expect, test } from 'vitest'
import { visitorContext } from '../../app/request.ts'
import { ConversationList } from '#contract/public'
import { QueuePage } from '#contract/desk'
import { deskOf, startWorld } from '#test/world'
import { askForCallBack } from './locked-out.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const form = '/sv/partner/locked-out'
const fields = (propertyNumber: string, change: Record<string, string> = {}) => ({ submissionId: crypto.randomUUID(), propertyNumber, name: 'Ada Lindqvist', text: 'Jag kommer inte in.', ...change })
const ask = (propertyNumber: string, network: string, change: Record<string, string> = {}) => askForCallBack(visitorContext(world.app), { ...fields(propertyNumber, change), locale: 'sv', network })
const callBacks = () => world.app.system.db.selectFrom('conversations.conversation').where('channel', '=', 'callback').selectAll().execute()
const startAfresh = () => world.app.system.db.deleteFrom('platform.rate_limit').execute()

test('R20 | POST /{locale}/partner/locked-out | a known and an unknown property get the same answer, in the same time', async () => {
  const timed = async (number: string) => {
    const began = performance.now()
    const { status, location, headers } = await world.visitor.submit(form, fields(number))
    const kept = Object.fromEntries([...headers].filter(([name]) => name !== 'date'))
    return { answer: { status, location, kept }, ms: performance.now() - began }
  }
  await world.visitor.page(form)
  const known = [await timed('1048213'), await timed('1048213')]
  const unknown = [await timed('9999999'), await timed('9999999')]
  expect(new Set([...known, ...unknown].map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
  expect(known[0]?.answer).toMatchObject({ status: 303, location: '/sv/partner/locked-out/sent' })
  const fastest = (answers: { ms: number }[]) => Math.min(...answers.map(({ ms }) => ms))
  expect(Math.abs(fastest(known) - fastest(unknown))).toBeLessThan(200)
  expect(await callBacks()).toHaveLength(2)
})

test('R20 | POST /{locale}/partner/locked-out | becomes a conversation with the number on file that staff see and nobody else', async () => {
  await startAfresh()
  await world.visitor.submit(form, fields('2210475', { text: 'Ring mig.' }))
  await world.settle()
  const row = (await callBacks()).find(({ excerpt }) => excerpt === 'Ring mig.')
  expect(row).toMatchObject({ topic: 'account', subtopic: 'password-and-login', callback_number: '+442079460958', partner_id: null, asker_id: null })
  const maja = await world.agent('maja')
  expect(await deskOf(maja, row?.id ?? '')).toMatchObject({ channel: 'callback', asker: { name: 'Ada Lindqvist', identity: 'unverified' }, property: { number: '2210475' }, partner: { phoneOnFile: '+442079460958' } })
  expect((await maja.get('/api/v1/desk/queue?limit=200', QueuePage)).rows.map(({ conversationId }) => conversationId)).toContain(row?.id)
  const priya = await world.partner('priya')
  expect(JSON.stringify(await priya.get('/api/v1/conversations', ConversationList))).not.toContain(row?.id)
  expect(await priya.refused('GET', `/api/v1/conversations/${row?.id}`)).toMatchObject({ status: 404 })
})

test('R20 | contact.askForCallBack() | the same submission again is one request', async () => {
  await startAfresh()
  const again = { submissionId: crypto.randomUUID() }
  const before = (await callBacks()).length
  await Promise.all([1, 2, 3].map(() => ask('1048213', '198.51.100.1', again)))
  expect(await callBacks()).toHaveLength(before + 1)
})

test('R20 | POST /{locale}/partner/locked-out | five an hour from one network, and the page says how long to wait', async () => {
  await startAfresh()
  for (let count = 0; count < 5; count++) expect((await world.visitor.submit(form, fields('9999999'))).status).toBe(303)
  const refused = await world.visitor.submit(form, fields('9999999'))
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('3600')
  expect(refused.text).toContain('60')
  await ask('9999999', '203.0.113.5')
})

test('one property is not called back without end, whoever asks from wherever', async () => {
  await startAfresh()
  const before = (await callBacks()).length
  for (let count = 0; count < 12; count++) await ask('1048213', `203.0.113.${count}`)
  expect((await callBacks()).length - before).toBe(5)
  await ask('2210482', '203.0.113.1')
  expect((await callBacks()).length - before).toBe(6)
})

test('what is missing is said at its field, and nothing is sent', async () => {
  await startAfresh()
  const before = (await callBacks()).length
  for (const wrong of [{ propertyNumber: '12' }, { name: '' }, { text: 'x'.repeat(2_001) }]) {
    const refused = await world.visitor.submit(form, { ...fields('1048213'), ...wrong })
    expect(refused.status).toBe(422)
  }
  expect(await callBacks()).toHaveLength(before)
})

test('the page needs no sign-in and names no account', async () => {
  const page = await world.visitor.page(form)
  expect(page.status).toBe(200)
  expect(page.text).not.toMatch(/@skargard|Lindqvist/)
})
