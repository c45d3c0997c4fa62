import type { Ctx } from '#identity'
import { newId } from '#kernel'
import { acceptedMediaType, safeFileName, type FileStore, type Scanned } from '#platform/files'
import type { MailFile, MailReader } from '#platform/mail'

export type Keeping = { files: FileStore; reader: Pick<MailReader, 'redraw'> }
/** Has the operator's scanner look at once; null where there is none. */
export type Scan = ((bytes: Uint8Array) => Promise<Scanned>) | null
export type Kept = { fileIds: string[]; /** Names of files that are not kept: of a kind nobody should open. The original mail still has them. */ refused: string[] }

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
const mostFiles = 20

/** Keeps a mail's files that are what their names say and of a kind that is accepted; pictures are drawn anew. */
export const keepFiles = async (ctx: Ctx, { ownerId, files, checked = false }: { ownerId: string; files: readonly MailFile[]; /** The scanner has looked already. */ checked?: boolean }, { files: store, reader }: Keeping): Promise<Kept> => {
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
        brand_id: ctx.actor.brandId, id, owner_id: ownerId, sha256, name, media_type: found.type, byte_size: found.bytes.byteLength, stored_at: ctx.now(), scan: !store.scans ? null : checked ? 'clean' : 'pending',
      })
      .execute()
    kept.fileIds.push(id)
  }
  return kept
}

const mostOfALogo = 32 * 1024

// Logos and smileys of the text's own; whoever shows the mail as it was sees them. A photo set into the text is what the mail is about.
const isPartOfText = ({ inline, contentId, type, bytes }: MailFile) => inline && contentId !== null && type.startsWith('image/') && bytes.byteLength <= mostOfALogo

const acceptable = async (name: string, { bytes }: MailFile, reader: Keeping['reader']) => {
  const type = await acceptedMediaType(name, bytes)
  if (type === null) return null
  return pictures.includes(type) ? reader.redraw(bytes).catch(() => null) : { bytes, type }
}

/** Why a file is not passed on; the one that is written has the words. */
export type Unpassed = { why: 'kind' | 'infected' | 'unchecked'; names: string[] }

/**
 * Keeps what may be passed on to somebody else's mailbox: of a kind that is accepted, and looked at first, as nothing closes a file
 * that has been sent. The rest is named with its reason.
 */
export const keepToPass = async (ctx: Ctx, { ownerId, files }: { ownerId: string; files: readonly MailFile[] }, { scan, ...keeping }: Keeping & { scan: Scan }): Promise<{ fileIds: string[]; unpassed: Unpassed[] }> => {
  const found = await Promise.all(files.filter((each) => !isPartOfText(each)).map(async (file) => ({ file, is: await lookedAt(ctx, file, scan) })))
  const kept = await keepFiles(ctx, { ownerId, files: found.flatMap(({ file, is }) => (is === 'clean' ? [file] : [])), checked: scan !== null }, keeping)
  const named = (is: 'infected' | 'unchecked') => found.flatMap((each) => (each.is === is ? [safeFileName(each.file.name)] : []))
  const unpassed: Unpassed[] = [{ why: 'kind', names: kept.refused }, { why: 'infected', names: named('infected') }, { why: 'unchecked', names: named('unchecked') }]
  return { fileIds: kept.fileIds, unpassed: unpassed.filter(({ names }) => names.length > 0) }
}

const lookedAt = async (ctx: Ctx, { bytes }: MailFile, scan: Scan): Promise<'clean' | 'infected' | 'unchecked'> => {
  if (scan === null) return 'clean'
  const result = await scan(bytes).catch((error: unknown) => {
    ctx.log.warn({ err: error }, 'the scanner did not look at a file; it is not passed on')
    return null
  })
  return result === null || result.is === 'too-large' ? 'unchecked' : result.is
}
