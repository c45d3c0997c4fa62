import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

/** Answers written before this moment that have not left because their receiver, or that of a mail before them, puts them off. */
export const waitingSince = (db: Db, brandId: string, { before, most }: { before: Date; most: number }) =>
  db
    .selectFrom('email.outgoing as o')
    .where('o.brand_id', '=', brandId)
    .where('o.kind', '=', 'answer')
    .where('o.sent_at', 'is', null)
    .where('o.failed_at', 'is', null)
    .where('o.delayed_at', 'is', null)
    .where('o.created_at', '<=', before)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('o.attempts', '>', 0),
        exists(
          selectFrom('email.outgoing as first')
            .whereRef('first.brand_id', '=', 'o.brand_id')
            .whereRef('first.conversation_id', '=', 'o.conversation_id')
            .where('first.sent_at', 'is', null)
            .where('first.failed_at', 'is', null)
            .where('first.attempts', '>', 0)
            .where(sql<boolean>`(first.created_at, first.seq, first.id) < (o.created_at, o.seq, o.id)`)
            .select('first.id'),
        ),
      ]),
    )
    .select(['o.id', 'o.recipient', 'o.conversation_id', 'o.error', 'o.attempts', 'o.try_after'])
    .orderBy('o.created_at')
    .limit(most)
    .execute()

/** Notes that a mail waits; false when that is known already, or it has come back meanwhile. */
export const markDelayed = async (db: Db, brandId: string, { id, at, until }: { id: string; at: Date; until: Date }): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('email.outgoing')
    .set({ delayed_at: at, delayed_until: until, looked_at: null })
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .where('delayed_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('bounced_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
