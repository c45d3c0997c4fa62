import { newId, Refusal } from '#kernel'
import type { EntryKind } from '#contract/conversations'
import { wakeSequencer } from '#platform/outbox'
import type { Ctx } from '#identity'
import { excerptOf, factOf, isForAsker } from './conversation.ts'
import * as q from './queries.ts'

export type Addition = {
  kind: EntryKind
  body?: string
  data?: Record<string, unknown>
  clientId?: string
  fileIds?: string[]
  /** Whose words they are, when another writes them down. */
  by?: { id: string | null; name: string }
}

/** Adds one entry with its fact; returns its place. Refuses with `not_found` when the conversation is not there. */
export const append = async (ctx: Ctx, conversationId: string, addition: Addition): Promise<number> => {
  const { kind, body, data = {}, clientId, fileIds = [], by = authorOf(ctx) } = addition
  const seq = await q.appendEntry(ctx.db, {
    brandId: ctx.actor.brandId,
    conversationId,
    kind,
    fact: { id: newId(), name: factOf[kind], forAsker: isForAsker(kind), payload: data },
    authorId: by.id,
    authorName: by.name,
    body: body ?? null,
    excerpt: kind === 'message' && body ? excerptOf(body) : null,
    data,
    clientId: clientId ?? null,
    fileIds,
    at: ctx.now(),
  })
  if (seq === null) throw new Refusal('not_found')
  wakeSequencer()
  return seq
}

const authorOf = ({ actor }: Ctx) => ({ id: actor.id, name: actor.kind === 'system' ? null : actor.name })

/**
 * The same with a client id: a repeat answers with the first result, a repeat with another text is refused with
 * `already_used`. Not inside a transaction: the repeat is noticed by the unique key.
 */
export const appendOnce = async (ctx: Ctx, conversationId: string, addition: Addition & { clientId: string; body: string }): Promise<number> => {
  try {
    return await append(ctx, conversationId, addition)
  } catch (error) {
    if (!isUniqueViolation(error, 'entry_client')) throw error
    const first = await repeatOf(ctx, conversationId, addition)
    if (first === null) throw new Refusal('already_used')
    return first
  }
}

/** The place of the entry that was written with this client id before, or null; another text or writer is refused with `already_used`. */
export const repeatOf = async (ctx: Ctx, conversationId: string, { clientId, body }: { clientId: string; body: string }): Promise<number | null> => {
  const first = await q.entryByClientId(ctx.db, ctx.actor.brandId, { conversationId, clientId })
  if (!first) return null
  if (first.body !== body || (ctx.actor.kind !== 'system' && first.author_id !== ctx.actor.id)) throw new Refusal('already_used')
  return first.seq
}

export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505' && 'constraint' in error && error.constraint === constraint
