import { sql, type Insertable } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Tables } from '../../../../db/tables.ts'

export const mailById = (db: Db, brandId: string, id: string) =>
  db.selectFrom('email.outgoing').where('brand_id', '=', brandId).where('id', '=', id).select(['id', 'kind', 'recipient', 'conversation_id', 'reply_to']).executeTakeFirst()

export const insertReport = (db: Db, row: Insertable<Tables['email.report']>) =>
  db.insertInto('email.report').values(row).onConflict((conflict) => conflict.columns(['brand_id', 'id']).doNothing()).execute()

export const markBounced = (db: Db, brandId: string, { id, at }: { id: string; at: Date }) =>
  db.updateTable('email.outgoing').set({ bounced_at: at }).where('brand_id', '=', brandId).where('id', '=', id).execute()

export const failuresSince = async (db: Db, brandId: string, { address, since }: { address: string; since: Date }): Promise<number> => {
  const row = await db
    .selectFrom('email.report')
    .where('brand_id', '=', brandId)
    .where('address', '=', address)
    .where('kind', '=', 'failed')
    .where('reported_at', '>', since)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export const suppress = (db: Db, row: Insertable<Tables['email.suppression']>) =>
  db.insertInto('email.suppression').values(row).onConflict((conflict) => conflict.columns(['brand_id', 'address']).doNothing()).execute()

export const lift = async (db: Db, brandId: string, address: string): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('email.suppression').where('brand_id', '=', brandId).where('address', '=', address).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Failures before this moment no longer count towards the next suppression. */
export const forgetReports = (db: Db, brandId: string, address: string) =>
  db.deleteFrom('email.report').where('brand_id', '=', brandId).where('address', '=', address).execute()

export const suppressed = (db: Db, brandId: string) =>
  db.selectFrom('email.suppression').where('brand_id', '=', brandId).select(['address', 'because', 'detail', 'since']).orderBy('since', 'desc').limit(200).execute()

/** Mails that did not leave, came back or wait at a server that has not taken them, that nobody has dealt with. */
export const failed = (db: Db, brandId: string, now: Date) =>
  db
    .selectFrom('email.outgoing as o')
    .leftJoin('email.suppression as s', (join) => join.onRef('s.brand_id', '=', 'o.brand_id').on(sql<boolean>`s.address = lower(o.recipient)`))
    .where('o.brand_id', '=', brandId)
    .where((eb) => eb.or([eb('o.failed_at', 'is not', null), eb('o.bounced_at', 'is not', null), eb.and([eb('o.delayed_at', 'is not', null), eb.or([eb('o.sent_at', 'is', null), eb('o.delayed_until', '>', now)])])]))
    .where('o.looked_at', 'is', null)
    .select(['o.id', 'o.kind', 'o.recipient', 'o.subject', 'o.conversation_id', 'o.created_at', 'o.failed_at', 'o.bounced_at', 'o.error', 'o.sent_at', 'o.delayed_until', 's.because as suppressed'])
    .orderBy('o.created_at', 'desc')
    .limit(200)
    .execute()

/** Puts a failed or waiting mail back among those that are due, under the same Message-ID. */
export const again = async (db: Db, brandId: string, id: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('email.outgoing')
    .set({ failed_at: null, bounced_at: null, sent_at: null, try_after: null, attempts: 0, error: null, delayed_at: null, delayed_until: null })
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('failed_at', 'is not', null), eb('bounced_at', 'is not', null), eb('delayed_at', 'is not', null)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const markLookedAt = async (db: Db, brandId: string, { id, at }: { id: string; at: Date }): Promise<boolean> => {
  const { numUpdatedRows } = await db.updateTable('email.outgoing').set({ looked_at: at }).where('brand_id', '=', brandId).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}

export const setThread = (db: Db, row: Insertable<Tables['email.thread']>) =>
  db
    .insertInto('email.thread')
    .values(row)
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet({ message_id: row.message_id, subject: row.subject }))
    .execute()

export const conversationOfMail = async (db: Db, brandId: string, id: string): Promise<string | null> =>
  (await mailById(db, brandId, id))?.conversation_id ?? null

export const readdress = (db: Db, brandId: string, { id, address }: { id: string; address: string }) =>
  db.updateTable('email.outgoing').set({ recipient: address, looked_at: null }).where('brand_id', '=', brandId).where('id', '=', id).execute()

/** Whether the newest word of ours in a conversation was written to an address it did not reach. */
export const newestIsLost = async (db: Db, brandId: string, conversationId: string): Promise<boolean> => {
  const row = await db.selectFrom('email.outgoing').where('brand_id', '=', brandId).where('conversation_id', '=', conversationId).where('kind', '=', 'answer').select(['failed_at', 'bounced_at']).orderBy('created_at', 'desc').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row !== undefined && (row.failed_at !== null || row.bounced_at !== null)
}
