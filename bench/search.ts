import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { systemActor } from '#identity'
import { openDatabase } from '#platform/postgres'
import { makeWorld } from './message/world.ts'
import { askAll } from './search/ask.ts'
import { fillIndex } from './search/fill.ts'
import { judgedLocales, judgedQueries, type JudgedSet } from './search/judged.ts'
import { groupsOf, render, type Result } from './search/report.ts'
import { timeSuggestions } from './search/suggestions.ts'

/** Asks the shipped articles what the judged queries ask, and times suggestions, also among so many articles; writes search.md and search.json. Its database is gone afterwards. */
const benchSearch = async ({ folder, articles }: { folder: string; articles: number }): Promise<Result> => {
  const busy = loadavg()[0]?.toFixed(1)
  const world = await makeWorld()
  await world.copy('search')
  const { db, close } = openDatabase({ connection: world.connectionTo('search'), brand: world.brandId, restricted: true, maxConnections: 8 })
  try {
    const ctx = { db, actor: systemActor(world.brandId), now: () => new Date(), log: world.boot.log }
    const result: Result = {
      command: `hospes bench search${articles > 0 ? ` --articles ${articles}` : ''}`, at: new Date().toISOString(),
      machine: `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}, PostgreSQL ${world.version} (embedded); ${busy} busy processors before it began`,
      groups: await askSets(ctx), suggestions: [{ articles: world.content.articles.length, ...(await timeSuggestions(ctx)) }],
    }
    if (articles > 0) {
      await fillIndex(world.connectionTo('search'), { articles, locales: judgedLocales })
      result.suggestions.push({ articles, ...(await timeSuggestions(ctx)) })
    }
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'search.json'), `${JSON.stringify(result, null, 1)}\n`)
    await writeFile(path.join(folder, 'search.md'), render(result))
    return result
  } finally {
    await close()
    await world.close()
  }
}

const askSets = async (ctx: Parameters<typeof askAll>[0]) => {
  const sets: JudgedSet[] = ['own', 'held out']
  const groups = []
  for (const set of sets) groups.push(...groupsOf(set, await askAll(ctx, await judgedQueries(set))))
  return groups
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { articles: { type: 'string', default: '0' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } } })
  console.log(render(await benchSearch({ folder: values.folder, articles: Number(values.articles) })))
}
