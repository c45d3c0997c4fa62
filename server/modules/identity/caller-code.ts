import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { newId, Refusal } from '#kernel'
import { countAttempt } from '#platform'
import { inTransaction } from '#platform/postgres'
import type { Ctx, PartnerActor } from './actor.ts'

export type CallerCode = { id: string; code: string; expiresAt: Date }
export type CallerCodeRequest = { conversationId: string; minutes: number; secret: string }

const perHour = 10
const tries = 5

/**
 * A 6-digit code that ties a call to its conversation; asked for again while it lives, it is the same. Only its keyed hash
 * is stored; the digits themselves are derived from the secret and the code's id, so that its owner can see them again
 * while they live and nobody else can.
 */
export const issueCallerCode = (ctx: Ctx<PartnerActor>, request: CallerCodeRequest): Promise<CallerCode> =>
  inTransaction(ctx, async (tx) => {
    await lockCodes(tx)
    const current = await currentCallerCode(tx, request.conversationId, request.secret)
    if (current) return current
    await countAttempt(tx, { subject: `caller-code:${tx.actor.id}`, most: perHour, windowMinutes: 60 })
    await forgetExpired(tx)
    return issue(tx, request)
  })

// Two presses of the button at once are one.
const lockCodes = (tx: Ctx<PartnerActor>) => sql`select pg_advisory_xact_lock(hashtextextended(${tx.actor.id}, 9))`.execute(tx.db)

const issue = async (ctx: Ctx<PartnerActor>, request: CallerCodeRequest): Promise<CallerCode> => {
  const issuedAt = ctx.now()
  const expiresAt = new Date(issuedAt.getTime() + request.minutes * 60_000)
  for (let attempt = 0; attempt < tries; attempt++) {
    const id = newId()
    const code = digitsOf(request.secret, id)
    const inserted = await ctx.db
      .insertInto('identity.caller_code')
      .values({
        brand_id: ctx.actor.brandId, id, account_id: ctx.actor.id, code_hash: hashOf(request.secret, code),
        conversation_id: request.conversationId, issued_at: issuedAt, expires_at: expiresAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 1n) return { id, code, expiresAt }
  }
  throw new Refusal('unavailable')
}

/** The account's own live code for a conversation, or null. */
export const currentCallerCode = async (ctx: Ctx<PartnerActor>, conversationId: string, secret: string): Promise<CallerCode | null> => {
  const row = await ctx.db
    .selectFrom('identity.caller_code')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('account_id', '=', ctx.actor.id)
    .where('conversation_id', '=', conversationId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .select(['id', 'expires_at'])
    .executeTakeFirst()
  return row ? { id: row.id, code: digitsOf(secret, row.id), expiresAt: row.expires_at } : null
}

/** Uses a code up; refuses with `already_used` whether it is wrong, spent or too old. */
export const redeemCallerCode = async (ctx: Ctx, code: string, secret: string): Promise<{ accountId: string; conversationId: string }> => {
  const row = await ctx.db
    .updateTable('identity.caller_code')
    .set({ used_at: ctx.now() })
    .where('brand_id', '=', ctx.actor.brandId)
    .where('code_hash', '=', hashOf(secret, code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .returning(['account_id', 'conversation_id'])
    .executeTakeFirst()
  if (!row) throw new Refusal('already_used')
  return { accountId: row.account_id, conversationId: row.conversation_id }
}

// A code that nobody used makes its digits free again once it has run out.
const forgetExpired = (ctx: Ctx) =>
  ctx.db
    .deleteFrom('identity.caller_code')
    .where('brand_id', '=', ctx.actor.brandId)
    .where('used_at', 'is', null)
    .where('expires_at', '<=', ctx.now())
    .execute()

const digitsOf = (secret: string, id: string) => {
  const mac = createHmac('sha256', secret).update(`caller-code-digits:${id}`).digest()
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

const hashOf = (secret: string, code: string) => createHmac('sha256', secret).update(`caller-code:${code}`).digest()
