import type { Ctx } from '#identity'
import type { FileStore } from '#platform/files'
import type { OutgoingMail } from '#platform/mail'
import { filesByIds } from './queries.ts'

/** What goes along with a mail, read as it leaves; files that are gone by then do not. */
export const enclosuresOf = async (ctx: Ctx, fileIds: readonly string[], files: Pick<FileStore, 'get'> | undefined): Promise<OutgoingMail['attachments']> => {
  if (fileIds.length === 0) return []
  if (!files) throw new Error('no store to read the files of a mail from')
  const rows = await filesByIds(ctx.db, ctx.actor.brandId, fileIds)
  return Promise.all(rows.map(async ({ name, media_type: contentType, sha256 }) => ({ filename: name, contentType, content: await files.get(sha256) })))
}
