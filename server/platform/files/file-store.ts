import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#kernel'

/** Where bytes live, by their SHA-256. Written whole or not at all. */
export type FileStore = {
  /** Somebody looks at every file before anybody opens it: what is put here waits for that. */
  scans: boolean
  put(bytes: Uint8Array): Promise<Buffer>
  get(sha256: Buffer): Promise<Buffer>
  /** Forgets bytes that nothing refers to; not when somebody has put them anew meanwhile. */
  remove(sha256: Buffer, at: { untouchedSince: Date }): Promise<void>
}

export const localFileStore = (folder: string, { scans = false } = {}): FileStore => ({
  scans,
  put: async (bytes) => {
    const sha256 = createHash('sha256').update(bytes).digest()
    const target = pathOf(folder, sha256)
    await mkdir(join(target, '..'), { recursive: true, mode: 0o700 })
    const partial = join(folder, `${newId()}.part`)
    const file = await open(partial, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } catch (error) {
      await unlink(partial).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
    await rename(partial, target)
    return sha256
  },
  get: (sha256) => readFile(pathOf(folder, sha256)),
  remove: async (sha256, { untouchedSince }) => {
    const target = pathOf(folder, sha256)
    const found = await stat(target).catch(() => null)
    if (found && found.mtime < untouchedSince) await rm(target, { force: true })
  },
})

const pathOf = (folder: string, sha256: Buffer) => {
  const hex = sha256.toString('hex')
  return join(folder, hex.slice(0, 2), hex.slice(2))
}
