import { resolve } from 'node:path'
import { exportArticles, exportFeatured } from '#articles'
import type { Ctx } from '#identity'
import { exportWordLists } from '#search'
import { writeArticles, writeFeatured, writeSynonyms } from './content/index.ts'

type Around = { say(line: string): void; withDatabase(work: (ctx: Ctx) => Promise<void>): Promise<void> }
type Written = { written: number; same: number }

/** `hospes export [articles|synonyms|featured] FOLDER`: content as it stands here, in files that the import reads. */
export const exportContent = async ({ say, withDatabase }: Around, args: readonly string[]): Promise<void> => {
  const [what, folder] = args.length > 1 ? args : [undefined, args[0]]
  const chosen = Object.entries(kinds).filter(([kind]) => what === undefined || kind === what)
  if (!folder || chosen.length === 0 || (what === undefined && folder in kinds)) throw new Error('Say where to, and what if not all: hospes export [articles|synonyms|featured] FOLDER')
  await withDatabase(async (ctx) => {
    for (const [kind, write] of chosen) {
      const { written, same } = await write(ctx, resolve(folder))
      say(`${kind}: wrote ${written} files to ${resolve(folder)}; ${same} said the same already.`)
    }
  })
}

const kinds: Record<string, (ctx: Ctx, folder: string) => Promise<Written>> = {
  articles: async (ctx, folder) => writeArticles(folder, await exportArticles(ctx)),
  synonyms: async (ctx, folder) => writeSynonyms(folder, await exportWordLists(ctx)),
  featured: async (ctx, folder) => writeFeatured(folder, await exportFeatured(ctx)),
}
