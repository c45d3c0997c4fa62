import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import { systemActor } from '#identity'
import { openDatabase } from '#platform/postgres'
import { makeWorld } from './message/world.ts'
import { askAll } from './search/ask.ts'
import { judgedQueries, type JudgedSet } from './search/judged.ts'
import { groupsOf, render, type Result } from './search/report.ts'
import { timeSuggestions } from './search/suggestions.ts'

/** Asks the shipped articles what the judged queries ask; writes search.md and search.json. Its database is gone afterwards. */
const benchSearch = async (folder: string): Promise<Result> => {
  const busy = loadavg()[0]?.toFixed(1)
  const world = await makeWorld()
  await world.copy('search')
  const { db, close } = openDatabase({ connection: world.connectionTo('search'), brand: world.brandId, restricted: true, maxConnections: 8 })
  try {
    const ctx = { db, actor: systemActor(world.brandId), now: () => new Date(), log: world.boot.log }
    const result: Result = {
      command: 'hospes bench search', at: new Date().toISOString(),
      machine: `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}, PostgreSQL ${world.version} (embedded); ${busy} busy processors before it began`,
      groups: await askSets(ctx), suggestions: await timeSuggestions(ctx),
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
  const folder = path.join(import.meta.dirname, 'results')
  console.log(render(await benchSearch(folder)))
}
