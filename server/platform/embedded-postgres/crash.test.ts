import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { give, spawnIds, systemAccount } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import { exists } from './folder.ts'
import { holderByCommand, holderOf, parseLockFile, readLockFile } from './lock-file.ts'
import { findPlace } from './place.ts'
import { serve } from './server.ts'
import { stopServer } from './stop.ts'
import { ask, dataFolder, inChild, isRoot, ownCopy, postmasterPid, sharedBinaries, start, until, usedFolder } from './workbench.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

test('the server outlives a killed Node, and the next start attaches', async () => {
  const dataDir = await usedFolder()
  const child = inChild({ options: { dataDir } })
  const { clusterDir } = await child.started()
  const pid = await postmasterPid(clusterDir)
  await child.kill()

  const embedded = await start(dataDir)
  expect(embedded.startedHere).toBe(false)
  expect(await postmasterPid(clusterDir)).toBe(pid)
  await embedded.stop()
  expect(await holderOf(pid, clusterDir)).toBe('other')
})

test('Ctrl-C in the terminal does not reach the server', async () => {
  const dataDir = await usedFolder()
  const child = inChild({ options: { dataDir } })
  await child.started()
  await child.kill('SIGINT')
  expect(await start(dataDir)).toMatchObject({ startedHere: false })
})

test('a server that was killed is started again with everything it had committed', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  await ask(first, 'create table kept as select generate_series(1, 1000) as n')
  process.kill(await postmasterPid(first.clusterDir), 'SIGKILL')

  const second = await start(dataDir)
  expect(second.startedHere).toBe(true)
  expect(await ask(second, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  await second.stop()
})

test('a process that got the id of the killed server by chance is neither attached to nor stopped', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  const stranger = await sleeper()
  await killLeaving(first.clusterDir, stranger)

  const startedAt = Date.now()
  const second = await start(dataDir)
  expect(second.startedHere).toBe(true)
  expect(Date.now() - startedAt).toBeLessThan(8000)
  await second.stop()
  expect(process.kill(stranger, 0)).toBe(true)
})

test('the id of this very Node in the lock file is no server either', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  await killLeaving(first.clusterDir, process.pid)
  await first.stop()
  const second = await start(dataDir)
  expect(second.startedHere).toBe(true)
  await second.stop()
})

test('a copied folder does not take the server of the original for its own', async () => {
  const dataDir = await usedFolder()
  await (await start(dataDir)).stop()
  const copyDir = await usedFolder()
  await cp(dataDir, copyDir, { recursive: true, verbatimSymlinks: true })
  const original = await start(dataDir)
  const lock = await readFile(path.join(original.clusterDir, 'postmaster.pid'))
  await writeFile(path.join(copyDir, 'postgres', 'cluster', 'postmaster.pid'), lock)

  const copy = await start(copyDir)
  expect(copy.startedHere).toBe(true)
  expect(copy.connection.host).not.toBe(original.connection.host)
  await copy.stop()
  expect(await ask(original, 'select 1 as one')).toEqual([{ one: 1 }])
  await original.stop()
})

test('a first start that was killed half-way leaves no half cluster', async () => {
  const dataDir = await dataFolder()
  const home = path.join(dataDir, 'postgres')
  const child = inChild({ options: { dataDir } })
  const half = async () => {
    const names = await readdir(home).catch(() => [])
    const found = names.find((name) => name.startsWith('cluster.new.'))
    return found !== undefined && exists(path.join(home, found, 'global'))
  }
  await until(half)
  await child.kill()
  expect(await readdir(home)).not.toContain('cluster')

  const embedded = await start(dataDir)
  expect(embedded.startedHere).toBe(true)
  expect((await readdir(home)).filter((name) => name.includes('.new.'))).toEqual([])
  await embedded.stop()
})

test('a copy of the binaries that was killed half-way is made anew', async () => {
  const dataDir = await dataFolder()
  const folder = path.join(dataDir, 'postgres', 'binaries')
  const child = inChild({ options: { dataDir, ...ownCopy } })
  await until(async () => (await readdir(folder).catch(() => [])).some((name) => name.includes('.new.')))
  await child.kill()
  expect((await readdir(folder)).every((name) => name.includes('.new.'))).toBe(true)

  await (await start(dataDir, ownCopy)).stop()
  expect((await readdir(folder)).some((name) => name.includes('.new.'))).toBe(false)
})

