import { systemActor } from '#identity'
import { createLog } from '#platform/log'
import { openMailbox, type MailboxPlace } from '#platform/mail'
import { openDatabase, type Connection } from '#platform/postgres'
import type { MailSettings } from '#email'
import { watchMailbox, type Mailbox } from './index.ts'

/** A node that reads a mailbox until it is killed. */
const { connection, brandId, box, settings } = JSON.parse(process.argv[2] ?? '') as { connection: Connection; brandId: string; box: Mailbox & Omit<MailboxPlace, 'privateHosts'>; settings: MailSettings }
const { db } = openDatabase({ connection, brand: brandId, restricted: true, maxConnections: 3 })
await watchMailbox({
  box, maxBytes: 1_000_000, signal: new AbortController().signal, settings: () => settings,
  open: () => openMailbox({ ...box, privateHosts: ['127.0.0.1'] }),
  ctx: () => ({ db, actor: systemActor(brandId), now: () => new Date(), log: createLog('silent') }),
  times: { leaseSeconds: 1, pollMs: 500, firstPauseMs: 50, longestPauseMs: 200 },
})
