import { sql } from 'kysely'
import { Refusal } from '#kernel'
import { inTransaction, type Db } from '#platform/postgres'
import type { AgentActor, Ctx } from '#identity'
import { append, repeatOf } from './append.ts'
import * as q from './queries.ts'
import { endSnooze } from './snooze.ts'
import { openAgain } from './write.ts'

/** What came by mail. `clientId` is the id under which the mail is kept, so that the same mail is one entry. */
export type MailEntry = { clientId: string; body: string; data: Record<string, unknown>; fileIds?: string[]; by: { id: string | null; name: string } }

/** The asker's own words by mail, proved to be theirs; what was closed, merged or put aside is open again. */
export const receiveByMail = (ctx: Ctx, id: string, mail: MailEntry): Promise<number> =>
  once(ctx, { id, entry: mail }, async (tx, head) => {
    await openAgain(tx, head)
    return append(tx, id, { kind: 'message', ...mail })
  })

/**
 * Words by mail of somebody who is not proved to be the asker: staff see them, nobody else, until one of staff accepts them. They may
 * well be the words that it was put aside for, so it is not put aside any more.
 */
export const holdMail = (ctx: Ctx, id: string, mail: MailEntry): Promise<number> =>
  once(ctx, { id, entry: mail }, async (tx) => {
    await endSnooze(tx, id)
    return append(tx, id, { kind: 'held', ...mail })
  })

/** What a machine of the asker's answered; it asks for nothing. */
export const noteAutomatic = (ctx: Ctx, id: string, mail: MailEntry): Promise<number> => once(ctx, { id, entry: mail }, (tx) => append(tx, id, { kind: 'automatic', ...mail }))

/** A mail of ours did not arrive: the conversation waits for staff again, also when it was closed or put aside. */
export const noteUndelivered = (ctx: Ctx, id: string, mail: Omit<MailEntry, 'by'>): Promise<number> =>
  once(ctx, { id, entry: mail }, async (tx, head) => {
    await openAgain(tx, head)
    return append(tx, id, { kind: 'undelivered', ...mail })
  })

type Once = { clientId: string; body: string }

const once = (ctx: Ctx, { id, entry }: { id: string; entry: Once }, write: (tx: Ctx, head: q.Head) => Promise<number>): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const head = await q.lockHead(tx.db, tx.actor.brandId, id)
    if (!head) throw new Refusal('not_found')
    return (await repeatOf(tx, id, entry)) ?? write(tx, head)
  })

/** One of staff has looked at held words and takes them for the asker's: they stand in the conversation as a message, for everybody. */
export const acceptHeld = (ctx: Ctx<AgentActor>, id: string, seq: number): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    const head = await q.lockHead(tx.db, brandId, id)
    if (!head) throw new Refusal('not_found')
    const [held] = await q.entriesAt(tx.db, brandId, [{ id, seq }])
    if (!held || held.kind !== 'held') throw new Refusal('not_found')
    const before = await acceptedAs(tx.db, brandId, { conversationId: id, seq })
    if (before !== undefined) return before.seq
    await openAgain(tx, head)
    const data = { ...(held.data as Record<string, unknown>), acceptedFrom: seq, acceptedBy: tx.actor.name }
    const accepted = await append(tx, id, { kind: 'message', body: held.body ?? '', data, by: { id: null, name: held.author_name ?? '' } })
    await moveAttachments(tx.db, brandId, { conversationId: id, from: seq, to: accepted })
    return accepted
  })

/** The message that held words became, if they were accepted. */
const acceptedAs = (db: Db, brandId: string, { conversationId, seq }: { conversationId: string; seq: number }) =>
  db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'message')
    .where(sql<boolean>`(data ->> 'acceptedFrom')::int = ${seq}`)
    .select('seq')
    .executeTakeFirst()

const moveAttachments = (db: Db, brandId: string, { conversationId, from, to }: { conversationId: string; from: number; to: number }) =>
  db
    .updateTable('conversations.attachment')
    .set({ seq: to })
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', from)
    .execute()
