import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Connection, Db } from '../postgres/index.ts'
import type { SequencedFact } from '../outbox/queries.ts'
import { createLosses, type Losses } from './losses.ts'

export type FactJob = {
  brandId: string
  name: string
  conversationId: string | null
  seq: number | null
  payload: Record<string, unknown>
}
/**
 * A module's reaction to facts of others, many at a time. They may come twice and in any order: `run` looks at what is true
 * now. When it throws, its facts are tried one by one, so that one that cannot be worked on holds no other up.
 */
export type Listener = {
  name: string
  facts: readonly string[]
  /** What a fact asks to be looked at later: each conversation gets a job of its own that waits for its time. */
  later?: (fact: FactJob) => readonly Later[]
  run: (facts: readonly FactJob[]) => Promise<void>
}
export type Later = { conversationId: string; seconds: number }
/** Work by the clock: `cron` in UTC. */
export type Timer = { name: string; cron: string; run: () => Promise<void> }
export type JobsOptions = { db: Db; connection: Connection; log: Logger; listeners: readonly Listener[]; timers: readonly Timer[] }
export type Jobs = {
  /** Makes the queues; needed before facts can be handed out. */
  prepare(): Promise<void>
  /** Starts taking jobs on this node. */
  work(): Promise<void>
  /** One job per listener with the facts it listens to, in the caller's transaction. */
  enqueue(tx: Db, facts: readonly SequencedFact[]): Promise<void>
  /** Looks for work now instead of at the next poll. */
  nudge(): void
  /** Gives jobs that failed for good another try: what kept them from running may have been mended since. */
  revive(): Promise<number>
  /** Jobs not finished yet, whatever their state; those that wait for their time are not among them. */
  pending(): Promise<number>
  /** Jobs that failed as often as they may; they wait for the next `revive`. */
  failed(): Promise<number>
  stop(): Promise<void>
}

// A worker that died is noticed by its missing heartbeat and its job is taken over within 30 s.
const queueOptions = { retryLimit: 5, retryDelay: 10, retryBackoff: true, retryDelayMax: 14_400, heartbeatSeconds: 10 }
// A job holds the facts of one turn of the sequencer; a worker takes so many jobs at once, and runs so many facts together.
const jobsAtOnce = 10
const factsAtOnce = 200

