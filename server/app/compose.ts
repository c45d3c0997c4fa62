import { join } from 'node:path'
import { createHub, createNear } from '#platform/live'
import { createJobs, type Jobs } from '#platform/jobs'
import { createMetrics, type Logger } from '#platform'
import { localFileStore } from '#platform/files'
import { createOutward, fetchOutside, readManifest } from '#platform/http'
import { createReader, smtpTransport, type MailTransport, type Names } from '#platform/mail'
import { createTail, lastPosition } from '#platform/outbox'
import { createSpool } from '#platform/spool'
import { canRestrict, isDatabaseDown, openDatabase, type Connection, type Database } from '#platform/postgres'
import { createBreaker, deliverPending, domainOf, noteWay } from '#email'
import { createPlatformBreaker, httpPlatform } from '#selfservice'
import type { Config } from '../config.ts'
import type { App } from './app.ts'
import { startQueueWatch } from './queue-jobs.ts'
import { startHeldReplies } from './held-replies.ts'
import { listeners, systemContext, timers } from './listeners.ts'
import { tellNear } from './near.ts'
import { createPhone, makeUpForFaults, phoneConfig, tellProviderAgain } from './phone.ts'
import { pushWay } from './push.ts'
import { startTelling, type Telling } from './telling.ts'
import { dkimOf, mailSettings, namesOf } from './mail-settings.ts'
import { openWaysIn } from './ways-in.ts'

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
  /** Where senders of mail are looked up; unset: as the settings say. */
  names?: Names | undefined
  /** Takes mail on any free port, whatever SMTP_PORT says. */
  anyMailPort?: boolean
  /** Where pictures of the web come from; unset: the web. */
  outside?: App['outside'] | undefined
}
export type Running = { app: App; /** Every fact placed and every job done: for tests and the seed. */ settle(): Promise<void>; close(): Promise<void> }

const maxConnections = 20
const deliverEveryMs = 15_000

// Without PUBLIC_URL both are this machine's, by whichever port was given in the end.
const addressesOf = ({ host, publicUrl, downloadUrl }: Config, listening: App['listening']): Pick<App, 'publicUrl' | 'downloadUrl'> => ({
  publicUrl: () => publicUrl ?? `http://${host}:${listening.port}`,
  downloadUrl: () => (downloadUrl !== null && publicUrl === null && new URL(downloadUrl).port === '' ? `${downloadUrl}:${listening.port}` : downloadUrl),
})

/** Puts the parts together for one brand and starts what runs in the background. */
export const compose = async (parts: Composition): Promise<Running> => {
  const { config, connection, system, brandId, log } = parts
  const restricted = await canRestrict(system.db)
  const own = openDatabase({ connection, brand: brandId, restricted, maxConnections })
  const hub = createHub()
  const listening: App['listening'] = { port: config.port, mailPort: null, mailTrouble: null }
  const feed = createTail(system.db, brandId)
  const mail = await mailParts(parts)
  const holder: { app?: App } = {}
  const said = { say: (_text: string): void => undefined }
  const theApp = () => {
    if (!holder.app) throw new Error('not composed yet')
    return holder.app
  }
  const jobs = createJobs({ db: system.db, connection, log, listeners: listeners(theApp), timers: timers(theApp) })
  const app: App = {
    config, log, now: parts.now, brandId, db: own.db, system, hub, jobs, secret: parts.secret,
    files: localFileStore(join(config.dataDir, 'files'), { scans: config.mail.clamd !== null }),
    metrics: createMetrics(),
    ...mail,
    bookingPlatform: config.bookingPlatform && { ...httpPlatform(config.bookingPlatform, createOutward({ privateHosts: config.privateHosts })), breaker: createPlatformBreaker() },
    ...phoneOf(parts, theApp),
    ...sendingBy(mail.mail, config, theApp),
    assets: await readManifest(parts.distFolder),
    distFolder: parts.distFolder,
    brandIsDemo: parts.brandIsDemo, tour: parts.tour, demoGuests: parts.demoGuests,
    listening, feed,
    near: createNear((about) => tellNear(theApp(), about)),
    sayNear: (news) => said.say(JSON.stringify(news)),
    ...addressesOf(config, listening),
  }
  holder.app = app
  await jobs.prepare()
  if (config.role !== 'web') await jobs.work()
  const telling = await startTelling(app, connection)
  said.say = telling.say
  const sending = startDelivery(app)
  const held = startHeldReplies(app)
  const watching = startQueueWatch(app)
  const making = startMakingUp(app)
  const ways = await openWaysIn(app, parts.anyMailPort ? 0 : null)
  return {
    app,
    settle: async () => {
      await settleAll(telling, jobs, () => lastPosition(system.db))
      await feed.readTo(await lastPosition(system.db))
    },
    close: async () => {
      sending.stop()
      making.stop()
      await held.stop()
      await ways.close()
      await telling.stop()
      await watching.stop()
      await jobs.stop()
      await app.reader.close()
      await own.close()
    },
  }
}

