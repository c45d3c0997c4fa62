import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './trouble.ts'

export const exists = (file: string) =>
  stat(file).then(
    () => true,
    (error: unknown) => {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false
      throw error
    },
  )

/**
 * Fills a folder under a passing name and renames it, so that a process killed in between leaves nothing half made and
 * of two processes at the same moment one wins and the other uses what the first made.
 */
export const appear = async (target: string, fill: (folder: string) => Promise<void>) => {
  await sweep(target)
  const passing = `${target}.new.${process.pid}.${randomBytes(4).toString('hex')}`
  passingNow.add(path.basename(passing))
  try {
    await mkdir(passing, { mode: 0o700 })
    await fill(passing)
    await moveInto(passing, target)
    await syncFolder(path.dirname(target))
  } finally {
    await discard(passing)
    passingNow.delete(path.basename(passing))
  }
}

const passingNow = new Set<string>()

export const discard = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)

/** Replaces a file in one step. `wx` refuses to follow a link that somebody else laid there. */
export const replaceFile = async (target: string, text: string, mode = 0o644) => {
  const passing = `${target}.new.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = await open(passing, 'wx', mode)
  try {
    await file.writeFile(text)
    await file.chmod(mode)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(passing, target).catch(async (error: unknown) => {
    await discard(passing)
    throw error
  })
}

const moveInto = async (passing: string, target: string) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(passing, target)
    } catch (error) {
      if (await exists(target)) return
      // Virus scanners on Windows hold new files open for a moment.
      if (process.platform !== 'win32' || attempt === 20) throw error
      await sleep(250)
    }
  }
}

const sweep = async (target: string) => {
  const prefix = `${path.basename(target)}.new.`
  const names = await readdir(path.dirname(target))
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('.')[0])
    // In a container every start may have the same process id, so its own id alone proves nothing.
    const inUse = pid === process.pid ? passingNow.has(name) : isAlive(pid)
    if (!inUse) await discard(path.join(path.dirname(target), name))
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const syncFolder = async (folder: string) => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => undefined)
  await handle.close()
}
