import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { newId } from '#kernel'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/postgres'
import type { SequencedFact } from '../outbox/queries.ts'
import { createJobs, type FactJob, type Jobs, type Listener } from './index.ts'
import { freeLeftClaims, quietSeconds } from './losses.ts'

const { db, connection } = await testDatabase()
const running: Jobs[] = []
const startNode = async (...listeners: Listener[]): Promise<Jobs> => {
  const jobs = createJobs({ db, connection, log: createLog('silent'), listeners, timers: [{ name: 'test.timer', cron: '0 3 * * *', run: async () => undefined }] })
  running.push(jobs)
  await jobs.prepare()
  await jobs.work()
  return jobs
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()))
  await sql`delete from pgboss.job`.execute(db)
})

const fact = (name: string, number = 0): SequencedFact => ({
  id: newId(), brand_id: newId(), name, conversation_id: newId(), partner_id: null, for_asker: false, seq: number, payload: { number }, position: number,
})
const recording = (name: string, ...facts: string[]) => {
  const heard: FactJob[] = []
  return { name, facts, heard, run: async (jobs: readonly FactJob[]) => void heard.push(...jobs) }
}
const done = async (jobs: Jobs) => {
  const until = performance.now() + 8_000
  while ((await jobs.pending()) > 0) {
    if (performance.now() > until) throw new Error('jobs are left')
    jobs.nudge()
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
const waiting = async () => (await sql<{ state: string; retries: number; seconds: number; numbers: number[] }>`
  select state, retry_count as retries, round(extract(epoch from start_after - now()))::int as seconds,
         (select array_agg((f->>'seq')::int) from jsonb_array_elements(data->'facts') f) as numbers
  from pgboss.job where state in ('created', 'retry') and name like 'test.%' and data ? 'facts' order by created_on`.execute(db)).rows
const makeDue = () => sql`update pgboss.job set start_after = now() where state in ('created', 'retry')`.execute(db)

test('each listener hears the facts it listens to, with all they carry, and no others', async () => {
  const [orders, mails] = [recording('test.orders', 'opened', 'closed'), recording('test.mails', 'opened')]
  const jobs = await startNode(orders, mails)
  const opened = fact('opened', 3)
  await db.transaction().execute((tx) => jobs.enqueue(tx, [opened, fact('closed'), fact('nobody listens')]))
  await done(jobs)
  expect(orders.heard.map(({ name }) => name).toSorted()).toEqual(['closed', 'opened'])
  expect(mails.heard).toEqual([{ brandId: opened.brand_id, name: 'opened', conversationId: opened.conversation_id, seq: 3, payload: { number: 3 } }])
})

test('what a transaction that was taken back has handed out never runs', async () => {
  const listener = recording('test.orders', 'opened')
  const jobs = await startNode(listener)
  await db.transaction().execute(async (tx) => {
    await jobs.enqueue(tx, [fact('opened')])
    throw new Error('taken back')
  }).catch(() => undefined)
  expect(await jobs.pending()).toBe(0)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(listener.heard).toEqual([])
})

test('two nodes share the work: many facts are each worked on once', async () => {
  const listener = recording('test.orders', 'opened')
  const [one, other] = [await startNode(listener), await startNode(listener)]
  for (let turn = 0; turn < 20; turn++)
    await db.transaction().execute((tx) => one.enqueue(tx, Array.from({ length: 25 }, (_, index) => fact('opened', turn * 25 + index))))
  await Promise.all([done(one), done(other)])
  expect(listener.heard.map(({ seq }) => seq ?? 0).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index))
})

test('one that cannot be worked on holds no other up: it is tried again by itself, later and later', async () => {
  const state = { broken: true, tries: 0 }
  const heard: number[] = []
  const jobs = await startNode({
    name: 'test.orders', facts: ['opened'],
    run: async (facts) => {
      if (facts.some(({ seq }) => seq === 3) && state.broken) {
        state.tries++
        throw new Error('not now')
      }
      heard.push(...facts.map(({ seq }) => seq ?? 0))
    },
  })
  await db.transaction().execute((tx) => jobs.enqueue(tx, [1, 2, 3, 4, 5].map((number) => fact('opened', number))))
  await eventually(async () => heard.length === 4 && (await waiting())[0]?.numbers.length === 1)
  expect(heard.toSorted()).toEqual([1, 2, 4, 5])
  expect((await waiting())[0]).toMatchObject({ state: 'created', retries: 0, numbers: [3], seconds: expect.toSatisfy((seconds: number) => seconds > 5 && seconds <= 10) })
  await makeDue()
  jobs.nudge()
  await eventually(async () => (await waiting())[0]?.state === 'retry')
  const again = (await waiting())[0]
  expect(again?.seconds).toBeGreaterThan(5)
  state.broken = false
  await makeDue()
  await done(jobs)
  expect(heard.toSorted()).toEqual([1, 2, 3, 4, 5])
  expect(state.tries).toBeGreaterThanOrEqual(3)
})

test('work that the database broke off by going away is done again at once, and counts as no failure', async () => {
  const state = { losses: 2 }
  const heard: number[] = []
  const jobs = await startNode({ name: 'test.orders', facts: ['opened'], run: async (facts) => {
    if (state.losses-- > 0) throw new Error('Connection terminated unexpectedly')
    heard.push(...facts.map(({ seq }) => seq ?? 0))
  } })
  await db.transaction().execute((tx) => jobs.enqueue(tx, [fact('opened', 1), fact('opened', 2)]))
  await done(jobs)
  expect(heard).toEqual([1, 2])
  const { rows } = await sql`select state, retry_count from pgboss.job where name = 'test.orders'`.execute(db)
  expect(rows).toEqual([{ state: 'completed', retry_count: 0 }])
})

test('a claim that was left to nobody is given back and worked on; one that is held or spoken for is not', async () => {
  const listener = recording('test.orders', 'opened')
  const jobs = await startNode(listener)
  const ids = await db.transaction().execute(async (tx) => {
    for (const number of [1, 2, 3]) await jobs.enqueue(tx, [fact('opened', number)])
    const { rows } = await sql<{ id: string }>`
      update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now() - case when data -> 'facts' -> 0 ->> 'seq' = '3' then 0 else ${quietSeconds + 1} end * interval '1 s'
      where name = 'test.orders' returning id`.execute(tx)
    return rows.map(({ id }) => id)
  })
  const { rows: [held] } = await sql<{ id: string }>`select id from pgboss.job where id = any(${ids}::uuid[]) and data -> 'facts' -> 0 ->> 'seq' = '2'`.execute(db)
  expect(await freeLeftClaims(db, { queues: ['test.orders'], held: new Set([held?.id ?? '']) })).toBe(1)
  await eventually(async () => {
    jobs.nudge()
    return listener.heard.length === 1
  })
  expect(listener.heard.map(({ seq }) => seq)).toEqual([1])
})

test('one that failed as often as it may is revived once its cause is mended', async () => {
  const state = { broken: true }
  const heard: number[] = []
  const jobs = await startNode({ name: 'test.orders', facts: ['opened'], run: async (facts) => {
    if (state.broken) throw new Error('not now')
    heard.push(...facts.map(({ seq }) => seq ?? 0))
  } })
  await db.transaction().execute((tx) => jobs.enqueue(tx, [fact('opened', 7)]))
  await sql`update pgboss.job set retry_limit = 0 where state = 'created'`.execute(db)
  jobs.nudge()
  await eventually(async () => (await jobs.failed()) === 1)
  expect(await jobs.pending()).toBe(0)
  state.broken = false
  expect(await jobs.revive()).toBe(1)
  await done(jobs)
  expect(heard).toEqual([7])
  expect(await jobs.failed()).toBe(0)
  expect(await jobs.revive()).toBe(0)
})

test('what a fact asks to be looked at later waits for its time, is no work left over until then, and is then heard once', async () => {
  const heard: FactJob[] = []
  const [soon, late] = [newId(), newId()]
  const later = ({ payload }: FactJob) => (payload.number === 7 ? [{ conversationId: soon, seconds: 0 }, { conversationId: late, seconds: 86_400 * 30 }] : [])
  const jobs = await startNode({ name: 'test.looks', facts: ['arranged'], later, run: async (facts) => void heard.push(...facts) })
  await db.transaction().execute((tx) => jobs.enqueue(tx, [fact('arranged', 7), fact('arranged', 8)]))
  await done(jobs)
  expect(heard.map(({ name, conversationId }) => [name, conversationId])).toEqual([['arranged', soon]])
  const { rows } = await sql<{ days: number; kept: number }>`
    select round(extract(epoch from start_after - now()) / 86400)::int as days, round(extract(epoch from keep_until - now()) / 86400)::int as kept
    from pgboss.job where state = 'created' and data -> 'facts' -> 0 ->> 'conversationId' = ${late}`.execute(db)
  expect(rows).toEqual([{ days: 30, kept: expect.toSatisfy((days: number) => days > 30) }])
})

test('a timer is kept by the database, once for all nodes', async () => {
  await startNode()
  await startNode()
  const { rows } = await sql`select name, cron from pgboss.schedule where name = 'test.timer'`.execute(db)
  expect(rows).toEqual([{ name: 'test.timer', cron: '0 3 * * *' }])
})

const eventually = async (holds: () => Promise<boolean>) => {
  const until = performance.now() + 6_000
  while (!(await holds())) {
    if (performance.now() > until) throw new Error('it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
