import { z } from 'zod'
import { decodeCursor, encodeCursor, Refusal, type Page } from '#kernel'
import type { Ctx } from '#identity'
import * as q from './queries.ts'
import { newestIsLost } from './report-queries.ts'

/** A mail with its fate: sent, failed with its error, or still kept. */
export type StoredMail = {
  id: string
  kind: string
  conversationId: string | null
  to: string
  subject: string
  text: string
  html: string
  createdAt: Date
  sentAt: Date | null
  failedAt: Date | null
  attempts: number
  error: string | null
}

export const newestMails = async (ctx: Ctx, { limit, after }: { limit: number; after?: string | undefined }): Promise<Page<StoredMail>> => {
  const found = await q.newest(ctx.db, ctx.actor.brandId, { most: limit + 1, after: after ? positionOf(after) : null })
  const rows = found.slice(0, limit).map(presentMail)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null }
}

const Position = z.tuple([z.iso.datetime(), z.uuid()])

const positionOf = (cursor: string): q.Position => {
  const read = Position.safeParse(decodeCursor(cursor, 2))
  if (!read.success) throw new Refusal('invalid', { field: 'after' })
  const [createdAt, id] = read.data
  return { createdAt, id }
}

export const mailById = async (ctx: Ctx, id: string): Promise<StoredMail | null> => {
  const row = await q.mailById(ctx.db, ctx.actor.brandId, id)
  return row ? presentMail(row) : null
}

/** Whether the asker is to be told, where they look anyway, that our mail to them did not arrive. */
export const answerIsLost = (ctx: Ctx, conversationId: string): Promise<boolean> => newestIsLost(ctx.db, ctx.actor.brandId, conversationId)

/** How many mails have neither left nor failed. */
export const unsentCount = (ctx: Ctx): Promise<number> => q.countUnsent(ctx.db, ctx.actor.brandId)

const presentMail = (row: q.ShownRow): StoredMail => ({
  id: row.id, kind: row.kind, conversationId: row.conversation_id, to: row.recipient, subject: row.subject, text: row.body_text, html: row.body_html,
  createdAt: row.created_at, sentAt: row.sent_at, failedAt: row.failed_at, attempts: row.attempts, error: row.error,
})
