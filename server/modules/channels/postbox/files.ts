import type { Ctx } from '#identity'
import { newId } from '#kernel'
import { acceptedMediaType, safeFileName, type FileStore } from '#platform/files'
import type { MailFile, MailReader } from '#platform/mail'

export type Keeping = { files: FileStore; reader: Pick<MailReader, 'redraw'> }
export type Kept = { fileIds: string[]; /** Names of files that are not kept: of a kind nobody should open. The original mail still has them. */ refused: string[] }

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
const mostFiles = 20

/** Keeps a mail's files that are what their names say and of a kind that is accepted; pictures are drawn anew. */
export const keepFiles = async (ctx: Ctx, { ownerId, files }: { ownerId: string; files: readonly MailFile[] }, { files: store, reader }: Keeping): Promise<Kept> => {
  const kept: Kept = { fileIds: [], refused: [] }
  for (const file of files.filter((each) => !isPartOfText(each))) {
    const name = safeFileName(file.name)
    const found = kept.fileIds.length < mostFiles && file.bytes.byteLength > 0 ? await acceptable(name, file, reader) : null
    if (!found) {
      kept.refused.push(name)
      continue
    }
    const id = newId()
    const sha256 = await store.put(found.bytes)
    await ctx.db
      .insertInto('platform.file')
      .values({
        brand_id: ctx.actor.brandId, id, owner_id: ownerId, sha256, name, media_type: found.type, byte_size: found.bytes.byteLength, stored_at: ctx.now(), scan: store.scans ? 'pending' : null,
      })
      .execute()
    kept.fileIds.push(id)
  }
  return kept
}

// Logos and smileys of the text's own; whoever shows the mail as it was sees them.
const isPartOfText = ({ inline, contentId, type }: MailFile) => inline && contentId !== null && type.startsWith('image/')

const acceptable = async (name: string, { bytes }: MailFile, reader: Keeping['reader']) => {
  const type = await acceptedMediaType(name, bytes)
  if (type === null) return null
  return pictures.includes(type) ? reader.redraw(bytes).catch(() => null) : { bytes, type }
}
