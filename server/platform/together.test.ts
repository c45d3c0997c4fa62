import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#kernel'
import { createLog } from '#platform/log'
import { inTransaction, type BaseActor, type Context } from '#platform/postgres'
import { testDatabase } from '#test/postgres'
import { together } from './together.ts'

const { db } = await testDatabase()
const contextOf = (brandId: string): Context<BaseActor> => ({ db, actor: { kind: 'system', brandId, id: null, name: '' }, now: () => new Date(), log: createLog('silent') })
const ctx = contextOf(newId())

const doubling = () => {
  const trips: string[][] = []
  const double = together(async ({ db: at }: Context<BaseActor>, asks: string[]) => {
    trips.push(asks)
    const { rows } = await sql<{ twice: number }>`select n::int * 2 as twice from unnest(${asks}::text[]) with ordinality as a (n, place) order by place`.execute(at)
    return rows.map(({ twice }) => twice)
  })
  return { double, trips }
}

test('who asks in the same moment shares a trip; who asks while trips are under way shares the next', async () => {
  const { double, trips } = doubling()
  const first = [1, 2, 3].map((n) => double(ctx, String(n)))
  await new Promise((resolve) => setImmediate(resolve))
  const later = [4, 5].map((n) => double(ctx, String(n)))
  await new Promise((resolve) => setImmediate(resolve))
  const last = [6, 7].map((n) => double(ctx, String(n)))
  expect(await Promise.all([...first, ...later, ...last])).toEqual([2, 4, 6, 8, 10, 12, 14])
  expect(trips.slice(0, 2)).toEqual([['1', '2', '3'], ['4', '5']])
  expect(trips.flat()).toEqual(['1', '2', '3', '4', '5', '6', '7'])
})

test('what the database refuses is refused to the one who asked for it', async () => {
  const { double, trips } = doubling()
  const answers = await Promise.allSettled(['1', 'none', '3'].map((ask) => double(ctx, ask)))
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'refused'))).toEqual([2, 'refused', 6])
  expect(trips).toEqual([['1', 'none', '3'], ['1'], ['none'], ['3']])
})

test('brands never share a trip, and who is in a transaction asks alone in it', async () => {
  const { double, trips } = doubling()
  await Promise.all([
    double(ctx, '1'), double(contextOf(newId()), '2'),
    inTransaction(ctx, async (tx) => {
      expect(tx.db.isTransaction).toBe(true)
      await double(tx, '3')
    }),
  ])
  expect(trips.toSorted()).toEqual([['1'], ['2'], ['3']])
})

test('more than a hundred go by the hundred', async () => {
  const { double, trips } = doubling()
  const asked = Array.from({ length: 250 }, (_, n) => String(n))
  expect(await Promise.all(asked.map((ask) => double(ctx, ask)))).toEqual(asked.map((ask) => Number(ask) * 2))
  expect(trips.map((trip) => trip.length)).toEqual([100, 100, 50])
})
