import { randomBytes } from 'node:crypto'
import { constants, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { give } from './account.ts'
import type { Binaries } from './binaries.ts'
import { appear, exists, replaceFile } from './folder.ts'
import type { Place } from './place.ts'
import { run } from './run.ts'
import { includeLines } from './settings.ts'
import { EmbeddedError, programFailed } from './trouble.ts'

/** Makes the cluster when there is none, and refuses one that these binaries cannot run. */
export const prepareCluster = async (place: Place, binaries: Binaries, say: Say) => {
  if (!(await exists(place.clusterDir))) {
    say(`Making the database in ${place.clusterDir}.`)
    if ((await makeCluster(place, binaries)) === 'C')
      say('This system has no UTF-8 locale (C.UTF-8 or en_US.UTF-8): full-text search will take quotation marks for letters.')
  }
  const made = await readFile(path.join(place.clusterDir, 'PG_VERSION'), 'utf8').catch(() => '')
  if (made.trim() === String(binaries.major)) return
  throw made ? otherVersion(place, made.trim(), binaries.major) : noCluster(place)
}

export const passwordFile = (base: string) => path.join(base, 'password')

type Say = (line: string) => void

const makeCluster = async (place: Place, binaries: Binaries) => {
  let characterType: string | undefined
  if (process.platform === 'win32') await makePassword(place.base)
  await appear(place.clusterDir, async (passing) => {
    await give(passing, place.account)
    characterType = await initialise(passing, place, binaries)
    await includeSettings(path.join(passing, 'postgresql.conf'))
  })
  return characterType
}

const makePassword = async (base: string) => {
  if (await exists(passwordFile(base))) return
  await replaceFile(passwordFile(base), randomBytes(24).toString('base64url'), 0o600)
}

// The character type decides where the full-text parser ends a word: with C, “quoted” keeps its quotes.
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'C']

const initialise = async (target: string, place: Place, binaries: Binaries) => {
  for (const characterType of characterTypes) {
    const args = ['-D', target, ...initdbArguments(place.base), ...localeArguments(characterType, binaries.major)]
    const { ok, output } = await run(binaries.initdb, args, { cwd: place.base, account: place.account })
    if (ok) return characterType
    const last = characterType === characterTypes.at(-1)
    if (last || !/invalid locale/.test(output))
      throw programFailed('PostgreSQL could not make its cluster', { output, folder: place.base })
  }
}

const initdbArguments = (base: string) => [
  '--username=postgres',
  '--encoding=UTF8',
  '--data-checksums',
  '--text-search-config=simple',
  '--no-instructions',
  ...(process.platform === 'win32'
    ? ['--auth=scram-sha-256', `--pwfile=${passwordFile(base)}`]
    : ['--auth-local=trust', '--auth-host=reject']),
]

export const localeArguments = (characterType: string, major: number) =>
  major >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${characterType}`]
    : ['--locale=C', `--lc-ctype=${characterType}`, `--lc-collate=${characterType.startsWith('C') ? characterType : 'C'}`]

const includeSettings = async (file: string) => {
  const handle = await open(file, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0))
  try {
    await handle.writeFile(includeLines)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const otherVersion = ({ clusterDir }: Place, made: string, running: number) =>
  new EmbeddedError(`The database in ${clusterDir} was made by PostgreSQL ${made}, and the programs at hand are PostgreSQL ${running}. Set PG_BIN_DIR to the programs of a PostgreSQL ${made} (or unset it, if Hospes itself brings that version). To change over, start it that way and carry the data to another server; to begin with an empty database, set HOSPES_DATA to another folder.`)

const noCluster = ({ clusterDir }: Place) =>
  new EmbeddedError(`${clusterDir} holds no PostgreSQL cluster. Move that folder away, or set HOSPES_DATA to another folder.`)
