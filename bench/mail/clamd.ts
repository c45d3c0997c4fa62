import type { ChildProcess } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { freePort } from '../message/program.ts'
import { needPackages } from './debian.ts'
import { end, listening, type Ground } from './ground.ts'

export type Clamd = { place: string; /** `streamMb`: the largest file it takes. */ start(streamMb: number): Promise<void>; stop(): Promise<void> }

export const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
/** What a signature of our own finds. */
export const planted = 'the skeleton key of every room in the archipelago'

const signatures = Object.entries({ 'Eicar-Test': eicar, 'Own-Test': planted }).map(([name, text]) => `${name}:0:*:${Buffer.from(text).toString('hex')}`)

/** Debian's clamd with two signatures of ours: nothing has to be fetched. */
export const makeClamd = async (ground: Ground, say: (line: string) => void): Promise<Clamd> => {
  needPackages({ '/usr/sbin/clamd': 'clamav-daemon' }, say)
  const [folder, database] = [await ground.folder('clamd'), await ground.folder('clamd/signatures')]
  await writeFile(path.join(database, 'own.ndb'), `${signatures.join('\n')}\n`)
  const port = await freePort()
  const state: { child: ChildProcess | null } = { child: null }
  return {
    place: `127.0.0.1:${port}`,
    start: async (streamMb) => {
      const file = path.join(folder, 'conf')
      const settings = { Foreground: 'yes', DatabaseDirectory: database, TCPAddr: '127.0.0.1', TCPSocket: port, StreamMaxLength: `${streamMb}M`, LogFile: path.join(folder, 'log'), TemporaryDirectory: folder, Bytecode: 'no' }
      await writeFile(file, `${Object.entries(settings).map(([name, value]) => `${name} ${value}`).join('\n')}\n`)
      state.child = ground.start('/usr/sbin/clamd', [`--config-file=${file}`])
      await listening(port)
    },
    stop: async () => void (state.child && (await end(state.child, 'SIGTERM'))),
  }
}
