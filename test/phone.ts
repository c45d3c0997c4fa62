import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import sparticuz from '@sparticuz/chromium'
import { chromium, type CDPSession, type Page } from 'playwright-core'

/** What goes wrong with one request: nothing, the line breaks before or after the server has done it, or a gateway is away (503) or takes no files (413). */
export type Fault = 'none' | 'before' | 'after' | '503' | '413'
export type Between = {
  base: string
  /** How many messages were tried to be sent, and how many of them met a fault. */
  tries: number
  faults: number
  /** What happens to the message that is tried as the so-manieth. */
  fault: (count: number) => Fault
  /** Another worker than the program's, as an older release had it. */
  worker: string | null
  close(): void
}

/** Stands between a phone and the product, and breaks what it is told to break. */
export const between = async (base: string): Promise<Between> => {
  const server = createServer((incoming, outgoing) => pass({ self, base, incoming, outgoing }))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const self: Between = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tries: 0, faults: 0, fault: () => 'none', worker: null,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return self
}

type Passing = { self: Between; base: string; incoming: IncomingMessage; outgoing: ServerResponse }

const pass = ({ self, base, incoming, outgoing }: Passing) => {
  const { url = '/', method, headers } = incoming
  if (url === '/app-worker.js' && self.worker !== null) return void outgoing.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }).end(self.worker)
  const fault = method === 'POST' && url.endsWith('/app/send') ? self.fault(self.tries++) : 'none'
  if (fault !== 'none') self.faults++
  if (fault === 'before') return void incoming.socket.destroy()
  if (fault === '503' || fault === '413') return void incoming.resume().on('end', () => outgoing.writeHead(Number(fault)).end('not here'))
  const onward = ask(base + url, { method, headers }, (answer) => {
    if (fault === 'after') return void answer.resume().on('end', () => incoming.socket.destroy())
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

/** A Chromium whose memory is a folder, so that it can be killed and started again as a phone does with an app. */
export const startPhone = async (folder: string) => {
  const process = spawn(await executable(), ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const browser = await chromium.connectOverCDP(await addressOf(process))
  const context = browser.contexts()[0]
  if (!context) throw new Error('a Chromium without a context')
  const gone = new Promise((done) => process.once('exit', done))
  return {
    context,
    /** As somebody closes it: what it keeps in memory is written first. */
    close: async () => {
      await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => undefined)
      await gone
    },
    /** As a system does that needs the memory: without a word, all of its processes. */
    kill: async () => {
      if (process.pid) globalThis.process.kill(-process.pid, 'SIGKILL')
      await gone
    },
  }
}

const executable = async () => process.env.CHROME_PATH ?? (await sparticuz.executablePath())

const addressOf = (started: ChildProcess) =>
  new Promise<string>((found, fail) => {
    const said: string[] = []
    started.stderr?.on('data', (data: Buffer) => {
      said.push(String(data))
      const address = /listening on (ws:\S+)/.exec(said.join(''))?.[1]
      if (address) found(address)
    })
    started.once('exit', () => fail(new Error(`Chromium ended: ${said.join('')}`)))
  })

/** Puts messages into the outbox as the form does, many at once. */
export const queueReports = (page: Page, texts: readonly string[]): Promise<unknown> =>
  page.evaluate(withOutbox('readwrite', `
    for (const body of ${JSON.stringify(texts)}) outbox.add({
      id: crypto.randomUUID(), person: document.documentElement.dataset.person, locale: document.documentElement.lang, kind: 'report', about: '', title: 'Report', body,
      fields: { topic: 'app', subtopic: 'app/other', propertyId: '', confirmationNumber: '', told: '{}' }, files: [], state: 'waiting', unsure: false, problem: null, writtenAt: Date.now(), conversationId: null,
    })
    outbox.transaction.oncomplete = () => done()`))

/** How many messages of the outbox are not sent yet. */
export const waitingIn = (page: Page): Promise<number> =>
  page.evaluate<number>(withOutbox('readonly', `
    const all = outbox.getAll()
    all.onsuccess = () => done(all.result.filter(({ state }) => state !== 'sent').length)`))

/** What the phone keeps of what is being typed. */
export const typedIn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(withOutbox('readonly', `
    const typed = open.result.transaction('meta').objectStore('meta').get('typed')
    typed.onsuccess = () => done(Object.values(typed.result ?? {}).map(({ as }) => as.body))`))

const withOutbox = (mode: string, what: string) => `new Promise((done, fail) => {
  const open = indexedDB.open('hospes-app')
  open.onerror = fail
  open.onsuccess = () => {
    const outbox = open.result.transaction('outbox', '${mode}').objectStore('outbox')
    outbox.transaction.addEventListener('complete', () => open.result.close())
    ${what}
  }
})`

/** Has the worker send, as the browser does when it finds that the line is back. */
export const wakeWorker = (page: Page): Promise<void> =>
  atWorker(page, (session, { registrationId, origin }) => session.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'hospes-outbox', lastChance: false }))

/** Hands the worker what a push service has brought. */
export const bringPush = (page: Page, data: string): Promise<void> =>
  atWorker(page, (session, { registrationId, origin }) => session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data }))

/**
 * Ends the workers, as a phone does with those that have nothing to do; false. Chromium keeps them alive while somebody
 * watches, and an old one that was asked something just as it gave way then never does.
 */
export const endWorkers = async (page: Page): Promise<false> => {
  const session = await page.context().newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
  return false
}

const atWorker = async (page: Page, act: (session: CDPSession, at: { registrationId: string; origin: string }) => Promise<unknown>): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<{ registrationId: string; scopeURL: string }>((found) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.endsWith('/app'))
      if (own) found(own)
    })
  })
  await session.send('ServiceWorker.enable')
  const { registrationId, scopeURL } = await registered
  await act(session, { registrationId, origin: new URL(scopeURL).origin })
  await session.detach()
}
