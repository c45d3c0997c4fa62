import { randomBytes } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** HOSPES_SECRET, or one made once and kept in the data folder for its owner alone. */
export const secretOf = async (config: Pick<Config, 'secret' | 'dataDir'>): Promise<string> => {
  if (config.secret) return config.secret
  const file = join(config.dataDir, 'secret')
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept) return kept.trim()
  // Written beside and then named, so that a process killed in between leaves no empty secret.
  const partial = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(partial, randomBytes(48).toString('base64url'), { mode: 0o600 })
  if (kept === '') await rename(partial, file)
  else await link(partial, file).catch(unlessThere).finally(() => unlink(partial))
  return (await readFile(file, 'utf8')).trim()
}

// Another node has made it in the same moment: its secret is everybody's.
const unlessThere = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error
}
