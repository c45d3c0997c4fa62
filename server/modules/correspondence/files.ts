import { sql } from 'kysely'
import { reservationById } from '#directory'
import { needGuestOf, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import type { Db } from '#platform/postgres'

/** `check`: nobody may open it, as the scanner has not looked at it yet or has found something in it. */
export type LetterFile = { id: string; name: string; mediaType: string; byteSize: number; check: 'pending' | 'infected' | 'too-large' | null }

type Place = { brandId: string; reservationId: string; seq: number }

/** Files that are kept already belong to this letter. */
export const attach = async (db: Db, { brandId, reservationId, seq }: Place, fileIds: readonly string[]): Promise<void> => {
  if (fileIds.length === 0) return
  await sql`
    insert into correspondence.attachment (brand_id, reservation_id, seq, file_id, name, media_type, byte_size)
    select f.brand_id, ${reservationId}::uuid, ${seq}::integer, f.id, f.name, f.media_type, f.byte_size
    from platform.file f where f.brand_id = ${brandId} and f.id = any(${[...fileIds]}::uuid[])`.execute(db)
}

/** The files of a stay's letters, by the letter's place. */
export const filesOf = async (ctx: Ctx, reservationId: string): Promise<Map<number, LetterFile[]>> => {
  const rows = await attachments(ctx).where('a.reservation_id', '=', reservationId).orderBy('a.name').execute()
  return Map.groupBy(rows.map((row) => ({ ...fileFrom(row), seq: row.seq })), ({ seq }) => seq)
}

/** One of them, for the guest of the stay and its property; `not_found` for anybody else. */
export const letterFile = async (ctx: Ctx, fileId: string): Promise<LetterFile> => {
  const row = await attachments(ctx).where('a.file_id', '=', fileId).executeTakeFirst()
  const reservation = row && (await reservationById(ctx, row.reservation_id))
  if (!row || !reservation) throw new Refusal('not_found')
  const { actor } = ctx
  if (actor.kind === 'guest') await needGuestOf({ ...ctx, actor }, reservation, 'change')
  else if (actor.kind !== 'partner' || actor.partnerId !== reservation.partnerId) throw new Refusal('not_found')
  return fileFrom(row)
}

/** Which of these files belong to a letter. */
export const inLetters = async (ctx: Ctx, fileIds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await attachments(ctx).where(sql<boolean>`a.file_id = any(${[...fileIds]}::uuid[])`).execute()).map((row) => row.file_id))

const attachments = (ctx: Ctx) =>
  ctx.db
    .selectFrom('correspondence.attachment as a')
    .leftJoin('platform.file as f', (join) => join.onRef('f.brand_id', '=', 'a.brand_id').onRef('f.id', '=', 'a.file_id'))
    .where('a.brand_id', '=', ctx.actor.brandId)
    .select(['a.reservation_id', 'a.seq', 'a.file_id', 'a.name', 'a.media_type', 'a.byte_size', 'f.scan'])

type Row = { file_id: string; name: string; media_type: string; byte_size: number; scan: string | null }

const fileFrom = (row: Row): LetterFile => ({
  id: row.file_id, name: row.name, mediaType: row.media_type, byteSize: row.byte_size, check: row.scan === 'pending' || row.scan === 'infected' || row.scan === 'too-large' ? row.scan : null,
})
