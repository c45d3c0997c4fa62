import { createHash } from 'node:crypto'
import { present } from '#brand'
import type { PushNote } from '#contract/push'
import { liveSessions, type Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { directionOf } from '#kernel'
import { translator, type TextKey } from '#web/locales'
import * as q from './queries.ts'
import type { Outcome, Sender } from './sender.ts'
import { recordWaits, restSeconds } from './write-pushes.ts'

const atOnce = 50
// Longer than a sender waits for an answer: what a process that died had taken is taken by another after it.
const claimMs = 60_000
const mostTries = 5
const day = 86_400

type Put = { row: q.Due; outcome: Outcome }

/** Sends what is due, many at a time, none of it inside a transaction; several nodes share the work. */
export const deliverDue = async (ctx: Ctx, sender: Sender): Promise<void> => {
  const { brandId } = ctx.actor
  for (;;) {
    const now = ctx.now()
    const rows = await q.claimDue(ctx.db, brandId, { now, until: new Date(now.getTime() + claimMs), most: atOnce })
    if (rows.length === 0) return
    const [live, { appName }] = await Promise.all([liveSessions(ctx, rows.map(({ session_hash }) => session_hash)), present(ctx)])
    const put = await Promise.all(rows.map(async (row): Promise<Put> => {
      if (!live.has(row.session_hash.toString('hex'))) return { row, outcome: { is: 'gone' } }
      const address = { endpoint: row.endpoint, p256dh: row.p256dh, auth: row.auth, publicKey: row.public_key }
      if (row.withdrawn && !sender.mayWithdraw(address)) return { row, outcome: { is: 'sent' } }
      return { row, outcome: await sender.send(address, noteOf(row, appName), carriageOf(row)) }
    }))
    await inTransaction(ctx, (tx) => settle(tx, put))
  }
}

const settle = async (tx: Ctx, put: readonly Put[]) => {
  const waits: Date[] = []
  for (const { row, outcome } of put) {
    const due = await settleOne(tx, row, outcome)
    if (due) waits.push(due)
  }
  const gone = put.filter(({ outcome }) => outcome.is === 'gone').map(({ row }) => row.device_id)
  if (gone.length > 0) await q.deleteDevices(tx.db, tx.actor.brandId, gone)
  await recordWaits(tx, waits)
}

/** When the next is due for the same thing on the same device. */
const settleOne = async (tx: Ctx, row: q.Due, outcome: Outcome): Promise<Date | null> => {
  const place = { brandId: tx.actor.brandId, deviceId: row.device_id, about: row.about }
  if (outcome.is === 'gone') return null
  if (outcome.is === 'sent') {
    if (!row.withdrawn) return q.markTold(tx.db, place, { seq: row.seq, now: tx.now(), restSeconds })
    await q.markWithdrawn(tx.db, place)
    return null
  }
  const { host } = new URL(row.endpoint)
  if (outcome.is === 'refused' || row.attempts + 1 >= mostTries) {
    tx.log.warn({ host, because: outcome.because, tries: row.attempts + 1 }, 'a notification was given up')
    await q.giveUp(tx.db, place, outcome.because)
    return null
  }
  const seconds = Math.min(outcome.seconds ?? 10 * 6 ** row.attempts, 6 * 3_600)
  const dueAt = new Date(tx.now().getTime() + seconds * 1_000)
  await q.putOff(tx.db, place, { dueAt, because: outcome.because })
  return dueAt
}

// A device that was off gets the last word about a thing, not each of them.
const carriageOf = ({ what, about, withdrawn }: q.Due) => ({
  seconds: withdrawn ? day / 24 : day, urgency: what === 'answer' || what === 'letter' || withdrawn ? 'high' as const : 'normal' as const,
  topic: createHash('sha256').update(about).digest('base64url').slice(0, 32),
})

const texts = {
  answer: 'push.note.answer', promise: 'push.note.promise', closing: 'push.note.closing', closed: 'push.note.closed', letter: 'push.note.letter', notice: 'push.note.notice',
} as const satisfies Record<q.What, TextKey>

const noteOf = ({ account_id: to, about, withdrawn, what, ref, locale, told_at }: q.Due, appName: string): PushNote => {
  if (withdrawn) return { does: 'withdraw', to, about }
  const tr = translator(locale, 'UTC')
  // The last signs of a number stand from left to right in every language.
  const number = `\u2066…${ref}\u2069`
  return { does: 'tell', to, about, title: appName, text: tr.t(texts[what], { number }), path: pathOf(about, locale), locale, dir: directionOf(locale), at: told_at.toISOString() }
}

const pathOf = (about: string, locale: string) => {
  const [kind, id] = about.split(':')
  if (kind === 'conversation') return `/${locale}/app/messages/${id}`
  return kind === 'letters' ? `/${locale}/app/guests/${id}` : `/${locale}/app/notices`
}
