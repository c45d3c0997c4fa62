import { maxAttachmentBytes, type Attachment } from '#contract/conversations'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { acceptedMediaType, safeFileName, type FileStore } from '#platform/files'

/** Stores a file that an agent sends along; it goes when nothing holds it for a day. */
export const keepFile = async (ctx: Ctx<AgentActor>, store: FileStore, { name: given, bytes }: { name: string; bytes: Uint8Array }): Promise<Attachment> => {
  const name = safeFileName(given)
  if (bytes.byteLength === 0) throw new Refusal('invalid', { field: 'file', problem: 'empty' })
  if (bytes.byteLength > maxAttachmentBytes) throw new Refusal('too_large')
  const mediaType = await acceptedMediaType(name, bytes)
  if (mediaType === null) throw new Refusal('type_not_accepted')
  const sha256 = await store.put(bytes)
  const id = newId()
  await ctx.db
    .insertInto('platform.file')
    .values({ brand_id: ctx.actor.brandId, id, owner_id: ctx.actor.id, sha256, name, media_type: mediaType, byte_size: bytes.byteLength, stored_at: ctx.now(), scan: store.scans ? 'pending' : null })
    .execute()
  return { id, name, mediaType, byteSize: bytes.byteLength, path: `/files/${id}` }
}

/** Refuses files that the agent has not stored themselves, and more of them than one message may carry. */
export const checkFiles = async (ctx: Ctx<AgentActor>, fileIds: string[]): Promise<void> => {
  if (fileIds.length === 0) return
  const rows = await ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('owner_id', '=', ctx.actor.id).where('id', 'in', fileIds).select('byte_size').execute()
  if (rows.length < new Set(fileIds).size) throw new Refusal('invalid', { field: 'fileIds', problem: 'unknown' })
  if (rows.reduce((sum, row) => sum + row.byte_size, 0) > maxAttachmentBytes) throw new Refusal('too_large')
}

/** Files that the agent has stored, in the order of the list. */
export const filesOf = async (ctx: Ctx<AgentActor>, fileIds: string[]): Promise<Attachment[]> => {
  if (fileIds.length === 0) return []
  const rows = await ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('owner_id', '=', ctx.actor.id).where('id', 'in', fileIds).select(['id', 'name', 'media_type', 'byte_size']).execute()
  return fileIds.flatMap((id) => rows.filter((row) => row.id === id)).map((row) => ({ id: row.id, name: row.name, mediaType: row.media_type, byteSize: row.byte_size, path: `/files/${row.id}` }))
}
