import { join } from 'node:path'
import { createHub } from '#platform/live'
import { createJobs, type Jobs } from '#platform/jobs'
import { createMetrics, paced, type Logger } from '#platform'
import { localFileStore } from '#platform/files'
import { readManifest } from '#platform/http'
import { smtpTransport, type MailTransport } from '#platform/mail'
import { startSequencer, type Sequencer } from '#platform/outbox'
import { canRestrict, openDatabase, type Connection, type Database } from '#platform/postgres'
import { createBreaker, deliverPending } from '#email'
import { createPlatformBreaker, httpPlatform } from '#selfservice'
import type { Config } from '../config.ts'
import type { App } from './app.ts'
import { startHeldReplies } from './held-replies.ts'
import { listeners, systemContext, timers } from './listeners.ts'

export type Composition = {
  config: Readonly<Config>
  connection: Connection
  system: Database
  brandId: string
  secret: string
  log: Logger
  now: () => Date
  distFolder: string
  brandIsDemo: boolean
  tour: App['tour']
  demoGuests: App['demoGuests']
}
export type Running = { app: App; /** Every fact placed and every job done: for tests and the seed. */ settle(): Promise<void>; close(): Promise<void> }

const maxConnections = 20
const deliverEveryMs = 15_000
// The first fact is reacted to at once; while more come, so many at a time that they are worked on together.
const nudgeEveryMs = 100

/** Puts the parts together for one brand and starts what runs in the background. */
export const compose = async (parts: Composition): Promise<Running> => {
  const { config, connection, system, brandId, log } = parts
  const restricted = await canRestrict(system.db)
  const own = openDatabase({ connection, brand: brandId, restricted, maxConnections })
  const hub = createHub()
  const listening = { port: config.port }
  const feed = { position: 0 }
  const mail = config.smtpUrl ? smtpTransport(config.smtpUrl) : null
  const holder: { app?: App } = {}
  const theApp = () => {
    if (!holder.app) throw new Error('not composed yet')
    return holder.app
  }
  const jobs = createJobs({ db: system.db, connection, log, listeners: listeners(theApp), timers: timers(theApp) })
  const app: App = {
    config, log, now: parts.now, brandId, db: own.db, system, hub, jobs, secret: parts.secret,
    files: localFileStore(join(config.dataDir, 'files')),
    metrics: createMetrics(),
    mail,
    bookingPlatform: config.bookingPlatform && { ...httpPlatform(config.bookingPlatform), breaker: createPlatformBreaker() },
    deliverMail: mail ? delivery(mail, theApp) : async () => undefined,
    assets: await readManifest(parts.distFolder),
    distFolder: parts.distFolder,
    brandIsDemo: parts.brandIsDemo,
    tour: parts.tour,
    demoGuests: parts.demoGuests,
    listening,
    feed,
    publicUrl: () => config.publicUrl ?? `http://${config.host}:${listening.port}`,
  }
  holder.app = app
  await jobs.prepare()
  if (config.role !== 'web') await jobs.work()
  const nudge = paced(jobs.nudge, { afterMs: 0, restMs: () => nudgeEveryMs })
  const sequencer = await startSequencer({
    db: system.db, connection, log,
    onFacts: (tx, facts) => jobs.enqueue(tx, facts),
    onPosition: (position) => {
      feed.position = Math.max(feed.position, position)
      hub.wake()
      nudge()
    },
  })
  const sending = startDelivery(app)
  const held = startHeldReplies(app)
  return {
    app,
    settle: () => settleAll(sequencer, jobs),
    close: async () => {
      hub.closeAll()
      sending.stop()
      await held.stop()
      await sequencer.stop()
      await jobs.stop()
      await own.close()
    },
  }
}

const settleAll = async (sequencer: Sequencer, jobs: Jobs) => {
  for (;;) {
    await sequencer.drain()
    if ((await jobs.pending()) === 0) return
    jobs.nudge()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

// With no transport mail stays kept; with one, what is unsent goes out when it was written and at every probe.
const startDelivery = (app: App) => {
  if (app.config.role === 'web') return { stop: () => undefined }
  const timer = setInterval(() => void app.deliverMail(), deliverEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      app.mail?.close()
    },
  }
}

const delivery = (transport: MailTransport, app: () => App) => {
  const breaker = createBreaker(transport)
  return async () => {
    const { config, log } = app()
    await deliverPending(systemContext(app()), { transport, breaker, from: config.mailFrom }).catch((error: unknown) => log.error({ err: error }, 'delivering mail'))
  }
}
