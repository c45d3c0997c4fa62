import { maxAttachmentBytes } from '#contract/conversations'
import type { AskerActor } from '#conversations'
import type { Ctx } from '#identity'
import { newId } from '#kernel'
import { acceptedMediaType, safeFileName, type FileStore } from '#platform/files'
import { inTransaction } from '#platform/postgres'
import { draftFiles, keyOf, lockDraft, type DraftFile, type DraftPlace } from './draft.ts'

export type Upload = { name: string; bytes: Uint8Array }
export type RefusedFile = { name: string; reason: 'type' | 'size' | 'count' | 'empty' }

const mostFiles = 20

/**
 * Keeps the files with the draft, each on its own: one that cannot be accepted is named with its reason and stops
 * nothing else. All files of a message together may have 25 MB. The same file again, as by a second press of the button,
 * is the same file.
 */
export const attachToDraft = async (ctx: Ctx<AskerActor>, place: DraftPlace, input: { uploads: Upload[]; store: FileStore }): Promise<RefusedFile[]> => {
  const refused: RefusedFile[] = []
  for (const { name: givenName, bytes } of input.uploads) {
    const name = safeFileName(givenName)
    const reason = await keep(ctx, place, { name, bytes, store: input.store })
    if (reason) refused.push({ name, reason })
  }
  return refused
}

/** Takes a file off the draft. */
export const detachFromDraft = async (ctx: Ctx<AskerActor>, place: DraftPlace, fileId: string): Promise<void> => {
  await ctx.db
    .deleteFrom('contact.draft_file')
    .where((eb) => eb.and(keyOf(ctx, place)))
    .where('file_id', '=', fileId)
    .execute()
}

type Reason = RefusedFile['reason']

const keep = async (ctx: Ctx<AskerActor>, place: DraftPlace, { name, bytes, store }: Upload & { store: FileStore }): Promise<Reason | null> => {
  if (bytes.byteLength === 0) return 'empty'
  const mediaType = await acceptedMediaType(name, bytes)
  if (mediaType === null) return 'type'
  const before = await draftFiles(ctx, place)
  const full = before.some((file) => file.name === name && file.byteSize === bytes.byteLength) ? null : whyFull(before, bytes)
  if (full) return full
  const sha256 = await store.put(bytes)
  return inTransaction(ctx, async (tx) => {
    await lockDraft(tx, place)
    const files = await draftFiles(tx, place)
    if (files.some((file) => file.name === name && file.sha256.equals(sha256))) return null
    const fullByNow = whyFull(files, bytes)
    if (fullByNow) return fullByNow
    const id = newId()
    await tx.db
      .insertInto('platform.file')
      .values({ brand_id: tx.actor.brandId, id, owner_id: tx.actor.id, sha256, name, media_type: mediaType, byte_size: bytes.byteLength, stored_at: tx.now(), scan: store.scans ? 'pending' : null })
      .execute()
    await tx.db.insertInto('contact.draft_file').values({ ...keyOf(tx, place), file_id: id }).execute()
    return null
  })
}

const whyFull = (files: readonly DraftFile[], bytes: Uint8Array): Reason | null => {
  if (files.length >= mostFiles) return 'count'
  return files.reduce((sum, file) => sum + file.byteSize, 0) + bytes.byteLength > maxAttachmentBytes ? 'size' : null
}

/** The bytes of a stored file; the caller has checked that the reader may have them. */
export const fileBytes = async (ctx: Ctx, store: FileStore, fileId: string): Promise<Buffer | null> => {
  const row = await ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('id', '=', fileId).select(['sha256', 'scan']).executeTakeFirst()
  // What the operator's scanner has not passed yet, or has found something in, is opened by nobody.
  return row && (row.scan === null || row.scan === 'clean') ? store.get(row.sha256) : null
}
