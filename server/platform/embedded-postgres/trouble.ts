/** What keeps the database from starting, in words for the person who runs Hospes. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError'
}

export const elsewhere = 'set DATABASE_URL to a PostgreSQL 15 or newer of your own'

/** Runs the work; a failure whose cause is known leaves as an EmbeddedError that names the setting to change. */
export const explained = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EmbeddedError) throw error
    const advice = adviceFor(codeOf(error), folder) ?? adviceFor(messageOf(error), folder)
    if (!advice) throw error
    throw new EmbeddedError(advice, { cause: error })
  }
}

/** A program of PostgreSQL ended badly: the advice if the reason is known, and always its last words. */
export const programFailed = (what: string, { output, folder }: { output: string; folder: string }) => {
  const lastWords = output.trim().split('\n').slice(-8).join('\n')
  return new EmbeddedError([`${what}.`, adviceFor(output, folder), lastWords].filter(Boolean).join('\n'))
}

export const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const adviceFor = (text: string, folder: string) =>
  advices.find(({ when }) => when.test(text))?.say(folder)

const advices: { when: RegExp; say: (folder: string) => string }[] = [
  // First, because a lack of shared memory also ends in “No space left on device”.
  {
    when: /could not .*(shared memory|semaphores)|ENOMEM|Cannot allocate memory/,
    say: () => `The system gave PostgreSQL too little memory. Free about 256 MB (in a container also of /dev/shm), or ${elsewhere}.`,
  },
  {
    when: /ENOSPC|EDQUOT|wrote only \d+ of|No space left on device|Disk quota exceeded|not enough space on the disk/i,
    say: (folder) => `The disk that holds ${folder} is full. Free some space, or set HOSPES_DATA to a folder on another disk.`,
  },
  {
    when: /could not look up effective user ID/,
    say: () => `PostgreSQL needs a user with a name: the user id of this process has no entry in /etc/passwd. Add one, start Hospes as another user, or ${elsewhere}.`,
  },
  {
    when: /^E(ACCES|PERM|ROFS)$|Permission denied|Read-only file system|Operation not permitted/,
    say: (folder) => `Hospes may not write to ${folder}. Make it writable for the user that starts Hospes, or set HOSPES_DATA to a folder that is.`,
  },
  {
    when: /^ENOTDIR$/,
    say: (folder) => `${folder} cannot be a data folder: a part of that path is a file. Set HOSPES_DATA to a folder.`,
  },
]
