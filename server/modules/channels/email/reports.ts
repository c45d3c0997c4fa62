import { noteUndelivered } from '#conversations'
import type { Ctx } from '#identity'
import { Refusal } from '#kernel'
import type { Report } from '#platform/mail'
import { inTransaction } from '#platform/postgres'
import * as q from './report-queries.ts'
import { markDelayed } from './waiting-queries.ts'

const daysOfFailures = 7
const mostFailures = 3
/** How long mail servers try, where they do not say it, and the longest that is believed. */
const usualDays = 5
const mostDays = 10
const unknownAddress = /^5\.1\.(1|10)$/

/** What a report was about, and whether the address gets no more mail because of it. */
export type Reported = { conversationId: string | null; seq: number | null; suppressed: boolean }

/**
 * Takes a mail server's word about a mail of ours, which the caller has recognised by its signed address or Message-ID: anybody
 * can send a report, and one that names no mail of ours changes nothing. `id` makes a repeat harmless.
 */
export const takeReport = (ctx: Ctx, id: string, { mailId, report }: { mailId: string; report: Report }): Promise<Reported> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const mail = await q.mailById(tx.db, brandId, mailId)
    if (!mail) return { conversationId: null, seq: null, suppressed: false }
    const address = mail.recipient.toLowerCase()
    await q.insertReport(tx.db, { brand_id: brandId, id, mail_id: mailId, address, kind: report.kind, status: report.status, detail: report.detail, reported_at: tx.now() })
    if (report.kind === 'failed') await q.markBounced(tx.db, brandId, { id: mailId, at: tx.now() })
    const until = report.kind === 'delayed' ? triedUntil(report, tx.now()) : null
    // Some servers say it again and again: staff read it once.
    if (until && !(await markDelayed(tx.db, brandId, { id: mailId, at: tx.now(), until }))) return { conversationId: mail.conversation_id, seq: null, suppressed: false }
    const because = await whySuppressed(tx, address, report)
    if (because) await q.suppress(tx.db, { brand_id: brandId, address, because, detail: report.detail || (report.status ?? ''), since: tx.now() })
    if (!mail.conversation_id || report.kind === 'complaint') return { conversationId: mail.conversation_id, seq: null, suppressed: because !== null }
    const seq = await noteUndelivered(tx, mail.conversation_id, {
      clientId: id, body: report.detail, data: { mail: { to: mail.recipient, kind: report.kind, status: report.status, suppressed: because !== null, until: until?.toISOString() ?? null } },
    }).catch(unlessGone)
    return { conversationId: mail.conversation_id, seq, suppressed: because !== null }
  })

const triedUntil = ({ until }: Report, now: Date): Date => {
  const inDays = (days: number) => now.getTime() + days * 86_400_000
  return new Date(until === undefined ? inDays(usualDays) : Math.min(Math.max(Date.parse(until), now.getTime()), inDays(mostDays)))
}

const whySuppressed = async (tx: Ctx, address: string, { kind, status }: Report): Promise<'complaint' | 'unknown-address' | 'failures' | null> => {
  if (kind === 'complaint') return 'complaint'
  if (kind === 'delayed') return null
  if (status !== null && unknownAddress.test(status)) return 'unknown-address'
  const since = new Date(tx.now().getTime() - daysOfFailures * 86_400_000)
  return (await q.failuresSince(tx.db, tx.actor.brandId, { address, since })) >= mostFailures ? 'failures' : null
}

const unlessGone = (error: unknown): null => {
  if (error instanceof Refusal && error.code === 'not_found') return null
  throw error
}
