import path from 'node:path'
import { expect, test } from 'vitest'
import { articleWork, recordReading, save, vote } from '#articles'
import { createBrand } from '#brand'
import { close, headsByIds, markRead, markSeen, note, open, receive, reply, thread } from '#conversations'
import { propertiesOfPartner, recentReservations, reservationByNumber } from '#directory'
import { createAccount, demoPeople, joinPartner, keepPins, systemActor } from '#identity'
import { createLog } from '#platform/log'
import { answerBy, follow, move, promiseFor } from '#promises'
import { claim, page, place } from '#queue'
import { recordInquiry, zeroHits } from '#search'
import { onDuty } from '#staff'
import { testDatabase } from '#test/postgres'
import { brandInput, importContent, readContent, seedDemo, type DemoPorts } from '../index.ts'
import { fixedId } from './ids.ts'

const database = await testDatabase()
const content = await readContent(path.join(import.meta.dirname, '../../../content'))
const { demo } = content
if (!demo) throw new Error('the shipped content has no demo world')
const { id: brandId } = await createBrand(database.db, { ...brandInput(content.brand), isDemo: true })
const now = new Date('2026-11-22T12:00:00Z')
const ctx = { db: database.forBrand(brandId), actor: systemActor(brandId), now: () => now, log: createLog('silent') }

const ports: DemoPorts = {
  createAccount, joinPartner, answerBy, open, receive, markSeen, claim, markRead, reply, note, close, vote, save, recordReading, recordInquiry, zeroHits,
  keepPins: (at, pins) => keepPins(at, pins, 'a secret of the tests'),
  movePromise: move,
  react: async (at, id) => {
    await follow(at, id)
    await place(at, id)
  },
}
await importContent(ctx, content)
await seedDemo(ctx, demo, ports)

const tables = ['directory.partner', 'directory.property', 'directory.reservation', 'directory.guest', 'conversations.entry', 'identity.account', 'articles.vote', 'articles.saved', 'articles.reading', 'search.inquiry'] as const
const counts = () =>
  Promise.all(tables.map(async (table) => (await ctx.db.selectFrom(table).select((e) => e.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow()).rows))
const conversations = async () => {
  const rows = await ctx.db.selectFrom('conversations.conversation').select('id').execute()
  return [...(await headsByIds(ctx, rows.map(({ id }) => id))).values()]
}
const about = async (subtopic: string) => {
  const found = (await conversations()).find((head) => head.subtopic === subtopic)
  if (!found) throw new Error(`no conversation about ${subtopic}`)
  return found
}

test('the demo world is whole', async () => {
  expect(await counts()).toEqual([5, 12, 400, 400, expect.any(Number), 16, 35, 5, 9, 8])
  expect(await conversations()).toHaveLength(14)
  expect((await demoPeople(ctx)).map(({ name }) => name)).toContain('Ada Lindqvist')
  expect(await onDuty(ctx)).toHaveLength(4)
})

test('making it again leaves conversations as they are and moves the stays to the new today', async () => {
  const before = await counts()
  const tomorrow = new Date(now.getTime() + 86_400_000)
  await seedDemo({ ...ctx, now: () => tomorrow }, demo, ports)
  expect(await counts()).toEqual(before)
  expect(await reservationByNumber(ctx, '4071930548')).toMatchObject({ arrival: '2026-11-23' })
  await seedDemo(ctx, demo, ports)
  expect(await reservationByNumber(ctx, '4071930548')).toMatchObject({ arrival: '2026-11-22', departure: '2026-11-25', guest: { name: 'Liv Dahl' } })
})

test('stays lie around today as their status says, and nobody has booked in the future', async () => {
  const stays = await ctx.db.selectFrom('directory.reservation').select(['arrival', 'departure', 'status', 'booked_at', 'confirmation_number']).execute()
  expect(stays.every(({ booked_at, arrival, departure }) => booked_at <= now && arrival < departure)).toBe(true)
  expect(stays.filter(({ status, departure }) => status === 'stayed' && departure >= '2026-11-22')).toEqual([])
  expect(stays.filter(({ status, departure }) => status === 'booked' && departure < '2026-11-21')).toEqual([])
  expect(new Set(stays.map(({ status }) => status))).toEqual(new Set(['booked', 'cancelled', 'no-show', 'stayed']))
})

test('conversations went as their scripts say, each entry at its time', async () => {
  const states = Object.fromEntries((await conversations()).map(({ subtopic, state }) => [subtopic, state]))
  expect(states).toMatchObject({
    overbooking: 'received', 'star-rating': 'read', 'card-declined': 'answered', 'deal-display': 'closed', 'dispute-booking': 'received',
  })
  const reopened = await thread(ctx, (await about('dispute-booking')).id)
  expect(reopened.entries.map(({ kind }) => kind)).toEqual([
    'message', 'received', 'taken', 'read', 'reply', 'message', 'closed', 'reopened', 'message',
  ])
  expect(reopened.entries.map(({ at }) => at)).toEqual(reopened.entries.map(({ at }) => at).toSorted())
  expect(reopened.entries.at(-1)).toMatchObject({ at: '2026-11-22T10:00:00.000Z', author: { name: 'Elena Ferri' } })
})

test('R16 | hospes seed | a moved promise is there with the reason that the partner reads', async () => {
  const { id } = await about('request-removal')
  expect(await promiseFor(ctx, id)).toMatchObject({ kept: false, moves: [{ reason: expect.stringMatching(/^We have asked the guest/) }] })
})

test('the queue holds those whom nobody has taken, the urgent ones before the others', async () => {
  const { rows } = await page(ctx, { limit: 20 })
  const urgent = rows.filter(({ lane }) => lane === 'first').map(({ conversationId }) => conversationId)
  expect(rows.slice(0, urgent.length).map(({ conversationId }) => conversationId)).toEqual(urgent)
  expect(urgent).toContain((await about('overbooking')).id)
  expect(rows.map(({ conversationId }) => conversationId)).not.toContain((await about('suspicious-booking')).id)
})

test('a partner who looks after several places finds today’s arrivals of each', async () => {
  const partnerId = fixedId(brandId, 'partner', 'northlight')
  expect(await propertiesOfPartner(ctx, partnerId)).toHaveLength(5)
  const recent = await recentReservations(ctx, { partnerId, propertyId: null, limit: 20 })
  expect(recent).toHaveLength(20)
  expect(recent.every(({ arrival }) => Math.abs(Date.parse(arrival) - now.getTime()) < 12 * 86_400_000)).toBe(true)
})

test('R7 | hospes seed | the authors’ list has work in it: what readers of invoices say concerns most of them', async () => {
  const work = await articleWork(ctx, { since: new Date(now.getTime() - 28 * 86_400_000), reviewDays: 180 })
  const [first] = work.toSorted((a, b) => b.people - a.people)
  expect(first).toMatchObject({ kind: 'unhelpful', subject: 'read-your-invoice', locale: 'sv', people: 9, reasons: [{ reason: 'did-not-answer', people: 8 }, { reason: 'not-clear', people: 1 }] })
  expect(first?.texts).toHaveLength(3)
  expect(new Set(work.map(({ kind }) => kind))).toEqual(new Set(['unhelpful', 'missing-translation']))
})
