import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#kernel'
import { createLog } from '#platform/log'
import { inTransaction, type BaseActor, type Context, type Db } from '#platform/postgres'
import { testDatabase } from '#test/postgres'
import { factsAfter, lastPosition, type SequencedFact } from './queries.ts'
import { record } from './record.ts'
import { startSequencer, type Sequencer } from './sequencer.ts'

const { db, connection } = await testDatabase()
const brandId = newId()
const log = createLog('silent')
const actor: BaseActor = { kind: 'system', brandId, id: null, name: '' }
const ctx: Context<BaseActor> = { db, actor, now: () => new Date(), log }

type Node = Sequencer & { placed: SequencedFact[]; heard: number[] }
const running: Sequencer[] = []
const startNode = async (onFacts: (tx: Db, facts: readonly SequencedFact[]) => Promise<void> = async () => undefined): Promise<Node> => {
  const [placed, heard]: [SequencedFact[], number[]] = [[], []]
  const sequencer = await startSequencer({
    db, connection, log,
    onFacts: async (tx, facts) => {
      await onFacts(tx, facts)
      placed.push(...facts)
    },
    onPosition: (position) => void heard.push(position),
  })
  running.push(sequencer)
  return { ...sequencer, placed, heard }
}
afterEach(async () => {
  for (const sequencer of running.splice(0)) await sequencer.stop()
})

const everything = () => db.selectFrom('platform.fact').selectAll().orderBy('position').execute()
const positions = async () => (await everything()).map(({ position }) => position)
const countTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const eventually = async (holds: () => Promise<boolean> | boolean, withinMs: number) => {
  const until = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > until) throw new Error('it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
// The name of what a writer wrote carries its writer and its count, so that order can be seen.
const write = async (writer: number, count: number) => {
  for (let number = 1; number <= count; number++) {
    await inTransaction(ctx, async (tx) => {
      await record(tx, { name: `writer.${writer}`, seq: number })
      if (number % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 3))
    })
  }
}

test('two nodes that run at once place every fact once, without gaps', async () => {
  const [one, other] = [await startNode(), await startNode()]
  await Promise.all([...countTo(8).map((writer) => write(writer, 60)), ...countTo(20).map(() => one.drain()), ...countTo(20).map(() => other.drain())])
  await one.drain()
  expect(await positions()).toEqual(countTo(480))
  const placed = [...one.placed, ...other.placed].map(({ id }) => id)
  expect(placed).toHaveLength(480)
  expect(new Set(placed).size).toBe(480)
  expect(await lastPosition(db)).toBe(480)
  // Whoever is told of a position is told of ever greater ones, and every node hears of the last.
  await eventually(() => [one, other].every(({ heard }) => heard.includes(480)), 3_000)
})

test('what a transaction that is not committed yet has written comes after it is, wherever its id stands', async () => {
  const node = await startNode()
  const before = await lastPosition(db)
  const held = Promise.withResolvers<void>()
  const slow = inTransaction(ctx, async (tx) => {
    await record(tx, { name: 'slow' })
    await held.promise
  })
  await new Promise((resolve) => setTimeout(resolve, 30))
  await record(ctx, { name: 'quick' })
  await node.drain()
  expect((await factsAfter(db, before, { brandId, partnerId: null })).map(({ name }) => name)).toEqual(['quick'])
  held.resolve()
  await slow
  await node.drain()
  expect((await factsAfter(db, before, { brandId, partnerId: null })).map(({ name, position }) => [name, position])).toEqual([['quick', before + 1], ['slow', before + 2]])
})

test('facts of one conversation keep their order, however its writers came to the lock', async () => {
  const node = await startNode()
  const conversationId = newId()
  await sql`create table if not exists counter (id uuid primary key, seq integer not null)`.execute(db)
  await sql`insert into counter values (${conversationId}, 0)`.execute(db)
  const append = () => inTransaction(ctx, async (tx) => {
    // As a verb does: the fact gets its id before the row's lock is waited for.
    const id = newId()
    await sql`
      with c as (update counter set seq = seq + 1 where id = ${conversationId} returning seq)
      insert into platform.fact (id, brand_id, name, conversation_id, seq) select ${id}::uuid, ${brandId}::uuid, 'counted', ${conversationId}::uuid, seq from c`.execute(tx.db)
  })
  await Promise.all(countTo(150).map(append))
  await node.drain()
  const rows = await db.selectFrom('platform.fact').where('conversation_id', '=', conversationId).orderBy('position').select('seq').execute()
  expect(rows.map(({ seq }) => seq)).toEqual(countTo(150))
})

test('what is done with the facts happens with their placing, or neither does', async () => {
  const before = await positions()
  const broken = { yes: true }
  const node = await startNode(async () => {
    if (broken.yes) throw new Error('the jobs cannot be written')
  })
  await record(ctx, { name: 'tried again' })
  await node.drain()
  expect((await positions()).filter((position) => position !== null)).toEqual(before)
  broken.yes = false
  await node.drain()
  expect((await everything()).at(-1)).toMatchObject({ name: 'tried again', position: before.length + 1 })
})

test('without any notification a fact is placed within the poll', async () => {
  const node = await startNode()
  const before = await lastPosition(db)
  await db.insertInto('platform.fact').values({ id: newId(), brand_id: brandId, name: 'written elsewhere' }).execute()
  await eventually(async () => (await lastPosition(db)) > before, 2_500)
  await eventually(() => node.heard.includes(before + 1), 2_500)
})

test('a lost notification connection is opened again', async () => {
  const node = await startNode()
  const ended = await sql<{ ended: boolean }>`select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name = 'hospes bus' and datname = current_database()`.execute(db)
  expect(ended.rows.length).toBeGreaterThan(0)
  const bus = async () => (await sql`select 1 from pg_stat_activity where application_name = 'hospes bus' and datname = current_database()`.execute(db)).rows.length
  await eventually(async () => (await bus()) === 1, 4_000)
  await record(ctx, { name: 'after the loss' })
  await node.drain()
  expect((await everything()).at(-1)?.name).toBe('after the loss')
})

test('a reader sees the facts of its brand, and a partner only its own that are for askers', async () => {
  const node = await startNode()
  const after = await lastPosition(db)
  const [mine, theirs] = [newId(), newId()]
  await record(ctx, { name: 'mine', partnerId: mine, forAsker: true })
  await record(ctx, { name: 'about me', partnerId: mine })
  await record(ctx, { name: 'theirs', partnerId: theirs, forAsker: true })
  await record({ ...ctx, actor: { ...actor, brandId: newId() } }, { name: 'another brand', partnerId: mine, forAsker: true })
  await node.drain()
  const seen = async (partnerId: string | null) => (await factsAfter(db, after, { brandId, partnerId })).map(({ name }) => name)
  expect(await seen(mine)).toEqual(['mine'])
  expect(await seen(theirs)).toEqual(['theirs'])
  expect(await seen(null)).toEqual(['mine', 'about me', 'theirs'])
})

test('a stopped node is quiet, and others go on', async () => {
  const [one, other] = [await startNode(), await startNode()]
  await one.stop()
  const known = one.placed.length
  await record(ctx, { name: 'later' })
  await other.drain()
  expect(one.placed).toHaveLength(known)
  expect(other.placed.at(-1)?.name).toBe('later')
})
