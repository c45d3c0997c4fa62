import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

type Row = Pick<Insertable<Tables['email.outgoing']>, 'conversation_id' | 'kind' | 'dedupe_key' | 'recipient' | 'subject' | 'body_text' | 'body_html' | 'message_id' | 'seq'> & { null_sender: boolean; reply_to: string | null; file_ids: string[] }
export type NewMail = Row & { brand_id: string; id: string; created_at: Date }

/** Writes mails unless one with the same dedupe key is there; the ids of those written now. */
export const insertOnce = async (db: Db, rows: NewMail[]): Promise<string[]> => {
  const written = await sql<{ id: string }>`
    insert into email.outgoing (brand_id, id, conversation_id, kind, dedupe_key, recipient, subject, body_text, body_html, message_id, created_at, seq, null_sender, reply_to, file_ids)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      brand_id uuid, id uuid, conversation_id uuid, kind text, dedupe_key text, recipient text, subject text, body_text text, body_html text,
      message_id text, created_at timestamptz, seq integer, null_sender boolean, reply_to text, file_ids uuid[])
    on conflict (brand_id, dedupe_key) do nothing
    returning id`.execute(db)
  return written.rows.map(({ id }) => id)
}

const deliveryTurn = 7_204_502

/** Takes the brand's turn to deliver until the transaction ends; false when another node has it. */
export const takeTurn = async (tx: Db, brandId: string): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(deliveryTurn)}, hashtext(${brandId})) as taken`.execute(tx)
  return rows[0]?.taken ?? false
}

const unsent = (db: Db, brandId: string) =>
  db.selectFrom('email.outgoing as o').where('o.brand_id', '=', brandId).where('o.sent_at', 'is', null).where('o.failed_at', 'is', null)

// A mail waits a while for the scanner to look at its files; what is not looked at by then stays on the page.
const scanMs = 10 * 60_000

/** What may leave now, oldest first. What stands behind a put-off mail of its conversation waits with it. */
export const dueMails = (db: Db, brandId: string, { now, most }: { now: Date; most: number }) =>
  unsent(db, brandId)
    .where((eb) => eb.or([eb('o.try_after', 'is', null), eb('o.try_after', '<=', now)]))
    .where(({ eb, or, not, exists, selectFrom }) => or([
      eb('o.file_ids', '=', sql<string[]>`'{}'::uuid[]`),
      eb('o.created_at', '<=', new Date(now.getTime() - scanMs)),
      not(exists(selectFrom('platform.file as f').whereRef('f.brand_id', '=', 'o.brand_id').where(sql<boolean>`f.id = any(o.file_ids)`).where('f.scan', '=', 'pending').select('f.id'))),
    ]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('email.outgoing as before')
            .whereRef('before.brand_id', '=', 'o.brand_id')
            .whereRef('before.conversation_id', '=', 'o.conversation_id')
            .where('before.sent_at', 'is', null)
            .where('before.failed_at', 'is', null)
            .where('before.try_after', '>', now)
            .where(sql<boolean>`(before.created_at, before.seq, before.id) < (o.created_at, o.seq, o.id)`)
            .select('before.id'),
        ),
      ),
    )
    .orderBy('o.created_at')
    .orderBy('o.seq')
    .orderBy('o.id')
    .limit(most)
    .leftJoin('email.thread as t', (join) => join.onRef('t.brand_id', '=', 'o.brand_id').onRef('t.conversation_id', '=', 'o.conversation_id'))
    .leftJoin('email.suppression as s', (join) => join.onRef('s.brand_id', '=', 'o.brand_id').on(sql<boolean>`s.address = lower(o.recipient)`))
    .select(['o.id', 'o.kind', 'o.conversation_id', 'o.recipient', 'o.subject', 'o.body_text', 'o.body_html', 'o.message_id', 'o.attempts', 'o.null_sender', 'o.reply_to', 'o.file_ids'])
    .select(['t.message_id as in_reply_to', 's.because as suppressed'])
    .execute()

export type DueMail = Awaited<ReturnType<typeof dueMails>>[number]
export type Mark = { sent_at: Date; error: null; delayed_at: null; delayed_until: null } | { failed_at: Date; attempts: number; error: string } | { try_after: Date; attempts: number; error: string }

export const mark = (db: Db, brandId: string, { id, ...set }: { id: string } & Mark) =>
  db.updateTable('email.outgoing').set(set).where('brand_id', '=', brandId).where('id', '=', id).execute()

export const countUnsent = async (db: Db, brandId: string): Promise<number> =>
  (await unsent(db, brandId).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count

const shown = (db: Db, brandId: string) =>
  db
    .selectFrom('email.outgoing')
    .where('brand_id', '=', brandId)
    .select(['id', 'kind', 'conversation_id', 'recipient', 'subject', 'body_text', 'body_html', 'created_at', 'sent_at', 'failed_at', 'attempts', 'error'])

export type ShownRow = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]
export type Position = { createdAt: string; id: string }

export const newest = (db: Db, brandId: string, { most, after }: { most: number; after: Position | null }) => {
  const rows = shown(db, brandId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most)
  return after ? rows.where(sql<boolean>`(created_at, id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`).execute() : rows.execute()
}

export const mailById = (db: Db, brandId: string, id: string) => shown(db, brandId).where('id', '=', id).executeTakeFirst()

/** Whether a receipt or an answer of this conversation has been written to its asker. */
export const anyMailOf = async (db: Db, brandId: string, conversationId: string): Promise<boolean> =>
  (await db.selectFrom('email.outgoing').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).where('kind', 'in', ['receipt', 'answer']).select('id').limit(1).executeTakeFirst()) !== undefined

/** Kept files that may go out: what the scanner has found something in does not. */
export const filesByIds = (db: Db, brandId: string, ids: readonly string[]) =>
  db.selectFrom('platform.file').where('brand_id', '=', brandId).where('id', 'in', ids).where((eb) => eb.or([eb('scan', 'is', null), eb('scan', '=', 'clean')])).select(['name', 'media_type', 'sha256', 'byte_size']).orderBy('name').execute()
