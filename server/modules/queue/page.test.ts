import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { open } from '#conversations'
import { QueuePage } from '#contract/desk'
import { startWorld } from '#test/world'
import { claim } from './claim.ts'
import { place } from './place.ts'
import { page, type QueuePlace } from './reads.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const ada = await world.partner('ada')
const maja = await world.agent('maja')

const ask = async (promisedAt: Date, subtopic = 'other') => {
  const { id } = await open(ada.ctx, {
    submissionId: randomUUID(), door: 'partner', channel: 'message', partnerId: ada.actor.partnerId, askerId: ada.actor.id, askerName: ada.actor.name,
    propertyId: null, reservationId: null, topic: 'reservations', subtopic, locale: 'sv', neededRight: 'contact-support', promisedAt, body: 'A question',
  })
  await place(world.system, id)
  return id
}
const inMinutes = (count: number) => new Date(start.getTime() + count * 60_000)
const everything = async (limit: number, between?: () => Promise<unknown>) => {
  const rows: QueuePlace[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const found = await page(world.system, { limit, after })
    rows.push(...found.rows)
    after = found.next
    await between?.()
  }
  return rows
}
const ids = (rows: readonly QueuePlace[]) => rows.map(({ conversationId }) => conversationId)

// Many of the same minute, so that the place has to be told by more than the time.
const asked = await Promise.all(Array.from({ length: 40 }, (_, number) => ask(inMinutes(600 + (number % 5) * 10))))
await Promise.all(Array.from({ length: 3 }, () => ask(inMinutes(600), 'suspicious-booking')))

test('R51 R50 | GET /api/v1/desk/queue | is read by lane and by due time, with the reasons', async () => {
  const { rows, lanes } = await maja.get('/api/v1/desk/queue?limit=200', QueuePage)
  const order = { safety: 0, first: 1, ordinary: 2 }
  const standing = ({ lane, dueAt, conversationId }: (typeof rows)[number]) => `${order[lane]} ${dueAt} ${conversationId}`
  expect(rows.map(standing)).toEqual(rows.map(standing).toSorted())
  expect(lanes.find(({ lane }) => lane === 'safety')?.waiting).toBe(rows.filter(({ lane }) => lane === 'safety').length)
  expect(rows.every(({ reasons }) => reasons.some(({ kind }) => kind === 'promise'))).toBe(true)
  expect(rows[0]).toMatchObject({ lane: 'safety', reasons: [{ kind: 'safety' }, expect.anything(), expect.anything()] })
})

test('pages of any length give the same list once', async () => {
  const whole = ids(await everything(200))
  for (const limit of [1, 3, 7, 50]) expect(ids(await everything(limit))).toEqual(whole)
  expect(new Set(whole).size).toBe(whole.length)
  expect(whole).toEqual(expect.arrayContaining(asked))
})

test('who is taken or comes while somebody reads moves nobody else', async () => {
  const before = ids(await everything(200))
  const taken = asked.slice(0, 12)
  const came: string[] = []
  const read = ids(await everything(5, async () => {
    const next = taken.pop()
    if (next) await claim(maja.ctx, next)
    came.push(await ask(inMinutes(605)))
  }))
  expect(new Set(read).size).toBe(read.length)
  const stayed = before.filter((id) => !asked.slice(0, 12).includes(id))
  expect(read.filter((id) => stayed.includes(id))).toEqual(stayed)
  expect(ids(await everything(200))).toEqual(expect.arrayContaining(came))
})

test('one lane alone', async () => {
  const { rows } = await maja.get('/api/v1/desk/queue?lane=safety&limit=200', QueuePage)
  expect(rows.length).toBeGreaterThanOrEqual(3)
  expect(new Set(rows.map(({ lane }) => lane))).toEqual(new Set(['safety']))
})

test.each(['x', Buffer.from('[9,"x","y"]').toString('base64url'), Buffer.from('["2",1,2,3]').toString('base64url'), Buffer.from('[{},[],null]').toString('base64url')])(
  'a place to go on from that is none of ours is refused: %s', async (after) => {
    expect(await maja.refused('GET', `/api/v1/desk/queue?after=${after}`)).toMatchObject({ status: 400, error: 'invalid' })
  })
