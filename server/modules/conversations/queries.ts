import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import type { EntryKind } from '#contract/conversations'

export type NewConversation = {
  brand_id: string
  id: string
  case_number: string
  door: string
  channel: string
  partner_id: string | null
  asker_id: string | null
  asker_name: string
  property_id: string | null
  reservation_id: string | null
  topic: string
  subtopic: string
  locale: string
  excerpt: string
  submission_id: string
  needs_right: string
  callback_number: string | null
  promised_at: Date | null
  asker_proof: string | null
  asker_level: number | null
  asker_email: string | null
  at: Date
  body: string
  fact_id: string
  file_ids: string[]
  data: Record<string, unknown>
}

/**
 * Conversations with their first entries, their attachments and their facts in one statement: one trip, one transaction.
 * Returns the ids of those written; one whose submission was stored before is not.
 */
export const insertConversations = async (db: Db, conversations: NewConversation[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(conversations)}::jsonb) as g (
        brand_id uuid, id uuid, case_number text, door text, channel text, partner_id uuid, asker_id uuid, asker_name text, property_id uuid,
        reservation_id uuid, topic text, subtopic text, locale text, excerpt text, submission_id uuid, needs_right text, callback_number text,
        promised_at timestamptz, asker_proof text, asker_level smallint, asker_email text, at timestamptz, body text, fact_id uuid, file_ids uuid[], data jsonb)),
    c as (
      insert into conversations.conversation (
        brand_id, id, case_number, door, channel, partner_id, asker_id, asker_name, property_id, reservation_id, topic, subtopic,
        locale, excerpt, submission_id, needs_right, callback_number, promised_at, asker_proof, asker_level, asker_email,
        opened_at, last_entry_at, last_seq, asker_seq, asker_read_seq)
      select brand_id, id, case_number, door, channel, partner_id, asker_id, asker_name, property_id, reservation_id, topic, subtopic,
        locale, excerpt, submission_id, needs_right, callback_number, promised_at, asker_proof, asker_level, asker_email, at, at, 1, 1, 1
      from given
      on conflict (brand_id, submission_id) do nothing
      returning id),
    new as (select given.* from given join c using (id)),
    e as (
      insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, data, client_id, at)
      select brand_id, id, 1, 'message', asker_id, asker_name, body, data, submission_id, at from new),
    ${conversations.some(({ file_ids }) => file_ids.length > 0) ? attachmentsOfFirst : sql``}
    n as (
      insert into platform.fact (id, brand_id, name, conversation_id, partner_id, for_asker, seq, recorded_at)
      select fact_id, brand_id, 'conversation.opened', id, partner_id, true, 1, at from new)
    select id from c`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

const attachmentsOfFirst = sql`
    a as (
      insert into conversations.attachment (brand_id, conversation_id, seq, file_id, name, media_type, byte_size)
      select new.brand_id, new.id, 1, f.id, f.name, f.media_type, f.byte_size
      from new join platform.file f on f.brand_id = new.brand_id and f.id = any(new.file_ids)),`

export type Head = {
  id: string
  case_number: string
  door: string
  channel: string
  partner_id: string | null
  asker_id: string | null
  asker_name: string
  property_id: string | null
  reservation_id: string | null
  topic: string
  subtopic: string
  locale: string
  excerpt: string
  needs_right: string
  callback_number: string | null
  promised_at: Date | null
  asker_proof: string | null
  asker_level: number | null
  asker_email: string | null
  received_at: Date | null
  opened_at: Date
  last_entry_at: Date
  last_seq: number
  asker_seq: number
  staff_seq: number
  asker_read_seq: number
  staff_read_seq: number
  closed: boolean
  /** Put aside: until when, or until the asker writes. */
  snoozed: boolean
  wakes_at: Date | null
}

const headColumns = [
  'c.id', 'c.case_number', 'c.door', 'c.channel', 'c.partner_id', 'c.asker_id', 'c.asker_name', 'c.property_id', 'c.reservation_id',
  'c.topic', 'c.subtopic', 'c.locale', 'c.excerpt', 'c.needs_right', 'c.callback_number', 'c.promised_at', 'c.received_at',
  'c.asker_proof', 'c.asker_level', 'c.asker_email',
  'c.opened_at', 'c.last_entry_at', 'c.last_seq', 'c.asker_seq', 'c.staff_seq', 'c.asker_read_seq', 'c.staff_read_seq',
] as const

export const heads = (db: Db, brandId: string) =>
  db
    .selectFrom('conversations.conversation as c')
    .leftJoin('conversations.closure as k', (join) => join.onRef('k.brand_id', '=', 'c.brand_id').onRef('k.conversation_id', '=', 'c.id'))
    .leftJoin('conversations.snooze as z', (join) => join.onRef('z.brand_id', '=', 'c.brand_id').onRef('z.conversation_id', '=', 'c.id'))
    .where('c.brand_id', '=', brandId)
    .select(headColumns)
    .select('z.wakes_at')
    .select((eb) => eb('z.conversation_id', 'is not', null).$castTo<boolean>().as('snoozed'))
    .select((eb) => eb('k.conversation_id', 'is not', null).$castTo<boolean>().as('closed'))

export const headById = (db: Db, brandId: string, id: string) => heads(db, brandId).where('c.id', '=', id).executeTakeFirst()

export const headBySubmission = (db: Db, brandId: string, submissionId: string) =>
  heads(db, brandId)
    .innerJoin('conversations.entry as first', (join) =>
      join.onRef('first.brand_id', '=', 'c.brand_id').onRef('first.conversation_id', '=', 'c.id').on('first.seq', '=', 1))
    .select('first.body')
    .where('c.submission_id', '=', submissionId)
    .executeTakeFirst()

/** The head, locked. Read after the lock is held: whoever waited for it sees the closure that was written meanwhile. */
export const lockHead = async (db: Db, brandId: string, id: string) => {
  await db.selectFrom('conversations.conversation').where('brand_id', '=', brandId).where('id', '=', id).select('id').forUpdate().execute()
  return headById(db, brandId, id)
}

export type NewEntry = {
  brandId: string
  conversationId: string
  kind: EntryKind
  fact: { id: string; name: string; forAsker: boolean; payload: Record<string, unknown> }
  authorId: string | null
  authorName: string | null
  body: string | null
  excerpt: string | null
  data: Record<string, unknown>
  clientId: string | null
  fileIds: string[]
  at: Date
}

/** Counts one on under the row lock and writes entry, attachments and fact; null when the conversation is not there. */
export const appendEntry = async (db: Db, e: NewEntry): Promise<number | null> => {
  const isMessage = e.kind === 'message'
  // A talk with a person of staff is an answer, as a written one is.
  const isReply = e.kind === 'reply' || (e.kind === 'call' && e.data.event === 'spoken')
  // These wait for staff as a message does, and are not the asker's to see.
  const isForStaff = e.kind === 'held' || e.kind === 'undelivered'
  const { rows } = await sql<{ last_seq: number }>`
    with c as (
      update conversations.conversation set
        last_seq = last_seq + 1,
        last_entry_at = case when ${isMessage || isReply} then ${e.at}::timestamptz else last_entry_at end,
        asker_seq = case when ${isMessage || isForStaff} then last_seq + 1 else asker_seq end,
        asker_read_seq = case when ${isMessage} then last_seq + 1 else asker_read_seq end,
        staff_seq = case when ${isReply} then last_seq + 1 else staff_seq end,
        staff_read_seq = case when ${isReply || e.kind === 'read'} then last_seq + 1 else staff_read_seq end,
        received_at = case when ${e.kind === 'received'} then ${e.at}::timestamptz else received_at end,
        excerpt = coalesce(${e.excerpt}, excerpt)
      where brand_id = ${e.brandId} and id = ${e.conversationId}
      returning brand_id, id, partner_id, last_seq),
    e as (
      insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, data, client_id, at)
      select brand_id, id, last_seq, ${e.kind}::text, ${e.authorId}::uuid, ${e.authorName}::text, ${e.body}::text,
             ${JSON.stringify(e.data)}::jsonb, ${e.clientId}::uuid, ${e.at}::timestamptz from c),
    a as (
      insert into conversations.attachment (brand_id, conversation_id, seq, file_id, name, media_type, byte_size)
      select c.brand_id, c.id, c.last_seq, f.id, f.name, f.media_type, f.byte_size
      from c join platform.file f on f.brand_id = c.brand_id and f.id = any(${e.fileIds}::uuid[])),
    n as (
      insert into platform.fact (id, brand_id, name, conversation_id, partner_id, for_asker, seq, payload, recorded_at)
      select ${e.fact.id}::uuid, brand_id, ${e.fact.name}::text, id, partner_id, ${e.fact.forAsker}::boolean, last_seq,
             ${JSON.stringify(e.fact.payload)}::jsonb, ${e.at}::timestamptz from c)
    select last_seq from c`.execute(db)
  return rows[0]?.last_seq ?? null
}

export type Received = { brandId: string; places: { id: string; factId: string }[]; fact: string; at: Date }

/** The entry `received` with its fact, for those of these conversations that have none, each counted on under its row lock. */
export const appendReceived = async (db: Db, { brandId, places, fact, at }: Received): Promise<void> => {
  await sql`
    with place as (select * from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ factId }) => factId)}::uuid[]) as p (id, fact_id)),
    locked as (
      select c.id, p.fact_id from conversations.conversation c join place p on p.id = c.id
      where c.brand_id = ${brandId} and c.received_at is null order by c.id for update of c),
    c as (
      update conversations.conversation c set last_seq = last_seq + 1, received_at = ${at}
      from locked where c.brand_id = ${brandId} and c.id = locked.id
      returning c.brand_id, c.id, c.partner_id, c.last_seq, locked.fact_id),
    e as (
      insert into conversations.entry (brand_id, conversation_id, seq, kind, at)
      select brand_id, id, last_seq, 'received', ${at} from c)
    insert into platform.fact (id, brand_id, name, conversation_id, partner_id, for_asker, seq, recorded_at)
    select fact_id, brand_id, ${fact}, id, partner_id, true, last_seq, ${at} from c`.execute(db)
}

export const entryByClientId = (db: Db, brandId: string, key: { conversationId: string; clientId: string }) =>
  db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', key.conversationId)
    .where('client_id', '=', key.clientId)
    .select(['seq', 'body', 'author_id'])
    .executeTakeFirst()

const entriesInOrder = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('conversations.entry as e').where('e.brand_id', '=', brandId).where('e.conversation_id', '=', conversationId).orderBy('e.seq')

const isSpoken = (entry: 'e' | 'last') => sql<boolean>`(${sql.ref(`${entry}.kind`)} = 'call' and ${sql.ref(`${entry}.data`)} ->> 'event' = 'spoken')`

/** The first message, or what waits for staff as one does, that neither an answer nor a closing has come after. */
export const firstUnanswered = (db: Db, brandId: string, { conversationId, afterSeq }: { conversationId: string; afterSeq: number }) =>
  entriesInOrder(db, brandId, conversationId)
    .where('e.kind', 'in', ['message', 'held', 'undelivered'])
    .where('e.seq', '>', (eb) =>
      eb
        .selectFrom('conversations.entry as last')
        .where('last.brand_id', '=', brandId)
        .where('last.conversation_id', '=', conversationId)
        .where((or) => or.or([or('last.kind', 'in', ['reply', 'closed']), isSpoken('last')]))
        .select((max) => max.fn.coalesce(max.fn.max('last.seq'), max.lit(0)).as('seq')))
    .where('e.seq', '>', afterSeq)
    .select('e.at')
    .executeTakeFirst()

export const turnsAfter = (db: Db, brandId: string, { conversationId, seq }: { conversationId: string; seq: number }) =>
  entriesInOrder(db, brandId, conversationId)
    .where('e.seq', '>', seq)
    .where((or) => or.or([or('e.kind', 'in', ['message', 'reply', 'closed']), isSpoken('e'), sql<boolean>`(e.kind = 'reopened' and (e.data ->> 'goesOn')::boolean)`]))
    .select(['e.seq', 'e.kind', 'e.at'])
    .select((eb) =>
      eb
        .selectFrom('conversations.entry as last')
        .whereRef('last.brand_id', '=', 'e.brand_id')
        .whereRef('last.conversation_id', '=', 'e.conversation_id')
        .where('last.kind', '=', 'closed')
        .whereRef('last.seq', '<', 'e.seq')
        .where('e.kind', '=', 'reopened')
        .select((max) => max.fn.max('last.at').as('at'))
        .as('closed_at'))
    .select(sql<boolean>`coalesce((e.data ->> 'asks')::boolean, false)`.as('asks'))
    .execute()

export type EntryPlace = { id: string; seq: number }

const placed = (places: EntryPlace[]) =>
  sql`(select * from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ seq }) => seq)}::int[]))`

/** The entries at these places, with the conversation each is of. */
export const entriesAt = (db: Db, brandId: string, places: EntryPlace[]) =>
  db
    .selectFrom('conversations.entry')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`(conversation_id, seq) in ${placed(places)}`)
    .select(['conversation_id', 'seq', 'kind', 'author_id', 'author_name', 'body', 'data', 'at'])
    .execute()

export const attachmentsAt = (db: Db, brandId: string, places: EntryPlace[]) =>
  db
    .selectFrom('conversations.attachment as a').leftJoin('platform.file as f', (join) => join.onRef('f.brand_id', '=', 'a.brand_id').onRef('f.id', '=', 'a.file_id'))
    .where('a.brand_id', '=', brandId)
    .where(sql<boolean>`(a.conversation_id, a.seq) in ${placed(places)}`)
    .select(['a.conversation_id', 'a.seq', 'a.file_id', 'a.name', 'a.media_type', 'a.byte_size', 'f.scan'])
    .orderBy('a.name')
    .execute()

export const closureOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('conversations.closure')
    .where('brand_id', '=', brandId).where('conversation_id', '=', conversationId)
    .select(['closed_by', 'outcome', 'reason', 'closed_at'])
    .executeTakeFirst()

export const closingOf = (db: Db, brandId: string, conversationId: string) =>
  db.selectFrom('conversations.closing')
    .where('brand_id', '=', brandId).where('conversation_id', '=', conversationId)
    .select(['announced_by', 'outcome', 'reason', 'announced_at', 'closes_at'])
    .executeTakeFirst()
