import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Ctx } from './actor.ts'
import * as q from './guest-queries.ts'

/** What the operator's own programs sign for us: `base64url(JSON).base64url(HMAC-SHA256 of the first part)`. */
export const signed = (payload: Record<string, unknown>, key: string): string => {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${body}.${signatureOf(body, key).toString('base64url')}`
}

/** What was signed with this key, not yet looked at; null when it was not. */
export const readSigned = (token: string, key: string): unknown => {
  const [body = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = signatureOf(body, key)
  return rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected) ? null : readJson(body)
}

/** Uses up the id of something that is good once; false when it was used before. `exp` in seconds since 1970. */
export const useOnce = async (ctx: Ctx, id: string, exp: number): Promise<boolean> => {
  const ticket = { brand_id: ctx.actor.brandId, token_hash: onceHash(id), kind: 'signed', account_id: null, reservation_id: null, tries_left: 0, expires_at: new Date(exp * 1_000) } as const
  return (await q.insertTicket(ctx.db, ticket)).numInsertedOrUpdatedRows === 1n
}

export const onceHash = (id: string) => createHash('sha256').update(`signed:${id}`).digest()

const signatureOf = (body: string, key: string) => createHmac('sha256', key).update(body).digest()

const readJson = (body: string): unknown => {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
