import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { platform } from './binaries.ts'
import type { Embedded } from './index.ts'
import { ask, baseOf, dataFolder, inChild, ownCopy, setting, start, usedFolder } from './workbench.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

test('the first start makes everything, later ones attach or start, in time', async () => {
  const dataDir = await dataFolder()
  const lines: string[] = []

  const [first, coldMs] = await timed(() => start(dataDir, { ...ownCopy, say: (line) => lines.push(line) }))
  expect(first).toMatchObject({ startedHere: true, connection: { user: 'postgres', database: 'hospes' } })
  expect(await ask(first, 'select current_database() as name')).toEqual([{ name: 'hospes' }])
  expect(first.version).toBe(String(await setting(first, 'server_version')).split(' ')[0])
  expect(lines).toEqual([`Making the database in ${first.clusterDir}.`])

  const [second, attachMs] = await timed(() => start(dataDir, ownCopy))
  expect(second).toMatchObject({ startedHere: false, connection: first.connection })

  await first.stop()
  await expect(ask(second, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
  const [third, warmMs] = await timed(() => start(dataDir, ownCopy))
  expect(third.startedHere).toBe(true)
  await third.stop()
  await third.stop()

  console.info(`embedded PostgreSQL: cold ${coldMs} ms, warm ${warmMs} ms, attach ${attachMs} ms`)
  expect(coldMs).toBeLessThan(60_000)
  expect(Math.max(warmMs, attachMs)).toBeLessThan(10_000)
})

describe('a running server', () => {
  let embedded: Embedded
  const cleanups: (() => Promise<void>)[] = []
  beforeAll(async () => {
    embedded = await start(await dataFolder({ after: (work) => cleanups.push(work) }))
  }, 60_000)
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup()
  })

  test('is set up for a small machine and for every language', async () => {
    const expected = {
      wal_level: 'logical',
      fsync: 'on',
      full_page_writes: 'on',
      shared_buffers: '128MB',
      max_connections: '100',
      TimeZone: 'UTC',
      log_timezone: 'UTC',
      jit: 'off',
      data_checksums: 'on',
      listen_addresses: '',
      unix_socket_permissions: '0700',
    }
    for (const [name, value] of Object.entries(expected)) expect([name, await setting(embedded, name)]).toEqual([name, value])
    expect(await ask(embedded, `select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'hospes'`))
      .toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' }])
    expect(await ask(embedded, `select upper('éå') as upper, 'ä' collate "sv-x-icu" > 'z' as swedish`)).toEqual([{ upper: 'ÉÅ', swedish: true }])
    for (const extension of ['pg_trgm', 'unaccent', 'pgcrypto']) await ask(embedded, `create extension ${extension}`)
  })

  test('knows quotation marks and dashes from letters in full-text search', async () => {
    expect(await ask(embedded, `select to_tsvector('simple', '“Hej” – naïve»café«')::text as words`)).toEqual([{ words: "'café':3 'hej':1 'naïve':2" }])
  })

  test('has no port and a private socket folder', async () => {
    const { connection, clusterDir } = embedded
    expect(connection.host).toMatch(/^\//)
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    expect((await stat(clusterDir)).mode & 0o777).toBe(0o700)
    const rules = (await readFile(path.join(clusterDir, 'pg_hba.conf'), 'utf8')).split('\n').filter((line) => line.startsWith('host'))
    expect(rules.every((line) => line.endsWith('reject'))).toBe(true)
  })
})

test('the data folder may have an odd name', async () => {
  const embedded = await start(await dataFolder({ name: `it's a (näme), #1 & 100%` }), ownCopy)
  expect(await ask(embedded, 'select 1 as one')).toEqual([{ one: 1 }])
  await embedded.stop()
})

test.skipIf(process.platform === 'win32')('a name that a shell would take apart is refused', async () => {
  for (const name of ['a"b', 'a$b', 'a`b', 'a\\b'])
    await expect(start(await dataFolder({ name }))).rejects.toThrow(/HOSPES_DATA .* may not contain/)
})

test("the operator's own settings win and stay", async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  await first.stop()
  await writeFile(path.join(first.clusterDir, 'postgresql.conf'), "work_mem = '3MB'\n", { flag: 'a' })
  const second = await start(dataDir)
  expect(await setting(second, 'work_mem')).toBe('3MB')
  expect(await setting(second, 'wal_level')).toBe('logical')
})

test('the binaries are copied once per version, and older copies go', async () => {
  const dataDir = await dataFolder()
  const first = await start(dataDir, ownCopy)
  const folder = path.join(await baseOf(dataDir), 'binaries')
  const [copy = ''] = await readdir(folder)
  expect(copy).toMatch(new RegExp(`^18.*-${platform()}$`))
  const made = await stat(path.join(folder, copy))
  await first.stop()
  await mkdir(path.join(folder, `17.0.0-${platform()}`))

  const second = await start(dataDir, ownCopy)
  expect(await readdir(folder)).toEqual([copy])
  expect((await stat(path.join(folder, copy))).ino).toBe(made.ino)
  await second.stop()
})

test('a dropped database is made again', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  await ask({ connection: { ...first.connection, database: 'postgres' as 'hospes' } }, 'drop database hospes')
  expect(await ask(await start(dataDir), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a long log is put aside at the start', async () => {
  const dataDir = await usedFolder()
  const log = path.join(dataDir, 'postgres', 'postgres.log')
  await (await start(dataDir)).stop()
  expect((await stat(log)).mode & 0o777).toBe(0o600)
  await writeFile(log, 'x'.repeat(11 * 1024 * 1024))
  await (await start(dataDir)).stop()
  expect((await stat(`${log}.1`)).size).toBe(11 * 1024 * 1024)
  expect(await readFile(log, 'utf8')).toContain('database system is ready')
})

test('the environment of the person who starts Hospes changes nothing', async () => {
  const dataDir = await dataFolder()
  const hostile = {
    PGHOST: 'nowhere.invalid',
    PGPORT: '1',
    PGUSER: 'nobody-knows',
    PGPASSWORD: 'x',
    PGOPTIONS: '--no-such-option',
    PGSSLMODE: 'require',
    PGDATA: '/nowhere',
    LC_ALL: 'xx_XX.NONE',
    LANG: 'sv_SE.ISO-8859-1',
    LD_LIBRARY_PATH: '/nowhere',
    TZ: 'Pacific/Kiritimati',
  }
  const child = inChild({ options: { dataDir, ...ownCopy }, env: hostile })
  const started = await child.started()
  expect(await setting(started, 'TimeZone')).toBe('UTC')
  expect(await ask(started, 'select datctype from pg_database where datname = current_database()')).toEqual([{ datctype: 'C.UTF-8' }])
  expect(await setting(started, 'server_encoding')).toBe('UTF8')
  expect(await child.stop()).toBe(0)
})

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const startedAt = performance.now()
  return [await work(), Math.round(performance.now() - startedAt)]
}
