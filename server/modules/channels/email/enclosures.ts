import type { Ctx } from '#identity'
import type { FileStore } from '#platform/files'
import type { OutgoingMail } from '#platform/mail'
import { filesByIds } from './queries.ts'

// What is more would be refused by many mailboxes, the words with it; the page has all of it.
const mostBytes = 15 * 1024 * 1024

/** What goes along with a mail, read as it leaves; files that are gone by then, or that the scanner has not passed, do not. */
export const enclosuresOf = async (ctx: Ctx, fileIds: readonly string[], files: Pick<FileStore, 'get'> | undefined): Promise<OutgoingMail['attachments']> => {
  if (fileIds.length === 0) return []
  if (!files) throw new Error('no store to read the files of a mail from')
  const rows = await filesByIds(ctx.db, ctx.actor.brandId, fileIds)
  if (rows.reduce((sum, { byte_size }) => sum + byte_size, 0) > mostBytes) return []
  return Promise.all(rows.map(async ({ name, media_type: contentType, sha256 }) => ({ filename: name, contentType, content: await files.get(sha256) })))
}
