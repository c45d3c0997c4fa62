import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

export type NewMessage = { conversationId: string; clientId: string; factId: string; authorId: string | null; authorName: string; body: string; excerpt: string; fileIds: string[] }

/** Locks these conversations, always in one order, and tells of each what a permission is decided by. */
export const lockConversations = (db: Db, brandId: string, ids: string[]) =>
  db
    .selectFrom('conversations.conversation')
    .where('brand_id', '=', brandId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .select(['id', 'door', 'partner_id', 'needs_right', 'asker_id', 'reservation_id'])
    .orderBy('id')
    .forUpdate()
    .execute()

/** Under the locks: the places, in the list, of messages that were stored before or would put an end to something. */
export const notMerelyAdded = async (db: Db, brandId: string, messages: { conversationId: string; clientId: string }[]): Promise<Set<number>> => {
  const of = (table: string, column = 'conversation_id') => sql`exists (select from ${sql.table(`conversations.${table}`)} x where x.brand_id = ${brandId} and x.${sql.raw(column)} = m.id)`
  const { rows } = await sql<{ place: number }>`
    select (m.n - 1)::int as place
    from unnest(${messages.map(({ conversationId }) => conversationId)}::uuid[], ${messages.map(({ clientId }) => clientId)}::uuid[]) with ordinality as m (id, client_id, n)
    where exists (select from conversations.entry e where e.brand_id = ${brandId} and e.conversation_id = m.id and e.client_id = m.client_id)
      or ${of('merge', 'from_id')} or ${of('closing')} or ${of('closure')} or ${of('snooze')}`.execute(db)
  return new Set(rows.map(({ place }) => place))
}

/** Under the locks: adds the messages with their attachments and facts, each counted on in its conversation in the order of the list; returns their places in the threads. */
export const appendMessages = async (db: Db, { brandId, fact, at, messages }: { brandId: string; fact: string; at: Date; messages: NewMessage[] }): Promise<number[]> => {
  const column = <Value>(read: (message: NewMessage) => Value) => messages.map(read)
  const { rows } = await sql<{ seq: number }>`
    with given as (
      select *, row_number() over (partition by id order by n)::int as place, count(*) over (partition by id)::int as many
      from unnest(
        ${column(({ conversationId }) => conversationId)}::uuid[], ${column(({ clientId }) => clientId)}::uuid[], ${column(({ factId }) => factId)}::uuid[],
        ${column(({ authorId }) => authorId)}::uuid[], ${column(({ authorName }) => authorName)}::text[], ${column(({ body }) => body)}::text[], ${column(({ excerpt }) => excerpt)}::text[]
      ) with ordinality as m (id, client_id, fact_id, author_id, author_name, body, excerpt, n)),
    c as (
      update conversations.conversation c set
        last_seq = last_seq + many, asker_seq = last_seq + many, asker_read_seq = last_seq + many, last_entry_at = ${at},
        excerpt = case when last.excerpt = '' then c.excerpt else last.excerpt end
      from given last where c.brand_id = ${brandId} and c.id = last.id and last.place = last.many
      returning c.brand_id, c.id, c.partner_id, c.last_seq - last.many as before),
    new as (select given.*, c.brand_id, c.partner_id, c.before + given.place as seq from given join c using (id)),
    e as (
      insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, client_id, at)
      select brand_id, id, seq, 'message', author_id, author_name, body, client_id, ${at} from new),
    ${messages.some(({ fileIds }) => fileIds.length > 0) ? attachmentsOf(messages) : sql``}
    n as (
      insert into platform.fact (id, brand_id, name, conversation_id, partner_id, for_asker, seq, recorded_at)
      select fact_id, brand_id, ${fact}, id, partner_id, true, seq, ${at} from new order by n)
    select seq from new order by n`.execute(db)
  return rows.map(({ seq }) => seq)
}

const attachmentsOf = (messages: readonly NewMessage[]) => {
  const files = messages.flatMap(({ fileIds }, place) => fileIds.map((id) => ({ id, n: place + 1 })))
  return sql`
    a as (
      insert into conversations.attachment (brand_id, conversation_id, seq, file_id, name, media_type, byte_size)
      select new.brand_id, new.id, new.seq, f.id, f.name, f.media_type, f.byte_size
      from unnest(${files.map(({ id }) => id)}::uuid[], ${files.map(({ n }) => n)}::bigint[]) as g (file_id, n)
      join new using (n) join platform.file f on f.brand_id = new.brand_id and f.id = g.file_id),`
}
