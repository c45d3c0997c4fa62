import { systemActor } from '#identity'
import { createLog } from '#platform/log'
import { smtpTransport } from '#platform/mail'
import { openDatabase, type Connection } from '#platform/postgres'
import { deliverPending, type MailSettings } from './index.ts'

/** A node that delivers until it is killed. */
const { connection, brandId, url, settings } = JSON.parse(process.argv[2] ?? '') as { connection: Connection; brandId: string; url: string; settings: MailSettings }
const { db } = openDatabase({ connection, brand: brandId, restricted: true, maxConnections: 3 })
const ctx = { db, actor: systemActor(brandId), now: () => new Date(), log: createLog('silent') }
const transport = smtpTransport(url)
for (;;) await deliverPending(ctx, { transport, settings })
