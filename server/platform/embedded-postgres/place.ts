import { randomBytes } from 'node:crypto'
import { access, chmod, link, mkdir, readFile, realpath, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { give, giveTree, ownerOf, runsAsRoot, systemAccount, type Account } from './account.ts'
import { discard, exists, replaceFile } from './folder.ts'
import { canEnter, run } from './run.ts'
import { EmbeddedError, codeOf, elsewhere } from './trouble.ts'

/** Where everything of the embedded server lies. `account` is set when Hospes runs as root. */
export type Place = { home: string; base: string; clusterDir: string; logFile: string; account?: Account }

type Say = (line: string) => void

/** `home` lies in the data folder and keeps the log; `base` is `home` unless the postgres user cannot get there. */
export const findPlace = async (dataDir: string, say: Say): Promise<Place> => {
  if (process.platform !== 'win32' && unquotable.test(dataDir))
    throw new EmbeddedError(`HOSPES_DATA (${dataDir}) may not contain any of " $ \` \\ or a line break: PostgreSQL cannot be started there.`)
  await makeFolders(dataDir)
  const home = path.join(await realpath(dataDir), 'postgres')
  await makeFolders(home, runsAsRoot() ? 0o711 : 0o700)
  const noted = await readPointer(home)
  const base = noted ?? home
  if (await exists(clusterOf(base))) return place(home, base, await accountOfCluster(base))
  if (noted) return placeNoted(home, noted)
  return runsAsRoot() ? placeForRoot(home, say) : place(home, home)
}

export const clusterOf = (base: string) => path.join(base, 'cluster')

const place = (home: string, base: string, account?: Account): Place => ({
  home,
  base,
  clusterDir: clusterOf(base),
  logFile: path.join(home, 'postgres.log'),
  ...(account && { account }),
})

const accountOfCluster = async (base: string) => {
  const owner = await ownerOf(clusterOf(base))
  if (!runsAsRoot()) {
    if (process.geteuid === undefined || owner.uid === process.geteuid()) return undefined
    throw new EmbeddedError(`The database in ${base} belongs to ${owner.name}. Start Hospes as that user or as root, or give the folder to this user (chown -R).`)
  }
  const account = owner.uid === 0 ? await systemAccount() : owner
  if (owner.uid === 0) await giveTree(clusterOf(base), account)
  if (await canEnter(clusterOf(base), account)) return account
  throw new EmbeddedError(`The database in ${base} belongs to ${account.name}, who may not enter that folder. Let others pass through the folders above it (chmod o+x), or ${elsewhere}.`)
}

/** The folder is there without a cluster when the very first start was killed half-way. */
const placeNoted = async (home: string, base: string) => {
  if (!(await exists(base))) throw new EmbeddedError(`The database lay in ${base}, which is gone. Put that folder back, or delete ${pointerOf(home)} to begin with an empty database.`)
  return place(home, base, runsAsRoot() ? await systemAccount() : undefined)
}

/** Node's own recursive mkdir reports a folder that may not be written as one that is not there. */
const makeFolders = async (folder: string, mode = 0o777): Promise<void> => {
  try {
    await mkdir(folder, { mode })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return refuseFile(folder)
    if (codeOf(error) !== 'ENOENT') throw error
    await makeFolders(path.dirname(folder))
    await makeFolders(folder, mode)
  }
}

const refuseFile = async (folder: string) => {
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw new EmbeddedError(`${folder} is not a folder, or leads to one that is missing. Set HOSPES_DATA to a folder.`)
}

// initdb hands its own path to a shell between double quotes.
const unquotable = /["$`\\\r\n]/

const placeForRoot = async (home: string, say: Say) => {
  const account = await systemAccount()
  await chmod(home, 0o711)
  if (await canLive(home, account)) return place(home, home, account)
  const base = await systemFolder(home, account)
  const kept = await pointTo(base, home)
  say(`The database lives in ${kept}: postgres runs as ${account.name}, who may not enter ${home}.`)
  return place(home, kept, account)
}

/** Tries it, because mode bits do not tell of access lists, network folders or a root without its powers. */
const canLive = async (folder: string, account: Account) => {
  const trial = path.join(folder, `trial.${randomBytes(4).toString('hex')}`)
  await mkdir(trial, { mode: 0o700 })
  try {
    await give(trial, account)
    const { ok } = await run('/bin/sh', ['-c', 'cd "$1" && : > file', 'sh', trial], { cwd: '/', account })
    if (ok) await access(path.join(trial, 'file'))
    return ok
  } catch {
    return false
  } finally {
    // A root without its powers could not remove what is another user's.
    await give(trial, { name: 'root', uid: 0, gid: 0 }).catch(() => undefined)
    await discard(trial)
  }
}

const systemFolder = async (home: string, account: Account) => {
  for (const folder of candidates()) {
    if (await makeFor(account, folder)) {
      await replaceFile(path.join(folder, ownerNote), home)
      return folder
    }
  }
  throw new EmbeddedError(`Hospes runs as root and found no folder for a database that ${account.name} may use. Start Hospes as an ordinary user, set HOSPES_DATA to a folder that ${account.name} may enter, or ${elsewhere}.`)
}

const makeFor = async (account: Account, folder: string) => {
  const parent = path.dirname(folder)
  try {
    const isNew = (await mkdir(parent, { recursive: true })) !== undefined
    // A careful umask takes the passage away from what mkdir makes.
    if (isNew) await chmod(parent, 0o711)
    await mkdir(folder, { mode: 0o711 })
    await chmod(folder, 0o711)
    if (await canLive(folder, account)) return true
    await discard(folder)
    if (isNew) await rmdir(parent)
    return false
  } catch {
    return false
  }
}

// Temporary folders come last: some systems empty them when they start.
const candidates = () => {
  const id = randomBytes(6).toString('hex')
  return [`/var/lib/hospes/${id}`, path.join(tmpdir(), `hospes-${id}`), `/tmp/hospes-${id}`]
}

const pointerOf = (home: string) => path.join(home, 'location')
const ownerNote = 'belongs-to'

/** A hard link fails when the name is taken: of two first starts at the same moment both use one folder. */
const pointTo = async (base: string, home: string) => {
  const passing = `${pointerOf(home)}.${randomBytes(4).toString('hex')}`
  await replaceFile(passing, base)
  try {
    await link(passing, pointerOf(home))
    return base
  } catch (error) {
    const first = await readPointer(home)
    await discard(base)
    if (first) return first
    throw error
  } finally {
    await rm(passing, { force: true })
  }
}

const readPointer = async (home: string) => {
  if (!(await exists(pointerOf(home)))) return undefined
  const base = (await readFile(pointerOf(home), 'utf8')).trim()
  await refuseCopy(home, base)
  return base
}

/** Copying a data folder copies the pointer too; two installations must not end up with one database. */
const refuseCopy = async (home: string, base: string) => {
  const note = path.join(base, ownerNote)
  const noted = await readFile(note, 'utf8').catch(() => home)
  if (noted === home) return
  const pointsHere = await readFile(pointerOf(noted), 'utf8').catch(() => '')
  if (pointsHere.trim() === base && !(await isSameFolder(noted, home)))
    throw new EmbeddedError(`${home} is a copy of ${noted}, and the database in ${base} belongs to the original. Delete ${pointerOf(home)} to begin with an empty database.`)
  if (runsAsRoot()) await replaceFile(note, home)
}

const isSameFolder = async (one: string, other: string) => {
  const [a, b] = await Promise.all([stat(one), stat(other)])
  return a.ino === b.ino && a.dev === b.dev
}
