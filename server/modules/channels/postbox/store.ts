import { createHash } from 'node:crypto'
import type { Ctx } from '#identity'
import { newId, storable } from '#kernel'
import type { IncomingMail } from '#platform/mail'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import * as q from './queries.ts'

/** Why a mail is kept without its body: it is larger than is taken, or its server would not give it. */
export type Unread = 'too-large' | 'not-given'

/**
 * Keeps a mail as it came, once for each address of ours it was sent to; what is made of it comes later. When this resolves it is
 * kept for good. The same mail to the same address again is the same row, whatever its Message-ID says.
 */
export const storeMail = (ctx: Ctx, { recipients, origin, raw }: IncomingMail, { source, unread = null }: { source: 'smtp' | 'imap'; unread?: Unread | null }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const received = tx.now()
    // A signed address says where it belongs, so that it is no new matter at the others.
    const addresses = [...new Set(recipients.map((recipient) => recipient.toLowerCase()))].toSorted((a, b) => Number(b.includes('+')) - Number(a.includes('+')))
    const rows = addresses.map((recipient) => ({
      brand_id: tx.actor.brandId, id: newId(), hash: createHash('sha256').update(recipient).update('\0').update(raw).digest(), recipient: storable(recipient),
      sender: storable(origin.sender), remote: storable(origin.remote), helo: storable(origin.helo), trusted: origin.trusted, source, unread, raw, byte_size: raw.byteLength, received_at: received,
    }))
    const arrivalIds = await q.insertOnce(tx.db, rows)
    if (arrivalIds.length > 0) await record(tx, { name: 'mail.arrived', payload: { arrivalIds } })
  })
