import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What cannot be stored now and must not be lost: lines in a file, each on the disk before `keep` returns. */
export type Spool = {
  keep(entry: unknown): Promise<void>
  /** Hands every kept entry over, in order; one that fails keeps itself and what comes after for the next time. Entries may come twice. */
  drain(take: (entry: unknown) => Promise<void>): Promise<number>
  /** Keeps what can never be handed over in a file beside, for a person to look at, so that it holds up nobody behind it. */
  setAside(entry: unknown): Promise<void>
}

export const createSpool = (file: string): Spool => {
  const state: { draining: Promise<number> | null } = { draining: null }
  return {
    keep: (entry) => append(file, entry),
    setAside: (entry) => append(`${file}.aside`, entry),
    drain: (take) => (state.draining ??= drain(file, take).finally(() => { state.draining = null })),
  }
}

const append = async (file: string, entry: unknown): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.appendFile(`${JSON.stringify(entry)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const drain = async (file: string, take: (entry: unknown) => Promise<void>): Promise<number> => {
  const own = `${file}.draining`
  const left = await readFile(own, 'utf8').catch(() => null)
  // What was begun before comes first; whatever is kept meanwhile goes into a file of its own.
  if (left === null && !(await rename(file, own).then(() => true, () => false))) return 0
  const lines = (left ?? (await readFile(own, 'utf8'))).split('\n').filter((line) => line !== '')
  for (const line of lines) {
    const entry = entryOf(line)
    if (entry !== undefined) await take(entry)
  }
  await rm(own, { force: true })
  return lines.length
}

// A line cut off by the end of the process was never promised to anybody.
const entryOf = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
