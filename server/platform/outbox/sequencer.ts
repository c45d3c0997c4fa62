import pg from 'pg'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { newId } from '#kernel'
import { clientConfig, type Connection, type Db } from '../postgres/index.ts'
import { lastPosition, sequenceFacts, type SequencedFact } from './queries.ts'
import { paced } from '../pace.ts'
import { onWake } from './record.ts'

export type SequencerOptions = {
  db: Db
  connection: Connection
  log: Logger
  /** Called inside the transaction that places the facts. */
  onFacts: (tx: Db, facts: readonly SequencedFact[]) => Promise<void>
  /** Called after commit on every node, with the newest position. */
  onPosition: (position: number) => void
  /** Called on every other node with what one of them has said; nothing of it is kept, and some of it may be lost. */
  onSaid?: (said: string) => void
}
export type Sequencer = {
  drain(): Promise<void>
  /** Tells the other nodes something that may be lost. */
  say(text: string): void
  stop(): Promise<void>
}

const factsChannel = 'hospes_facts'
const feedChannel = 'hospes_feed'
const saidChannel = 'hospes_said'
// A notification holds 8,000 bytes at most.
const mostSaid = 1_900
const batchMost = 500
const wakeAfterMs = 10
// Under load a turn takes longer and finds more: resting the longer leaves the time to the writers, and no reader notices.
const restPerTurn = 4
const mostRestMs = 40
const pollEveryMs = 1_000
// One number for "the sequencer's turn", the same on every node.
const turnLock = 7_204_501

/**
 * Places committed facts in the change feed. Every node runs one; they take turns by a lock. Notifications only make it
 * faster: without them the poll finds everything within a second.
 */
export const startSequencer = async (options: SequencerOptions): Promise<Sequencer> => {
  const { db, log } = options
  const self = `${newId()} `
  const turns = takeTurns(options, (position) => announce(position))
  const bus = await openBus(options.connection, log, {
    [factsChannel]: () => void turns.run(),
    [feedChannel]: (payload) => options.onPosition(Number(payload)),
    [saidChannel]: (payload) => heard(payload),
  })
  // Every node hears itself as well.
  const heard = (payload: string) => {
    if (payload.startsWith(self)) return
    options.onSaid?.(payload.slice(self.length))
  }
  const announce = (position: number) => {
    options.onPosition(position)
    void bus.notify(feedChannel, String(position))
  }
  onWake(paced(() => void turns.run(), { afterMs: wakeAfterMs, restMs: () => turns.lastMs() + Math.min(mostRestMs, turns.lastMs() * restPerTurn) }))
  const poll = setInterval(() => {
    void turns.run()
    lastPosition(db).then(options.onPosition, () => undefined)
  }, pollEveryMs)
  void turns.run()
  return {
    drain: () => turns.drain(),
    say: (text) => {
      if (text.length < mostSaid) void bus.notify(saidChannel, `${self}${text}`)
    },
    stop: async () => {
      clearInterval(poll)
      onWake(() => undefined)
      await turns.stop()
      await bus.close()
    },
  }
}

/** Places facts batch by batch until none is left; asked again meanwhile, it looks once more. */
const takeTurns = ({ db, log, onFacts }: SequencerOptions, announce: (position: number) => void) => {
  const state = { stopped: false, running: null as Promise<void> | null, again: false, lastMs: 0 }
  const turn = () =>
    db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(turnLock)})`.execute(tx)
      const placed = await sequenceFacts(tx, batchMost)
      if (placed.length > 0) await onFacts(tx, placed)
      return placed
    })
  const placeAll = async () => {
    try {
      while (!state.stopped) {
        const began = performance.now()
        const placed = await turn()
        state.lastMs = performance.now() - began
        const last = placed.at(-1)
        if (last) announce(last.position)
        if (placed.length < batchMost) return
      }
    } catch (error) {
      log.error({ err: error }, 'sequencing facts')
    }
  }
  const run = (): Promise<void> => {
    if (state.stopped) return Promise.resolve()
    state.again = state.running !== null
    state.running ??= placeAll().finally(() => {
      state.running = null
      if (state.again) void run()
    })
    return state.running
  }
  return {
    run,
    lastMs: () => state.lastMs,
    drain: async () => {
      await state.running
      await run()
    },
    stop: async () => {
      state.stopped = true
      await state.running
    },
  }
}

// LISTEN and NOTIFY on a connection of their own; when it drops it is opened again, and the poll covers the gap.
const openBus = async (connection: Connection, log: Logger, handlers: Record<string, (payload: string) => void>) => {
  let client: pg.Client | null = null
  let closed = false
  const open = async () => {
    const opening = new pg.Client({ ...clientConfig(connection), application_name: 'hospes bus' })
    let lost = false
    // One loss is told twice: by the server's farewell, and by the closed socket.
    const lose = (error: unknown) => {
      if (lost || closed) return
      lost = true
      log.warn({ err: error }, 'notification connection lost, opening another')
      if (client === opening) client = null
      setTimeout(() => void open().catch(() => undefined), 1_000).unref()
    }
    opening.on('notification', ({ channel, payload }) => handlers[channel]?.(payload ?? ''))
    opening.on('error', lose)
    try {
      await opening.connect()
      for (const channel of Object.keys(handlers)) await opening.query(`listen ${channel}`)
      client = opening
    } catch (error) {
      lose(error)
      throw error
    }
  }
  await open()
  // One after the other: a client takes one query at a time.
  let said: Promise<unknown> = Promise.resolve()
  return {
    notify: (channel: string, payload: string) => {
      said = said.then(() => client?.query('select pg_notify($1, $2)', [channel, payload])).catch(() => undefined)
    },
    close: async () => {
      closed = true
      await said
      await client?.end()
    },
  }
}
