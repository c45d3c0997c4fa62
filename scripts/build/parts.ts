import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.join(import.meta.dirname, '../..')
export const dist = path.join(root, 'dist')

/** One thing that is built: `dist/{name}` out of these files and folders. */
export type Part = { name: string; sources: string[]; make: () => Promise<void> }

/** Makes a part unless `dist` already has it from exactly these sources. */
export const whenStale = async ({ name, sources, make }: Part): Promise<void> => {
  const stamp = path.join(dist, `${name}.stamp`)
  const wanted = fingerprint(sources)
  const made = existsSync(path.join(dist, name)) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (made === wanted) return
  const began = performance.now()
  rmSync(stamp, { force: true })
  await make()
  writeFileSync(stamp, wanted)
  console.error(`Built the ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
}

/** Fills a folder under a passing name and puts it in the place of `dist/{name}`, so that no half of it is ever served. */
export const replacePart = async (name: string, fill: (folder: string) => Promise<void>): Promise<void> => {
  const [target, passing, old] = ['', `.new.${process.pid}`, `.old.${process.pid}`].map((end) => path.join(dist, name + end)) as [string, string, string]
  mkdirSync(passing, { recursive: true })
  try {
    await fill(passing)
    if (existsSync(target)) renameSync(target, old)
    renameSync(passing, target)
  } finally {
    for (const folder of [passing, old]) rmSync(folder, { recursive: true, force: true })
  }
}

// By content and not by time: switching branches back and forth builds nothing, and reading it all takes 20 ms.
const fingerprint = (sources: string[]) => {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesIn(path.join(root, source))))
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const filesIn = (place: string): string[] => {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isTest.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

const isTest = /\.(test|fixture)\.tsx?$/
