import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** A message that the phone has and the server may not have yet. `unsure`: it has left, and no answer came. */
export type Item = {
  n?: number
  /** Made once: a repeat under it is harmless. */
  id: string
  person: string
  locale: string
  kind: 'report' | 'reply' | 'letter'
  /** The conversation or reservation it is about; empty for a report. */
  about: string
  title: string
  body: string
  fields: Record<string, string>
  files: { name: string; blob: Blob }[]
  state: 'waiting' | 'sending' | 'failed' | 'sent'
  unsure: boolean
  problem: string | null
  writtenAt: number
  conversationId: string | null
}

export type Lock = { salt: Uint8Array<ArrayBuffer>; hash: ArrayBuffer; afterMs: number; left: number; key: ArrayBuffer | null }
/** What stands in a form's fields, and what the page had in them by itself. */
export type Typed = { as: Record<string, string>; from: Record<string, string> }

type Meta = {
  /** Whose everything here is. */
  owner: string
  lock: Lock
  /** What makes a person's sign-in codes; it cannot be read out again. */
  code: { person: string; key: CryptoKey }
  /** When the app was last looked at, by the phone's clock. */
  seenAt: number
  /** Signed out without a line: the server is told as soon as there is one. */
  leaving: string
  /** Who is notified on this device, and when the server was last told how it is reached; no time: their session is over. */
  notified: string
  told: number
  shared: { text: string; files: { name: string; blob: Blob }[] }
  /** What has been typed and not been sent, by what it is about. */
  typed: Record<string, Typed>
  /** What each page on the phone showed when it was fetched. */
  kept: Record<string, string>
}

type Schema = DBSchema & {
  outbox: { key: number; value: Item; indexes: { id: string } }
  meta: { key: string; value: Meta[keyof Meta] }
  log: { key: number; value: string }
}

// Stores are only ever added: an older worker goes on with those it knows.
const version = 1
let opened: Promise<IDBPDatabase<Schema>> | null = null

const store = () => {
  const forget = () => {
    opened = null
  }
  opened ??= openDB<Schema>('hospes-app', version, {
    upgrade: (db) => {
      db.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true }).createIndex('id', 'id', { unique: true })
      db.createObjectStore('meta')
      db.createObjectStore('log', { autoIncrement: true })
    },
    // A newer version waits to open it.
    blocking: (_now, _wanted, event) => {
      forget()
      const { target } = event
      if (target instanceof IDBDatabase) target.close()
    },
    terminated: forget,
  })
  opened.catch(forget)
  return opened
}

const channel = new BroadcastChannel('hospes-app')
export type News = { changed: true } | { sent: string; about: string } | { signedOut: true }

const here: ((news: News) => void)[] = []

/** Tells the pages of the app and the worker, this one among them. */
export const tell = (news: News): void => {
  channel.postMessage(news)
  for (const react of here) react(news)
}
export const hear = (react: (news: News) => void): void => {
  here.push(react)
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => react(data))
}

/** Everything in the outbox, in the order it was written. */
export const items = async (): Promise<Item[]> => (await store()).getAll('outbox')

export const add = async (item: Item): Promise<void> => {
  await (await store()).add('outbox', item)
  tell({ changed: true })
}

/** Changes one item in one step, so that nobody sends what another is changing; `null` removes it, `undefined` leaves it. */
export const change = async (id: string, how: (item: Item) => Item | null | undefined): Promise<Item | null> => {
  const tx = (await store()).transaction('outbox', 'readwrite')
  const item = await tx.store.index('id').get(id)
  const next = item && how(item)
  if (next) await tx.store.put(next)
  else if (next === null && item?.n !== undefined) await tx.store.delete(item.n)
  await tx.done
  if (next !== undefined) tell({ changed: true })
  return next ?? null
}

export const meta = async <Name extends keyof Meta>(name: Name): Promise<Meta[Name] | undefined> => (await (await store()).get('meta', name)) as Meta[Name] | undefined

export const setMeta = async <Name extends keyof Meta>(name: Name, value: Meta[Name] | undefined): Promise<void> => {
  const db = await store()
  if (value === undefined) await db.delete('meta', name)
  else await db.put('meta', value, name)
}

const mostLines = 150

/** What happened in the app, for a report whose writer wants to send it along: places and outcomes, never what was written. */
export const log = async (line: string): Promise<void> => {
  const tx = (await store()).transaction('log', 'readwrite')
  const key = await tx.store.add(`${new Date().toISOString()} ${line}`.slice(0, 300))
  await tx.store.delete(IDBKeyRange.upperBound(key - mostLines))
  await tx.done
}

export const logLines = async (): Promise<string[]> => (await store()).getAll('log')

export const pagesCache = 'hospes-app-pages'
export const assetsCache = 'hospes-app-assets'
/** What is the same for everybody: it stays when everything of a person's is removed. */
export const shellCache = 'hospes-app-shell'

/** Removes everything of a person's from the phone; `outbox: false` leaves what they have not sent. */
export const wipe = async ({ outbox }: { outbox: boolean }): Promise<void> => {
  await caches.delete(pagesCache)
  const db = await store()
  await Promise.all([db.delete('meta', 'told'), db.delete('meta', 'kept'), db.clear('log')])
  if (outbox) await Promise.all([db.clear('outbox'), db.delete('meta', 'owner'), db.delete('meta', 'lock'), db.delete('meta', 'code'), db.delete('meta', 'typed'), db.delete('meta', 'shared'), db.delete('meta', 'notified')])
  tell({ changed: true })
}
