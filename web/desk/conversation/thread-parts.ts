import { sayingKinds, type Entry, type EntryKind } from '#contract/conversations'

/** What a person wrote. */
export type Saying = Entry & { kind: (typeof sayingKinds)[number]; from?: string | undefined }
/** What happened in between. */
export type Happening = Entry & { kind: Exclude<EntryKind, Saying['kind']> }

export type Part =
  | { kind: 'day'; id: string; at: string }
  | { kind: 'new'; id: string }
  | { kind: 'said'; id: string; entry: Saying }
  | { kind: 'happened'; id: string; entries: Happening[] }

const sayings: readonly EntryKind[] = sayingKinds
export const isSaying = (entry: Entry): entry is Saying => sayings.includes(entry.kind)
const isHappening = (entry: Entry): entry is Happening => !isSaying(entry)

type MergedThread = { caseNumber: string; entries: Entry[] }

/** What was said in merged conversations, each at its time between what was said here; the entries here keep their order. */
export const interleaved = (entries: Entry[], merged: MergedThread[]): (Entry & { from?: string | undefined })[] => {
  const others = merged.flatMap(({ caseNumber, entries: said }) => said.filter(isSaying).map((entry) => ({ ...entry, from: caseNumber })))
  return others.length === 0 ? entries : [...entries, ...others].toSorted((a, b) => a.at.localeCompare(b.at))
}

/** The thread as it is drawn: sayings, between them quiet groups of happenings, a line per day and one above what is new. */
export const threadParts = (entries: Entry[], { newFrom, dayOf }: { newFrom: number | null; dayOf: (iso: string) => string }): Part[] => {
  const parts: Part[] = []
  let day = ''
  for (const entry of entries) {
    const today = dayOf(entry.at)
    if (today !== day) parts.push({ kind: 'day', id: `day-${entry.at}`, at: entry.at })
    day = today
    const from = 'from' in entry && typeof entry.from === 'string' ? entry.from : ''
    if (entry.seq === newFrom && from === '' && parts.some((part) => part.kind === 'said')) parts.push({ kind: 'new', id: 'new' })
    const last = parts.at(-1)
    if (isSaying(entry)) parts.push({ kind: 'said', id: `entry-${from}${entry.seq}`, entry })
    else if (last?.kind === 'happened' && isHappening(entry)) last.entries.push(entry)
    else if (isHappening(entry)) parts.push({ kind: 'happened', id: `entry-${entry.seq}`, entries: [entry] })
  }
  return parts
}

export const lastMessageSeq = (entries: Entry[]): number => entries.findLast((entry) => entry.kind === 'message')?.seq ?? 0

/** What was said after `seq`, which an answer written before did not know. */
export const saidAfter = (entries: Entry[], seq: number): Saying[] => entries.filter(isSaying).filter((entry) => entry.seq > seq)