export const createJobs = (options: JobsOptions): Jobs => {
  const { db, log, listeners, timers } = options
  const boss = new PgBoss({
    ...connectionOf(options.connection),
    max: 6,
    application_name: 'hospes jobs',
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    monitorVacuum: false,
  })
  const workers: string[] = []
  const nudge = () => workers.forEach((id) => boss.notifyWorker(id))
  const losses = createLosses({ db, log, queues: listeners.map(({ name }) => name), onFreed: nudge })
  boss.on('error', (error) => {
    log.error({ err: error }, 'job runner')
    losses.noteTrouble()
  })
  return {
    prepare: async () => {
      await boss.start()
      for (const { name } of listeners) await boss.createQueue(name, queueOptions)
      for (const { name } of timers) await boss.createQueue(name, { ...queueOptions, policy: 'singleton', retryLimit: 0 })
    },
    work: async () => {
      for (const listener of listeners) workers.push(await takeFacts(boss, listener, { losses, log }))
      for (const timer of timers) await takeTimer(boss, timer, log)
    },
    enqueue: async (tx, facts) => {
      for (const listener of listeners) {
        const heard = facts.filter((fact) => listener.facts.includes(fact.name)).map(factJobOf)
        const { later } = listener
        const jobs = later ? heard.flatMap((fact) => later(fact).map((each) => laterJob(fact, each))) : [{ data: { facts: heard } }]
        if (heard.length > 0 && jobs.length > 0) await boss.insert(listener.name, jobs, { db: fromKysely(tx) })
      }
    },
    nudge,
    revive: () => reviveFailed(boss, db, listeners),
    failed: () => failedJobs(db),
    pending: () => pendingJobs(db),
    stop: async () => {
      workers.length = 0
      losses.stop()
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

// The key marks it as one that waits for its time; how long it is kept counts from then.
const laterJob = (fact: FactJob, { conversationId, seconds }: Later) => ({
  data: { facts: [{ ...fact, conversationId, payload: {} }] }, startAfter: seconds, singletonKey: `later:${conversationId}`,
})

type FactsJob = { facts: FactJob[] }

type Around = { losses: Losses; log: Logger }

const takeFacts = (boss: PgBoss, listener: Listener, around: Around) =>
  boss.work<FactsJob>(
    listener.name,
    { batchSize: jobsAtOnce, pollingIntervalSeconds: 1, burstWhenBatchFull: true, perJobResults: true },
    async (jobs) => {
      const failed = await around.losses.holding(jobs.map(({ id }) => id), () => runAll(listener, jobs.flatMap(({ data }) => data.facts), around))
      return Promise.all(jobs.map(async ({ id, data: { facts } }) => {
        const left = facts.filter((fact) => failed.has(fact))
        if (left.length === facts.length) return { id, status: 'failed' as const, output: { message: String(failed.get(left[0])) } }
        // What failed among others gets a job of its own, with its own retries.
        if (left.length > 0) await boss.insert(listener.name, left.map((fact) => ({ data: { facts: [fact] }, startAfter: queueOptions.retryDelay })))
        return { id, status: 'completed' as const }
      }))
    },
  )

/** Runs facts together and, where that fails, one by one. Returns those that failed also alone, with the reason. */
const runAll = async (listener: Listener, facts: FactJob[], { losses, log }: Around) => {
  const run = (some: FactJob[]) => losses.survive(() => listener.run(some))
  const failed = new Map<FactJob | undefined, unknown>()
  for (let at = 0; at < facts.length; at += factsAtOnce) {
    const together = facts.slice(at, at + factsAtOnce)
    try {
      await run(together)
    } catch {
      for (const fact of together) await run([fact]).catch((error: unknown) => {
        log.error({ err: error, job: listener.name, conversationId: fact.conversationId }, 'job failed, will be tried again')
        failed.set(fact, error)
      })
    }
  }
  return failed
}

const takeTimer = async (boss: PgBoss, timer: Timer, log: Logger) => {
  await boss.schedule(timer.name, timer.cron)
  await boss.work(timer.name, { pollingIntervalSeconds: 2 }, async () => {
    await timer.run().catch((error: unknown) => log.error({ err: error, job: timer.name }, 'timed job failed'))
  })
}

const factJobOf = (fact: SequencedFact): FactJob => ({
  brandId: fact.brand_id,
  name: fact.name,
  conversationId: fact.conversation_id,
  seq: fact.seq,
  payload: fact.payload,
})

const pendingJobs = async (db: Db) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pgboss.job where state in ('created', 'retry', 'active') and name not like '\_\_pgboss%' and (singleton_key is null or start_after <= now())`.execute(db)
  return rows[0]?.count ?? 0
}

const failedJobs = async (db: Db) => {
  const { rows } = await sql<{ count: number }>`select count(*) from pgboss.job where state = 'failed' and name not like '\_\_pgboss%'`.execute(db)
  return rows[0]?.count ?? 0
}

const revivedAtOnce = 1_000

const reviveFailed = async (boss: PgBoss, db: Db, listeners: readonly Listener[]) => {
  let revived = 0
  for (const { name } of listeners) {
    const { rows } = await sql<{ id: string }>`select id from pgboss.job where name = ${name} and state = 'failed' order by created_on limit ${revivedAtOnce}`.execute(db)
    if (rows.length > 0) await boss.retry(name, rows.map(({ id }) => id))
    revived += rows.length
  }
  return revived
}

// The runner's options know no undefined password.
const connectionOf = (connection: Connection) =>
  connection.kind === 'url' ? { connectionString: connection.url } : { host: connection.host, port: connection.port, user: connection.user, database: connection.database, ...(connection.password ? { password: connection.password } : {}) }
