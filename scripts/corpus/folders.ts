import path from 'node:path'

/** One mail of the corpus: how long it took, and in which fields it is read otherwise than the JSON beside it; null where none lies. */
export type Seen = { file: string; ms: number; unreadable: boolean; differs: string[] | null }
export type OfFolder = { folder: string; mails: number; unreadable: number; compared: number; same: number; p50: number; p99: number; longest: number }

export const atShare = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0

/** By the folders of the corpus, two deep, and all of them together. */
export const byFolder = (root: string, seen: readonly Seen[]): OfFolder[] => {
  const folders = Map.groupBy(seen, ({ file }) => path.dirname(path.relative(root, file)).split(path.sep).slice(0, 2).join('/'))
  return [...[...folders].map(([folder, mails]) => sumOf(folder === '.' ? 'beside the folders' : folder, mails)), sumOf('all', seen)]
}

const sumOf = (folder: string, mails: readonly Seen[]): OfFolder => {
  const times = mails.map(({ ms }) => ms)
  const compared = mails.filter(({ differs }) => differs !== null)
  return {
    folder, mails: mails.length, unreadable: mails.filter(({ unreadable }) => unreadable).length,
    compared: compared.length, same: compared.filter(({ differs }) => differs?.length === 0).length,
    p50: atShare(times, 0.5), p99: atShare(times, 0.99), longest: atShare(times, 1),
  }
}
