import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { clientConfig } from '#platform/postgres'
import { compare, forceMany, forceOne } from './enumeration/attacks.ts'
import { render, type Result } from './enumeration/report.ts'
import { startProgram } from './message/program.ts'
import { makeWorld } from './message/world.ts'

export type Size = { rounds: number; guesses: number; networks: number }

const whole: Size = { rounds: 2_000, guesses: 10_000, networks: 1_000 }

/** Guesses confirmation numbers and PINs at the started program; its database is gone afterwards. */
export const benchEnumeration = async ({ rounds, guesses, networks }: Size): Promise<Result> => {
  const busy = loadavg()[0]?.toFixed(1)
  const world = await makeWorld()
  try {
    await world.copy('enumeration')
    const connection = world.connectionTo('enumeration')
    const { base, stop } = await startProgram(world, connection, { HOSPES_DEMO: '1', TRUSTED_PROXIES: '1' })
    const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
    await client.connect()
    try {
      const ground = { base, client }
      return {
        command: 'hospes bench enumeration', at: new Date().toISOString(),
        machine: `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}, PostgreSQL ${world.version} (embedded); ${busy} busy processors before it began`,
        compared: await compare(ground, rounds), one: await forceOne(ground, { guesses, networks }), many: await forceMany(ground, { guesses, networks }),
      }
    } finally {
      await client.end()
      await stop()
    }
  } finally {
    await world.close()
  }
}

if (import.meta.main) {
  const folder = path.join(import.meta.dirname, 'results')
  const result = await benchEnumeration(whole)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'enumeration.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'enumeration.md'), render(result))
  console.log(render(result))
}
