import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { isDatabaseDown, type Db } from '../postgres/index.ts'

/** What a node does about the moments in which its database goes away. */
export type Losses = {
  /** Does work, and does it again as soon as the database answers when its going away broke it off. */
  survive(work: () => Promise<void>): Promise<void>
  /** Does work of jobs that this node has claimed. */
  holding<Result>(jobIds: readonly string[], work: () => Promise<Result>): Promise<Result>
  /** Something went wrong between the runner and the database: claims may have been left to nobody. */
  noteTrouble(): void
  stop(): void
}
type Options = { db: Db; log: Logger; queues: readonly string[]; /** Claims were given back: there is work. */ onFreed: () => void }

const mostAgain = 3
const askEveryMs = 200
// Whoever works on a claim says so every 5 s: after so long without trouble, one that nobody spoke for is nobody's.
export const quietSeconds = 6

export const createLosses = ({ db, log, queues, onFreed }: Options): Losses => {
  const held = new Set<string>()
  const state: { stopped: boolean; timer?: NodeJS.Timeout } = { stopped: false }
  const untilAnswered = async () => {
    while (!state.stopped && !(await sql`select 1`.execute(db).then(() => true, () => false))) await pause(askEveryMs)
  }
  const free = async () => {
    if ((await freeLeftClaims(db, { queues, held })) > 0) onFreed()
  }
  return {
    survive: async (work) => {
      for (let again = 0; ; again++) {
        try {
          return await work()
        } catch (error) {
          if (again === mostAgain || !isDatabaseDown(error)) throw error
          await untilAnswered()
          if (state.stopped) throw error
        }
      }
    },
    holding: async (jobIds, work) => {
      for (const id of jobIds) held.add(id)
      try {
        return await work()
      } finally {
        for (const id of jobIds) held.delete(id)
      }
    },
    noteTrouble: () => {
      clearTimeout(state.timer)
      if (!state.stopped) state.timer = setTimeout(() => void free().catch((error: unknown) => log.warn({ err: error }, 'left jobs wait for their heartbeat')), quietSeconds * 1_000).unref()
    },
    stop: () => {
      state.stopped = true
      clearTimeout(state.timer)
    },
  }
}

/** Jobs that were claimed while the line broke, so that nobody works on them, are there to be claimed at once. */
export const freeLeftClaims = async (db: Db, { queues, held }: { queues: readonly string[]; held: ReadonlySet<string> }): Promise<number> => {
  const { numAffectedRows } = await sql`
    update pgboss.job set state = 'retry', heartbeat_on = null, start_after = now()
    where name = any(${[...queues]}) and state = 'active' and heartbeat_on < now() - ${quietSeconds} * interval '1 s' and not (id = any(${[...held]}::uuid[]))`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
