import path from 'node:path'
import type { ReadMail } from '#platform/mail'
import type { Expected } from './expected.ts'
import { atShare } from './folders.ts'

/** The least share of mails whose field is read as the JSON beside them says: what the parser reached when it was chosen. */
const aims = { from: 1, messageId: 1, subject: 95 / 107, files: 88 / 107, text: 77 / 87 } as const
type Field = keyof typeof aims
export const leastRecognised = 0.96
export const p99Ms = 100
export const longestMs = 5_000

const flat = (text: string) => text.replaceAll('\0', '').replace(/\s+/g, ' ').trim()
const sameWords = (read: string, wanted: string) => flat(read) === flat(wanted)

const read: { [Name in Field]: (mail: ReadMail) => NonNullable<Expected[Name]> } = {
  from: ({ from }) => from[0]?.address ?? '',
  messageId: ({ messageId }) => (messageId ?? '').replace(/^<|>$/g, ''),
  subject: ({ subject }) => subject,
  files: ({ files }) => files.length,
  text: ({ text }) => text,
}
const same: { [Name in Field]: (found: NonNullable<Expected[Name]>, wanted: NonNullable<Expected[Name]>) => boolean } = {
  from: (found, wanted) => found === wanted.toLowerCase(),
  messageId: (found, wanted) => found === wanted,
  subject: sameWords,
  files: (found, wanted) => found === wanted,
  // The first part's words come first; that a mail's other texts follow is no fault.
  text: (found, wanted) => flat(found).startsWith(flat(wanted)),
}
const fields = Object.keys(same) as Field[]

export type Difference = { field: Field; found: unknown; wanted: unknown }

/** In which fields a mail is read otherwise than the JSON beside it says; null where none lies. */
export const differencesOf = (mail: ReadMail | null, expected: Expected | null): Difference[] | null =>
  expected && fields.flatMap((field) => differenceIn(field, mail, expected))

const differenceIn = <Name extends Field>(field: Name, mail: ReadMail | null, expected: Expected): Difference[] => {
  const wanted = expected[field] as NonNullable<Expected[Name]> | undefined
  const found = mail && read[field](mail)
  return wanted === undefined || (found !== null && same[field](found, wanted)) ? [] : [{ field, found, wanted }]
}

export type Counts = { files: number; read: number; refused: number; reports: number; automatic: number; fields: Record<Field, { same: number; of: number }>; bounces: { recognised: number; missed: string[]; of: number }; others: { taken: string[]; of: number } }

export const noCounts = (): Counts => ({
  files: 0, read: 0, refused: 0, reports: 0, automatic: 0, bounces: { recognised: 0, missed: [], of: 0 }, others: { taken: [], of: 0 },
  fields: { from: { same: 0, of: 0 }, messageId: { same: 0, of: 0 }, subject: { same: 0, of: 0 }, files: { same: 0, of: 0 }, text: { same: 0, of: 0 } },
})

/** Counts one mail: beside its JSON, and, in a folder of bounces or of what is none, by whether it is taken for one. */
export const count = (counts: Counts, { file, mail, expected, differences }: { file: string; mail: ReadMail | null; expected: Expected | null; differences: Difference[] | null }): void => {
  counts.files++
  counts[mail ? 'read' : 'refused']++
  if (mail?.report) counts.reports++
  if (mail?.automatic) counts.automatic++
  for (const field of fields.filter((each) => expected?.[each] !== undefined)) {
    counts.fields[field].of++
    if (!differences?.some((each) => each.field === field)) counts.fields[field].same++
  }
  const set = setOf(file)
  if (set === 'bounces') {
    counts.bounces.of++
    if (mail?.report) counts.bounces.recognised++
    else counts.bounces.missed.push(file)
  }
  if (set !== 'others') return
  counts.others.of++
  if (mail?.report?.kind === 'failed') counts.others.taken.push(file)
}

/** A folder says what its mails are: `bounces`, or inside it `not`; a folder of answers by machines, `autoreplies`, has no bounces either. */
const setOf = (file: string): 'bounces' | 'others' | null => {
  const folders = path.dirname(path.resolve(file)).split(path.sep)
  if (folders.includes('autoreplies') || (folders.includes('bounces') && folders.includes('not'))) return 'others'
  return folders.includes('bounces') ? 'bounces' : null
}

export type Score = { what: string; found: string; aim: string; holds: boolean }

export const scoresOf = ({ files, read: readable, refused, fields: found, bounces, others }: Counts, times: number[]): Score[] => {
  const at = (share: number) => atShare(times, share)
  const share = (what: string, { n, of, least }: { n: number; of: number; least: number }): Score[] =>
    of === 0 ? [] : [{ what, found: `${n} of ${of} (${((100 * n) / of).toFixed(1)} %)`, aim: `${(100 * least).toFixed(1)} %`, holds: n / of >= least - 1e-9 }]
  return [
    { what: 'read, or told that it cannot be', found: `${readable} and ${refused} of ${files}`, aim: 'all', holds: readable + refused === files },
    ...fields.flatMap((field) => share(`${field} as the JSON beside it`, { n: found[field].same, of: found[field].of, least: aims[field] })),
    ...share('bounces recognised', { n: bounces.recognised, of: bounces.of, least: leastRecognised }),
    ...(others.of > 0 ? [{ what: 'other mail taken for a failed one', found: `${others.taken.length} of ${others.of}`, aim: '0', holds: others.taken.length === 0 }] : []),
    { what: 'p50', found: `${at(0.5).toFixed(1)} ms`, aim: '', holds: true },
    { what: 'p99', found: `${at(0.99).toFixed(1)} ms`, aim: `${p99Ms} ms`, holds: at(0.99) <= p99Ms },
    { what: 'longest', found: `${at(1).toFixed(1)} ms`, aim: `${longestMs} ms`, holds: at(1) <= longestMs },
  ]
}
