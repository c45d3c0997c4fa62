import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Connection, Db } from '../postgres/index.ts'
import type { SequencedFact } from '../outbox/queries.ts'

export type FactJob = {
  brandId: string
  name: string
  conversationId: string | null
  seq: number | null
  payload: Record<string, unknown>
}
/** A module's reaction to facts of others. Jobs may come twice and in any order: `run` looks at what is true now. */
export type Listener = { name: string; facts: readonly string[]; run: (job: FactJob) => Promise<void> }
/** Work by the clock: `cron` in UTC. */
export type Timer = { name: string; cron: string; run: () => Promise<void> }
export type JobsOptions = { db: Db; connection: Connection; log: Logger; listeners: readonly Listener[]; timers: readonly Timer[] }
export type Jobs = {
  /** Makes the queues; needed before facts can be handed out. */
  prepare(): Promise<void>
  /** Starts taking jobs on this node. */
  work(): Promise<void>
  /** One job per fact and listener, in the caller's transaction. */
  enqueue(tx: Db, facts: readonly SequencedFact[]): Promise<void>
  /** Looks for work now instead of at the next poll. */
  nudge(): void
  /** Jobs not finished yet, whatever their state. */
  pending(): Promise<number>
  stop(): Promise<void>
}

// A worker that died is noticed by its missing heartbeat and its job is taken over within 30 s.
const queueOptions = { retryLimit: 5, retryDelay: 10, retryBackoff: true, retryDelayMax: 14_400, heartbeatSeconds: 10 }
const batchSize = 50

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
  boss.on('error', (error) => log.error({ err: error }, 'job runner'))
  const workers: string[] = []
  return {
    prepare: async () => {
      await boss.start()
      for (const { name } of listeners) await boss.createQueue(name, queueOptions)
      for (const { name } of timers) await boss.createQueue(name, { ...queueOptions, policy: 'singleton', retryLimit: 0 })
    },
    work: async () => {
      for (const listener of listeners) workers.push(await takeFacts(boss, listener, log))
      for (const timer of timers) await takeTimer(boss, timer, log)
    },
    enqueue: async (tx, facts) => {
      for (const listener of listeners) {
        const jobs = facts.filter((fact) => listener.facts.includes(fact.name)).map((fact) => ({ data: jobOf(fact) }))
        if (jobs.length > 0) await boss.insert(listener.name, jobs, { db: fromKysely(tx) })
      }
    },
    nudge: () => workers.forEach((id) => boss.notifyWorker(id)),
    pending: () => pendingJobs(db),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

const takeFacts = (boss: PgBoss, listener: Listener, log: Logger) =>
  boss.work<FactJob>(
    listener.name,
    { batchSize, pollingIntervalSeconds: 1, burstWhenBatchFull: true, perJobResults: true },
    async (jobs) =>
      Promise.all(
        jobs.map(async ({ id, data }) => {
          try {
            await listener.run(data)
            return { id, status: 'completed' as const }
          } catch (error) {
            log.error({ err: error, job: listener.name, conversationId: data.conversationId }, 'job failed, will be tried again')
            return { id, status: 'failed' as const, output: { message: String(error) } }
          }
        }),
      ),
  )

const takeTimer = async (boss: PgBoss, timer: Timer, log: Logger) => {
  await boss.schedule(timer.name, timer.cron)
  await boss.work(timer.name, { pollingIntervalSeconds: 2 }, async () => {
    await timer.run().catch((error: unknown) => log.error({ err: error, job: timer.name }, 'timed job failed'))
  })
}

const jobOf = (fact: SequencedFact): FactJob => ({
  brandId: fact.brand_id,
  name: fact.name,
  conversationId: fact.conversation_id,
  seq: fact.seq,
  payload: fact.payload,
})

const pendingJobs = async (db: Db) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pgboss.job where state in ('created', 'retry', 'active') and name not like '\_\_pgboss%'`.execute(db)
  return rows[0]?.count ?? 0
}

// The runner's options know no undefined password.
const connectionOf = (connection: Connection) =>
  connection.kind === 'url' ? { connectionString: connection.url } : { host: connection.host, port: connection.port, user: connection.user, database: connection.database, ...(connection.password ? { password: connection.password } : {}) }
