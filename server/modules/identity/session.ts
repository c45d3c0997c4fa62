import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { countAttempt, forgetAttempts, takeBackAttempt, together } from '#platform'
import type { AgentActor, Ctx, GuestActor, PartnerActor, SignedIn } from './actor.ts'
import { guestActorOf } from './guest-actor.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { dropResets } from './password-reset.ts'
import * as q from './queries.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** How long a session lasts without use, and at most. */
const lifetimes = {
  partner: { idle: 7 * day, absolute: 30 * day },
  agent: { idle: 30 * minute, absolute: 12 * 60 * minute },
  guest: { idle: day, absolute: day },
} as const
const touchAfter = minute

export type NewSession<A extends SignedIn = SignedIn> = { token: string; expiresAt: Date; actor: A }
export type SessionState =
  | { state: 'live'; actor: SignedIn }
  | { state: 'expired'; actor: SignedIn }
  | { state: 'none' }

/** `demoOpen`: whether people of the demo world may be signed in here at all. */
export type Look = { isUse?: boolean; demoOpen: boolean }

/**
 * Who a session token belongs to. An expired session still says whose it was, so that what was typed can be kept for them.
 * A look that is no use of it, as after an open stream, does not keep it from running out.
 */
export const resume = (ctx: Ctx, token: string, look: Look): Promise<SessionState> => resumeKept(ctx, hashToken(token), look)

/** The same by what the session is kept under, for an address that stands for it a while. */
export const resumeKept = async (ctx: Ctx, tokenHash: Buffer, { isUse = true, demoOpen }: Look): Promise<SessionState> => {
  const row = await sessionByToken(ctx, tokenHash)
  if (!row || (row.is_demo && !demoOpen)) return { state: 'none' }
  const actor = await actorOf(ctx, row)
  const now = ctx.now().getTime()
  const idle = now - row.last_seen_at.getTime()
  if (now >= row.expires_at.getTime() || idle >= lifetimes[row.kind].idle) return { state: 'expired', actor }
  if (isUse && idle > touchAfter) await q.touchSession(ctx.db, { brandId: ctx.actor.brandId, tokenHash }, ctx.now())
  return { state: 'live', actor }
}

/** What the right to follow along hangs on: changes of it end a stream. */
const markOf = (row: q.AccountRow & q.Standing) => JSON.stringify([row.kind, row.id, row.partner_id, row.rights ?? [], row.reservation_id, row.proof])

/** What each of these sessions stands for now; those that have ended are not among them. A look like this prolongs none. */
export const sessionMarks = async (ctx: Ctx, tokens: readonly string[]): Promise<Map<string, string>> => {
  const hashes = new Map(tokens.map((token) => [hashToken(token).toString('hex'), token]))
  const rows = await q.sessionsByTokens(ctx.db, ctx.actor.brandId, tokens.map(hashToken))
  return new Map(rows.filter((row) => isLive(ctx, row)).map((row) => [hashes.get(row.token_hash.toString('hex')) ?? '', markOf(row)]))
}

/** Of these sessions, by the hash each is kept under, those that have not ended; in hex. A look like this prolongs none. */
export const liveSessions = async (ctx: Ctx, hashes: Buffer[]): Promise<ReadonlySet<string>> => {
  const rows = await q.sessionsByTokens(ctx.db, ctx.actor.brandId, hashes)
  return new Set(rows.filter((row) => isLive(ctx, row)).map((row) => row.token_hash.toString('hex')))
}

/** Under what a session is kept: whatever hangs on it ends with it. */
export const sessionHash = (token: string): Buffer => hashToken(token)

const isLive = (ctx: Ctx, row: q.SessionRow) => {
  const now = ctx.now().getTime()
  return now < row.expires_at.getTime() && now - row.last_seen_at.getTime() < lifetimes[row.kind].idle
}

const sessionByToken = together(async ({ db, actor }: Ctx, hashes: Buffer[]): Promise<(q.SessionRow | undefined)[]> => {
  const rows = await q.sessionsByTokens(db, actor.brandId, hashes)
  return hashes.map((hash) => rows.find(({ token_hash }) => hash.equals(token_hash)))
})

export type Credentials = { kind: 'partner' | 'agent'; email: string; password: string; network: string; demoOpen: boolean }

