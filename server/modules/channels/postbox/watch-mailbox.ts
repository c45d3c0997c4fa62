import { randomUUID } from 'node:crypto'
import type { MailSettings } from '#email'
import type { Ctx } from '#identity'
import { MailboxTrouble, type OpenMailbox } from '#platform/mail'
import { fetchNew, type Mailbox } from './fetch-mailbox.ts'
import * as q from './mailbox-queries.ts'

export type Watching = {
  box: Mailbox
  open: () => Promise<OpenMailbox>
  ctx: () => Ctx
  settings: () => MailSettings
  maxBytes: number
  signal: AbortSignal
  times?: Partial<Times>
}
type Times = { /** How long a mailbox stays with a node that says nothing more. */ leaseSeconds: number; pollMs: number; firstPauseMs: number; longestPauseMs: number }
const usualTimes: Times = { leaseSeconds: 60, pollMs: 60_000, firstPauseMs: 1_000, longestPauseMs: 5 * 60_000 }

/** Reads a mailbox until the signal says stop: at once when the server tells of a mail, else every minute. One node at a time. */
export const watchMailbox = async (watching: Watching): Promise<void> => {
  const times = { ...usualTimes, ...watching.times }
  const { signal, box } = watching
  const holder = randomUUID()
  const state = { failures: 0 }
  while (!signal.aborted) {
    const ctx = watching.ctx()
    const key = { brandId: ctx.actor.brandId, name: box.name }
    try {
      if (await q.hold(ctx.db, key, { holder, seconds: times.leaseSeconds, now: ctx.now() })) await readOn({ ...watching, times, holder, key, well: () => void (state.failures = 0) })
      await pause((times.leaseSeconds * 1_000) / 4, signal)
    } catch (error) {
      if (signal.aborted) break
      state.failures++
      await tellTrouble(ctx, key, error)
      await pause(pauseAfter(state.failures, times), signal)
    }
  }
  const { db } = watching.ctx()
  await q.letGo(db, { brandId: watching.ctx().actor.brandId, name: box.name }, holder).catch(() => undefined)
}

type Reading = Watching & { times: Times; holder: string; key: q.Key; well: () => void }

/** Nobody else has it: read until the connection ends or another node has taken over. */
const readOn = async ({ box, open, ctx, settings, maxBytes, signal, times, holder, key, well }: Reading) => {
  const held = { until: 0 }
  const hold = async () => {
    if (Date.now() < held.until) return true
    held.until = Date.now() + (times.leaseSeconds * 1_000) / 3
    return q.hold(ctx().db, key, { holder, seconds: times.leaseSeconds, now: ctx().now() })
  }
  const stillOurs = async () => {
    if (signal.aborted) throw new Elsewhere()
    if (!(await hold())) throw new Elsewhere()
  }
  const opened = await open()
  try {
    while (!signal.aborted) {
      await fetchNew(ctx(), { box, opened, settings: settings(), maxBytes, stillOurs })
      const before = await q.markRead(ctx().db, key, ctx().now())
      if (before !== null) ctx().log.info({ mailbox: box.name, before }, 'the mailbox is read again')
      well()
      await untilNews({ opened, times, signal, stillOurs })
      if (!opened.alive()) throw new MailboxTrouble('connection', 'the server ended the connection')
    }
  } catch (error) {
    if (!(error instanceof Elsewhere)) throw error
  } finally {
    await opened.close()
  }
}

class Elsewhere extends Error {}

/** Woken often enough to keep the mailbox ours. */
const untilNews = async ({ opened, times, signal, stillOurs }: Pick<Reading, 'times' | 'signal'> & { opened: OpenMailbox; stillOurs: () => Promise<void> }) => {
  const turnMs = Math.min(times.pollMs, times.leaseSeconds * 250)
  for (let waited = 0; waited < times.pollMs; waited += turnMs) {
    const came = await opened.news(turnMs, signal)
    await stillOurs()
    if (came) return
  }
}

const pauseAfter = (failures: number, { firstPauseMs, longestPauseMs }: Times): number => Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20)) * (0.75 + Math.random() / 4)

/** A refused sign-in is an alarm at once; a connection that is lost for a moment is one when it stays lost. */
const tellTrouble = async (ctx: Ctx, key: q.Key, error: unknown) => {
  if (!(error instanceof MailboxTrouble)) return ctx.log.error({ err: error, mailbox: key.name }, 'reading a mailbox')
  const told = { mailbox: key.name, trouble: error.kind, detail: error.message }
  const isNews = await q.markTrouble(ctx.db, key, { kind: error.kind, detail: error.message, now: ctx.now() }).catch(() => true)
  if (!isNews) return
  if (error.kind === 'connection') ctx.log.warn(told, 'the mailbox cannot be reached; it is tried again')
  else ctx.log.error(told, 'the mailbox cannot be read until somebody mends it')
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
