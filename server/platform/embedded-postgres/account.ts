import { chown, lchown, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/** The system user postgres runs as when Hospes itself runs as root, which postgres refuses to do. */
export type Account = { name: string; uid: number; gid: number }

export const runsAsRoot = () => process.geteuid?.() === 0

/** Ids are signed when a process is started and unsigned in the file system; the nobody of macOS is -2. */
export const spawnIds = (account: Account | undefined) =>
  account ? { uid: account.uid | 0, gid: account.gid | 0 } : {}

export const give = (file: string, account: Account | undefined) =>
  account ? lchown(file, account.uid >>> 0, account.gid >>> 0) : Promise.resolve()

export const ownerOf = async (folder: string): Promise<Account> => {
  const { uid, gid } = await stat(folder)
  return { name: nameOf(await passwd(), uid) ?? `user ${uid}`, uid, gid }
}

/** A user named hospes if the operator made one, else nobody, which every system has. */
export const systemAccount = async () => accountIn(await passwd())

export const accountIn = (lines: string): Account =>
  parse(lines).find(({ name }) => name === 'hospes') ??
  parse(lines).find(({ name }) => name === 'nobody') ??
  { name: 'nobody', uid: 65_534, gid: 65_534 }

/** A cluster that root copied or restored belongs to root, and postgres takes only what is its own. */
export const giveTree = async (folder: string, account: Account) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) await give(path.join(entry.parentPath, entry.name), account)
  await chown(folder, account.uid >>> 0, account.gid >>> 0)
}

const passwd = () => readFile('/etc/passwd', 'utf8').catch(() => '')

const nameOf = (lines: string, uid: number) => parse(lines).find((account) => account.uid >>> 0 === uid)?.name

const parse = (lines: string): Account[] =>
  lines
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && fields[0] !== 'root')
    .map(([name, , uid, gid]) => ({ name: String(name), uid: Number(uid), gid: Number(gid) }))
