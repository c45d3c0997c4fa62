import { sql } from 'kysely'
import type { AskerActor } from '#conversations'
import type { Ctx } from '#identity'
import { together } from '#platform'

export type DraftPlace = { topic: string; subtopic: string }
export type DraftText = { propertyId?: string | undefined; confirmationNumber?: string | undefined; body?: string | undefined }
export type DraftFile = { id: string; name: string; byteSize: number; sha256: Buffer }
export type Draft = { propertyId: string | null; confirmationNumber: string; body: string; savedAt: Date | null; files: DraftFile[] }

// Longer than a message may be, so that a text that is too long is kept while its writer shortens it.
const maxDraftLength = 60_000

/** Keeps what somebody has typed so far for one subtopic. */
export const saveDraft = async (ctx: Ctx<AskerActor>, place: DraftPlace, text: DraftText): Promise<void> => {
  const values = {
    property_id: text.propertyId ?? null,
    confirmation: (text.confirmationNumber ?? '').slice(0, 100),
    body: (text.body ?? '').slice(0, maxDraftLength),
    saved_at: ctx.now(),
  }
  await ctx.db
    .insertInto('contact.draft')
    .values({ ...keyOf(ctx, place), ...values })
    .onConflict((conflict) => conflict.columns(['brand_id', 'account_id', 'topic', 'subtopic']).doUpdateSet(values))
    .execute()
}

export const draftOf = async (ctx: Ctx<AskerActor>, place: DraftPlace): Promise<Draft> => {
  const key = keyOf(ctx, place)
  const [row, files] = await Promise.all([
    ctx.db.selectFrom('contact.draft').where((eb) => eb.and(key)).select(['property_id', 'confirmation', 'body', 'saved_at']).executeTakeFirst(),
    draftFiles(ctx, place),
  ])
  return {
    propertyId: row?.property_id ?? null, confirmationNumber: row?.confirmation ?? '', body: row?.body ?? '', savedAt: row?.saved_at ?? null, files,
  }
}

export const draftFiles = (ctx: Ctx<AskerActor>, place: DraftPlace): Promise<DraftFile[]> => filesByKey(ctx, keyOf(ctx, place))

const filesByKey = together(async ({ db, actor }: Ctx, keys: Key[]): Promise<DraftFile[][]> => {
  const rows = await db
    .selectFrom('contact.draft_file as d')
    .innerJoin('platform.file as f', (join) => join.onRef('f.brand_id', '=', 'd.brand_id').onRef('f.id', '=', 'd.file_id'))
    .where('d.brand_id', '=', actor.brandId)
    .where(sql<boolean>`(d.account_id, d.topic, d.subtopic) in ${rowsOf(keys)}`)
    .select(['f.id', 'f.name', 'f.byte_size as byteSize', 'f.sha256', 'd.account_id', 'd.topic', 'd.subtopic'])
    .orderBy('f.stored_at')
    .execute()
  const isOf = (key: Key) => (row: Omit<Key, 'brand_id'>) => row.account_id === key.account_id && row.topic === key.topic && row.subtopic === key.subtopic
  return keys.map((key) => rows.filter(isOf(key)).map(({ id, name, byteSize, sha256 }) => ({ id, name, byteSize, sha256 })))
})

/** Makes sure that the draft is there and holds it until the transaction ends: one that is discarded meanwhile is made anew. */
export const lockDraft = async (tx: Ctx<AskerActor>, place: DraftPlace): Promise<void> => {
  const saved = { saved_at: tx.now() }
  await tx.db
    .insertInto('contact.draft')
    .values({ ...keyOf(tx, place), ...saved })
    .onConflict((conflict) => conflict.columns(['brand_id', 'account_id', 'topic', 'subtopic']).doUpdateSet(saved))
    .execute()
}

/** Forgets a draft once it has been sent; its files stay with the message. */
export const discardDraft = (ctx: Ctx<AskerActor>, place: DraftPlace): Promise<void> => deleteByKey(ctx, keyOf(ctx, place))

const deleteByKey = together(async ({ db, actor }: Ctx, keys: Key[]): Promise<void[]> => {
  await db.deleteFrom('contact.draft').where('brand_id', '=', actor.brandId).where(sql<boolean>`(account_id, topic, subtopic) in ${rowsOf(keys)}`).execute()
  return []
})

const rowsOf = (keys: Key[]) =>
  sql`(select * from unnest(${keys.map((key) => key.account_id)}::uuid[], ${keys.map((key) => key.topic)}::text[], ${keys.map((key) => key.subtopic)}::text[]))`

type Key = { brand_id: string; account_id: string; topic: string; subtopic: string }

export const keyOf = (ctx: Ctx<AskerActor>, { topic, subtopic }: DraftPlace): Key => ({
  brand_id: ctx.actor.brandId, account_id: ctx.actor.id, topic: topic.slice(0, 60), subtopic: subtopic.slice(0, 60),
})
