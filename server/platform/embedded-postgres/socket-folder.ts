import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { give } from './account.ts'
import type { Place } from './place.ts'
import { canEnter } from './run.ts'
import { socketPort, type Door } from './settings.ts'
import { EmbeddedError, codeOf } from './trouble.ts'

export const openDoor = async (place: Place): Promise<Door> => {
  if (process.platform === 'win32') return { port: await freePort() }
  const own = path.join(place.base, 'socket')
  const socketDir = fits(own) ? own : await shortFolder(place)
  await makePrivate(socketDir, place)
  return { socketDir }
}

// 104 bytes with the closing zero on macOS, 108 on Linux.
export const fits = (folder: string) => Buffer.byteLength(path.join(folder, `.s.PGSQL.${socketPort}`)) <= 103

const shortFolder = async ({ base, account }: Place) => {
  const name = `hospes-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`
  const temporary = tmpdir()
  const usable = fits(path.join(temporary, name)) && (!account || (await canEnter(temporary, account)))
  return path.join(usable ? temporary : '/tmp', name)
}

const makePrivate = async (folder: string, { base, account }: Place) => {
  await mkdir(folder, { mode: 0o700 }).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
    const found = await lstat(folder)
    const owners = [process.geteuid?.(), account && account.uid >>> 0]
    const inBase = folder.startsWith(base + path.sep)
    if (found.isDirectory() && (inBase || owners.includes(found.uid))) return
    throw new EmbeddedError(`The folder for the database's socket, ${folder}, belongs to somebody else. Remove it, or set HOSPES_DATA to a folder with a shorter path.`)
  })
  await chmod(folder, 0o700)
  await give(folder, account)
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
