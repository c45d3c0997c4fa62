import { inDrafts } from '#casework'
import { attachedAmong } from '#conversations'
import { inLetters } from '#correspondence'
import type { Ctx } from '#identity'
import type { FileStore } from '#platform/files'

const day = 86_400_000
/** A draft that nobody has touched for so long is given up; a file that nothing refers to is kept a day, in case it is being sent. */
const draftDays = 90
const filesAtOnce = 500

/**
 * Forgets drafts that were given up, and files that no draft, no conversation and no letter holds. `ctx` sees every brand: the same bytes
 * may belong to several. Returns how many files went.
 */
export const forgetAbandoned = async (ctx: Ctx, store: FileStore): Promise<number> => {
  const now = ctx.now().getTime()
  await ctx.db.deleteFrom('contact.draft').where('brand_id', '=', ctx.actor.brandId).where('saved_at', '<', new Date(now - draftDays * day)).execute()
  const before = new Date(now - day)
  let gone = 0
  for (let after = nil; ;) {
    const files = await heldByNoDraft(ctx, { after, before })
    const ids = files.map(({ id }) => id)
    const attached = new Set([...(await attachedAmong(ctx, ids)), ...(await inLetters(ctx, ids)), ...(await inDrafts(ctx, ids))])
    for (const file of files.filter(({ id }) => !attached.has(id))) {
      await forgetFile(ctx, { ...file, before, store })
      gone++
    }
    const last = files.at(-1)
    if (!last || files.length < filesAtOnce) return gone
    after = last.id
  }
}

const nil = '00000000-0000-0000-0000-000000000000'

const heldByNoDraft = (ctx: Ctx, { after, before }: { after: string; before: Date }) =>
  ctx.db
    .selectFrom('platform.file as f')
    .leftJoin('contact.draft_file as d', (join) => join.onRef('d.brand_id', '=', 'f.brand_id').onRef('d.file_id', '=', 'f.id'))
    .where('f.brand_id', '=', ctx.actor.brandId)
    .where('f.id', '>', after)
    .where('f.stored_at', '<', before)
    .where('d.file_id', 'is', null)
    .select(['f.id', 'f.sha256'])
    .orderBy('f.id')
    .limit(filesAtOnce)
    .execute()

const forgetFile = async (ctx: Ctx, { id, sha256, before, store }: { id: string; sha256: Buffer; before: Date; store: FileStore }) => {
  await ctx.db.deleteFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('id', '=', id).execute()
  const other = await ctx.db.selectFrom('platform.file').where('sha256', '=', sha256).select('id').executeTakeFirst()
  if (!other) await store.remove(sha256, { untouchedSince: before })
}
