import type { Ctx } from '#identity'
import { tellFileChecked } from '#conversations'
import { scanner } from '#platform/files'
import { inTransaction } from '#platform/postgres'
import type { App } from './app.ts'

const most = 100

/** Has the operator's scanner look at files that wait for it. While it is away they stay closed, and everything else goes on. */
export const scanFiles = async ({ config, files }: App, ctx: Ctx): Promise<void> => {
  if (config.mail.clamd === null) return
  const scan = scanner(config.mail.clamd)
  const pending = ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId)
  const rows = await pending.where('scan', '=', 'pending').orderBy('stored_at').limit(most).select(['id', 'sha256']).execute()
  for (const { id, sha256 } of rows) {
    const result = await scan(await files.get(sha256)).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'the scanner did not look at a file; it stays closed')
      return null
    })
    if (result === null) return
    if (result.is === 'infected') ctx.log.warn({ fileId: id, found: result.found }, 'the scanner has found something in a file; nobody can open it')
    if (result.is === 'too-large') ctx.log.warn({ fileId: id }, 'a file is larger than the scanner takes (StreamMaxLength); nobody can open it')
    await inTransaction(ctx, async (tx) => {
      await tx.db.updateTable('platform.file').set({ scan: result.is }).where('brand_id', '=', tx.actor.brandId).where('id', '=', id).execute()
      await tellFileChecked(tx, id)
    })
  }
}

/** What was larger than the scanner took is looked at again after a start: it may take more by now. */
export const scanLargeAgain = async ({ config }: App, ctx: Ctx): Promise<void> => {
  if (config.mail.clamd === null) return
  await ctx.db.updateTable('platform.file').set({ scan: 'pending' }).where('brand_id', '=', ctx.actor.brandId).where('scan', '=', 'too-large').execute()
}

/** Files that the scanner did not take, and nobody may open. */
export const tooLargeFiles = async (ctx: Ctx): Promise<number> => {
  const row = await ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('scan', '=', 'too-large').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Files that nobody may open yet, as the scanner has not looked at them. */
export const unscannedFiles = async (ctx: Ctx): Promise<{ count: number; oldest: Date | null }> => {
  const row = await ctx.db.selectFrom('platform.file').where('brand_id', '=', ctx.actor.brandId).where('scan', '=', 'pending').select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('stored_at').as('oldest')]).executeTakeFirstOrThrow()
  return { count: Number(row.count), oldest: row.oldest ?? null }
}
