import { maxAttachmentBytes } from '#contract/conversations'
import type { Ctx, PartnerActor } from '#identity'
import { newId } from '#kernel'
import { acceptedMediaType, safeFileName, type FileStore } from '#platform/files'
import { draftFiles, keyOf, type DraftPlace } from './draft.ts'

export type Upload = { name: string; bytes: Uint8Array }
export type RefusedFile = { name: string; reason: 'type' | 'size' | 'count' | 'empty' }

const mostFiles = 20

/**
 * Keeps the files with the draft, each on its own: one that cannot be accepted is named with its reason and stops
 * nothing else. All files of a message together may have 25 MB.
 */
export const attachToDraft = async (ctx: Ctx<PartnerActor>, place: DraftPlace, input: { uploads: Upload[]; store: FileStore }): Promise<RefusedFile[]> => {
  const refused: RefusedFile[] = []
  const kept = await draftFiles(ctx, place)
  let bytesSoFar = kept.reduce((sum, file) => sum + file.byteSize, 0)
  let count = kept.length
  for (const { name: givenName, bytes } of input.uploads) {
    const name = safeFileName(givenName)
    const reason = await whyRefused({ name, bytes }, { bytesSoFar, count })
    if (reason) {
      refused.push({ name, reason: reason.reason })
      continue
    }
    await keep(ctx, place, { name, bytes, store: input.store })
    bytesSoFar += bytes.byteLength
    count++
  }
  return refused
}

/** Takes a file off the draft. */
export const detachFromDraft = async (ctx: Ctx<PartnerActor>, place: DraftPlace, fileId: string): Promise<void> => {
  await ctx.db
    .deleteFrom('contact.draft_file')
    .where((eb) => eb.and(keyOf(ctx, place)))
    .where('file_id', '=', fileId)
    .execute()
}

const whyRefused = async ({ name, bytes }: Upload, soFar: { bytesSoFar: number; count: number }): Promise<{ reason: RefusedFile['reason'] } | null> => {
  if (bytes.byteLength === 0) return { reason: 'empty' }
  if (soFar.count >= mostFiles) return { reason: 'count' }
  if (soFar.bytesSoFar + bytes.byteLength > maxAttachmentBytes) return { reason: 'size' }
  return (await acceptedMediaType(name, bytes)) === null ? { reason: 'type' } : null
}

const keep = async (ctx: Ctx<PartnerActor>, place: DraftPlace, file: Upload & { store: FileStore }) => {
  const mediaType = (await acceptedMediaType(file.name, file.bytes)) ?? 'application/octet-stream'
  const sha256 = await file.store.put(file.bytes)
  const id = newId()
  await ctx.db
    .insertInto('platform.file')
    .values({ brand_id: ctx.actor.brandId, id, owner_id: ctx.actor.id, sha256, name: file.name, media_type: mediaType, byte_size: file.bytes.byteLength, stored_at: ctx.now() })
    .execute()
  await ctx.db.insertInto('contact.draft_file').values({ ...keyOf(ctx, place), file_id: id }).execute()
}

/** The bytes of a stored file; the caller has checked that the reader may have them. */
export const fileBytes = async (ctx: Ctx, store: FileStore, fileId: string): Promise<Buffer | null> => {
  const row = await ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('id', '=', fileId).select('sha256').executeTakeFirst()
  return row ? store.get(row.sha256) : null
}