const mailParts = async ({ config, names, outside = fetchOutside, anyMailPort = false }: Composition): Promise<Pick<App, 'mail' | 'outside' | 'reader' | 'takesMail'>> => ({
  outside,
  mail: config.smtpUrl ? smtpTransport(config.smtpUrl, await dkimOf(config)) : null,
  reader: createReader({ names: names ?? namesOf(config), mta: domainOf(config.mailFrom), sealers: config.mail.sealers }),
  takesMail: anyMailPort || config.mail.listen.port > 0 || config.mail.mailboxes.length > 0,
})

const settleAll = async (telling: Telling, jobs: Jobs, placed: () => Promise<number>) => {
  for (;;) {
    await telling.drain()
    const before = await placed()
    if ((await jobs.pending()) === 0) {
      // The last of the jobs may have told something since the facts were looked at.
      await telling.drain()
      if ((await placed()) === before) return
    }
    jobs.nudge()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

// With no transport mail stays kept; with one, what is unsent goes out when it was written and at every probe.
const startDelivery = (app: App) => {
  if (app.config.role === 'web') return { stop: () => undefined }
  // What a process that died had not sent leaves with the next one, not a quarter of a minute later.
  void app.deliverMail()
  const timer = setInterval(() => void app.deliverMail(), deliverEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      app.mail?.close()
    },
  }
}

const phoneOf = ({ config, brandIsDemo: isDemo, secret }: Composition, app: () => App): Pick<App, 'phone' | 'voiceSpool' | 'phoneLocales'> => {
  const voice = phoneConfig(config, { isDemo, secret, port: config.port })
  return { phone: voice && (() => createPhone(app(), voice)), voiceSpool: createSpool(join(config.dataDir, 'voice-spool')), phoneLocales: new Map() }
}

const makeUpEveryMs = 2_000

// On the node that kept it: what callers were promised while the database was away is done when it is back.
const startMakingUp = (app: App) => {
  if (!app.phone) return { stop: () => undefined }
  const told = (error: unknown) => {
    if (!isDatabaseDown(error)) app.log.warn({ err: error }, 'making up for a fault of the telephone')
  }
  const again = () => void makeUpForFaults(app).then(() => tellProviderAgain(app)).catch(told)
  const timer = setInterval(again, makeUpEveryMs)
  again()
  return { stop: () => clearInterval(timer) }
}

const sendingBy = (transport: MailTransport | null, config: Readonly<Config>, app: () => App): Pick<App, 'deliverMail' | 'lookAtSmarthost' | 'push'> => ({
  push: pushWay(config, app),
  deliverMail: transport ? delivery(transport, app) : async () => undefined,
  lookAtSmarthost: async () => (transport ? noteWay(systemContext(app()), await transport.look()) : undefined),
})

const delivery = (transport: MailTransport, app: () => App) => {
  const breaker = createBreaker(transport)
  return async () => {
    const { log } = app()
    await deliverPending(systemContext(app()), { transport, breaker, files: app().files, settings: mailSettings(app()) }).catch((error: unknown) => log.error({ err: error }, 'delivering mail'))
  }
}