/** Whose e-mail and password these are; the same refusal `wrong_password` for an unknown account, in the same time. */
export const provePassword = async (ctx: Ctx, credentials: Credentials): Promise<q.AccountRow> => {
  const subject = `sign-in:${credentials.kind}:${credentials.email.toLowerCase()}`
  await countAttempt(ctx, { subject, most: 5, windowMinutes: 15 })
  const network = `sign-in-network:${credentials.network}`
  await countAttempt(ctx, { subject: network, most: 30, windowMinutes: 15 })
  const account = await q.accountByEmail(ctx.db, ctx.actor.brandId, credentials)
  if (!(await verifyPassword(credentials.password, account?.password_hash ?? null)) || !account || (account.is_demo && !credentials.demoOpen)) throw new Refusal('wrong_password')
  await forgetAttempts(ctx, subject)
  await takeBackAttempt(ctx, network)
  return account
}

/** The signed-in person's own password, asked for once more; refuses a wrong one with `wrong_password`. */
export const proveOwnPassword = async (ctx: Ctx<SignedIn>, password: string): Promise<q.AccountRow> => {
  await countAttempt(ctx, { subject: `change-password:${ctx.actor.id}`, most: 5, windowMinutes: 15 })
  const account = await q.accountById(ctx.db, ctx.actor.brandId, ctx.actor.id)
  if (!account || !(await verifyPassword(password, account.password_hash))) throw new Refusal('wrong_password')
  return account
}

/** Starts a session without a password: for the demo's buttons and an accepted invitation; the caller has checked that it may. */
export const signInAs = async (ctx: Ctx, accountId: string): Promise<NewSession> => {
  const account = await q.accountById(ctx.db, ctx.actor.brandId, accountId)
  if (!account) throw new Refusal('not_found')
  return startSession(ctx, account)
}

export const signOut = async (ctx: Ctx, token: string): Promise<void> => {
  await q.deleteSession(ctx.db, { brandId: ctx.actor.brandId, tokenHash: hashToken(token) })
}

export type PasswordChange = { current: string; next: string }

/** Somebody changes their own password: all their sessions end and a new one begins. Refuses a wrong current one with `wrong_password`. */
export const changePassword = async (ctx: Ctx<SignedIn>, { current, next }: PasswordChange): Promise<NewSession> => {
  const account = await proveOwnPassword(ctx, current)
  const password_hash = await hashPassword(next)
  await inTransaction(ctx, async (tx) => {
    await q.setPasswordHash(tx.db, { brandId: ctx.actor.brandId, accountId: account.id }, password_hash)
    await q.deleteSessionsOf(tx.db, { brandId: ctx.actor.brandId, accountId: account.id })
    await dropResets(tx.db, ctx.actor.brandId, account.id)
  })
  return startSession(ctx, account)
}

const nobodysGuest = { reservation_id: null, proof: null }

export const startSession = (ctx: Ctx, account: q.AccountRow): Promise<NewSession> => begin(ctx, account, nobodysGuest)

/** A guest's session: for one booking or for the account, as it was proved. */
export const startGuestSession = async (ctx: Ctx, account: q.AccountRow, standing: q.Standing): Promise<NewSession<GuestActor>> => {
  const { actor, ...session } = await begin(ctx, account, standing)
  if (actor.kind !== 'guest') throw new Refusal('not_allowed')
  return { ...session, actor }
}

const begin = async (ctx: Ctx, account: q.AccountRow, standing: q.Standing): Promise<NewSession> => {
  const token = randomBytes(32).toString('base64url')
  const at = ctx.now()
  const expiresAt = new Date(at.getTime() + lifetimes[account.kind].absolute)
  await q.insertSession(ctx.db, { brand_id: ctx.actor.brandId, token_hash: hashToken(token), account_id: account.id, at, expires_at: expiresAt, ...standing })
  return { token, expiresAt, actor: await actorOf(ctx, { ...account, ...standing }) }
}

const hashToken = (token: string) => createHash('sha256').update(token).digest()

const actorOf = async (ctx: Ctx, row: q.AccountRow & q.Standing): Promise<SignedIn> => {
  const common = { brandId: ctx.actor.brandId, id: row.id, name: row.name, email: row.email, locale: row.locale, timeZone: row.time_zone }
  if (row.kind === 'guest') return guestActorOf(ctx, common, row)
  if (row.kind === 'agent') return { kind: 'agent', ...common } satisfies AgentActor
  if (row.partner_id === null) throw new Refusal('not_allowed')
  return { kind: 'partner', ...common, partnerId: row.partner_id, rights: row.rights ?? [] } satisfies PartnerActor
}