test('two first starts at the same moment end at one server', async () => {
  for (const mode of isRoot ? [0o755, 0o700] : [0o700]) {
    const dataDir = await dataFolder({ mode })
    const children = [inChild({ options: { dataDir, ...ownCopy } }), inChild({ options: { dataDir, ...ownCopy } })]
    const started = await Promise.all(children.map((child) => child.started()))
    expect(started.filter(({ startedHere }) => startedHere)).toHaveLength(1)
    expect(new Set(started.map(({ connection }) => connection.host)).size).toBe(1)
    for (const each of started) expect(await ask(each, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await children[0]?.stop()).toBe(0)
    const left = await readdir(path.dirname(started[0]?.clusterDir ?? ''))
    expect(left.filter((name) => name.includes('.new.'))).toEqual([])
  }
})

describe('a server of this folder that Hospes cannot reach', () => {
  test('is waited for', async () => {
    const { dataDir, stop } = await unreachable()
    const starting = start(dataDir)
    await sleep(1500)
    await stop()
    const embedded = await starting
    expect(embedded.startedHere).toBe(true)
    await embedded.stop()
  })

  test('is named when it does not go', async () => {
    const { dataDir, pid, place, stop } = await unreachable()
    const binaries = await prepareBinaries(place, sharedBinaries.binDir)
    await expect(serve(place, binaries, { say: () => undefined, retryForMs: 500 }))
      .rejects.toThrow(new RegExp(`Another PostgreSQL \\(process ${pid}\\) holds the database in ${dataDir}.*its socket folder .* open to others.*HOSPES_DATA`))
    expect(process.kill(pid, 0)).toBe(true)
    await stop()
  })

  /** Somebody started it by hand, with a socket folder of their own. */
  const unreachable = async () => {
    const dataDir = await usedFolder()
    const first = await start(dataDir)
    await first.stop()
    const place = await findPlace(dataDir, () => undefined)
    const folder = path.join(dataDir, 'open')
    await mkdir(folder)
    await give(folder, place.account)
    const postgres = path.join(sharedBinaries.binDir, 'postgres')
    const child = spawn(postgres, ['-D', first.clusterDir, '-k', folder], { stdio: 'ignore', ...spawnIds(place.account) })
    const gone = new Promise((resolve) => child.on('exit', resolve))
    await until(async () => (await readLockFile(first.clusterDir))?.status === 'ready')
    const stop = async () => {
      child.kill('SIGINT')
      await gone
    }
    return { dataDir, place, pid: child.pid ?? 0, stop }
  }
})

test('a start while another process stops the server waits and starts it again', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  const [, second] = await Promise.all([first.stop(), start(dataDir)])
  const third = await start(dataDir)
  expect(await ask(third, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
})

test('stop does not wait for open transactions', async () => {
  const embedded = await start(await usedFolder())
  const sleeping = ask(embedded, 'select pg_sleep(60)').catch((error: unknown) => String(error))
  await until(async () => (await ask(embedded, `select from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`)).length > 0)
  const startedAt = Date.now()
  await embedded.stop()
  expect(Date.now() - startedAt).toBeLessThan(5000)
  expect(await sleeping).toMatch(/terminating connection|ended unexpectedly|terminated/)
})

test('a server that will not end in time is ended at once', async () => {
  const dataDir = await usedFolder()
  const embedded = await start(dataDir)
  const [backend] = await ask(embedded, `select pid from pg_stat_activity where backend_type = 'checkpointer'`)
  process.kill(Number(backend?.['pid']), 'SIGSTOP')
  const pid = await postmasterPid(embedded.clusterDir)
  await stopServer(await findPlace(dataDir, () => undefined), () => Promise.reject(new Error('not needed')), 500)
  expect(await holderOf(pid, embedded.clusterDir)).toBe('other')
  await (await start(dataDir)).stop()
})

test('a lock file is read as postgres writes it', () => {
  const text = '4711\n/data/cluster\n1790000000\n5432\n/data/socket\n\n 123 456\nready   \n'
  expect(parseLockFile(text)).toEqual({ pid: 4711, host: '/data/socket', port: 5432, status: 'ready', identity: '4711\n/data/cluster\n1790000000' })
  expect(parseLockFile('4711\n/data/cluster\n1790000000\n50123\n\n127.0.0.1\n')).toMatchObject({ host: '127.0.0.1', port: 50_123, status: '' })
})

test('a command line tells whose process it is where the process itself may not be looked at', () => {
  expect(holderByCommand('/data/bin/postgres -D /data/cluster', '/data/cluster')).toBe('ours')
  expect(holderByCommand('/data/bin/postgres -D /data/cluster2', '/data/cluster')).toBe('unknown')
  expect(holderByCommand('/usr/bin/postgres -D relative', '/data/cluster')).toBe('unknown')
  expect(holderByCommand('postgres: io worker 1', '/data/cluster')).toBe('other')
  expect(holderByCommand('node server.js', '/data/cluster')).toBe('other')
  expect(holderByCommand('', '/data/cluster')).toBe('other')
})

/** Postgres takes the id in its lock file seriously only when the process belongs to its own user. */
const sleeper = async () => {
  const child = spawn('/bin/sleep', ['300'], { stdio: 'ignore', ...(isRoot && spawnIds(await systemAccount())) })
  onTestFinished(() => void child.kill())
  return child.pid ?? 0
}

const killLeaving = async (clusterDir: string, pid: number) => {
  const lock = path.join(clusterDir, 'postmaster.pid')
  const killed = await postmasterPid(clusterDir)
  process.kill(killed, 'SIGKILL')
  await until(async () => (await holderOf(killed, clusterDir)) === 'other')
  await writeFile(lock, (await readFile(lock, 'utf8')).replace(/^\d+/, String(pid)))
  const socketLock = path.join(clusterDir, '..', 'socket', '.s.PGSQL.5432.lock')
  await writeFile(socketLock, (await readFile(socketLock, 'utf8')).replace(/^\d+/, String(pid)))
}
