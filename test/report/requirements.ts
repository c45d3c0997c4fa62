import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Report, ReportedTest } from './report.ts'

const Parts = z.array(z.object({ part: z.string(), rules: z.record(z.string().regex(/^[A-Z]\d+$/), z.string().min(1)) }))

/** What is asked of Hospes, by id, in the order of the page. */
export const requirements = Parts.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../docs/requirements.json'), 'utf8')))

/** What is still missing of a requirement that tests prove in part. */
const missing = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../docs/requirements-missing.json'), 'utf8')))

const Full = z.record(z.string(), z.object({ command: z.string(), figures: z.string() }))

/** Whose full form is a command of its own: the test shows its short one, and the figures that are kept the other. */
const fullForms = Full.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../docs/requirements-full.json'), 'utf8')))

/** Whether figures are kept of an id, and all of them were as they should be. */
export const areGood = (figures: string, id: string): boolean => {
  const rows = figures.split('\n').filter((line) => line.startsWith(`| ${id} |`))
  return rows.length > 0 && rows.every((row) => /\| yes \|/.test(row))
}

const missingOf = (id: string): string | undefined => {
  const full = fullForms[id]
  if (!full || areGood(readFileSync(path.join(import.meta.dirname, '../..', full.figures), 'utf8'), id)) return missing[id]
  return `good figures of \`${full.command}\``
}

/** A test proves requirements when its title begins with their ids and names the door it goes through: `R15 R16 | POST /… | shows …`. */
export type Proof = { ids: string[]; door: string; shows: string }

export const proofIn = (title: string): Proof | null => {
  const [, ids = '', door = '', shows = ''] = /^((?:[A-Z]\d+ )+)\| ([^|]+) \| (.+)$/.exec(title) ?? []
  return ids ? { ids: ids.trim().split(' '), door: door.trim(), shows: shows.trim() } : null
}

/** A rule counts by a test that ran, passed and asserted something. */
export const proofsOf = (report: Report, id: string): Proof[] =>
  report.tests
    .filter(counts)
    .flatMap(({ name }) => proofIn(name) ?? [])
    .filter(({ ids }) => ids.includes(id))

const counts = ({ state, assertions }: ReportedTest) => state === 'passed' && assertions > 0

/** Titles that look like a proof and are none: an unknown id, or no door. */
export const faultyTitles = (report: Report): string[] => report.tests.map(({ name }) => name).filter(isFaulty)

const known = new Set(requirements.flatMap(({ rules }) => Object.keys(rules)))

const isFaulty = (title: string) => {
  const proof = proofIn(title)
  if (!proof) return /^[RELPMIS]\d+\b/.test(title)
  return proof.ids.some((id) => !known.has(id)) || !isDoor(proof.door)
}

// An address, a verb of the house with its parentheses, a command of ours, or the mail listener.
const isDoor = (door: string) => /^((GET|POST|PUT|PATCH|DELETE) )?\/\S*|\w+\(.*\)|^(hospes|npm) \w+|^(SMTP|IMAP)$/.test(door)

/** The text of docs/requirements.md. */
export const renderPage = (report: Report): string => {
  const total = known.size
  const touched = [...known].filter((id) => proofsOf(report, id).length > 0)
  const proven = touched.filter((id) => missingOf(id) === undefined)
  const full = proven.filter((id) => id in fullForms).length
  return [
    '# Requirements',
    '',
    'What Hospes promises, and which of it a test proves: one that ran, passed and asserted something at the named door. Generated',
    'from the last run of `npm test` by `hospes requirements`, and compared with it at the end of every run.',
    '',
    `${proven.length} of ${total} proven, ${full} of them in a short form beside the figures of a long one; ${touched.length - proven.length} more in part.`,
    ...requirements.flatMap(({ part, rules }) => ['', `## ${part}`, '', header, '|---|---|---|---|', ...Object.entries(rules).map(([id, rule]) => row(report, { id, rule }))]),
    '',
  ].join('\n')
}

const row = (report: Report, { id, rule }: { id: string; rule: string }) => {
  const proofs = proofsOf(report, id).map(({ door, shows }) => `\`${door}\` ${cell(shows)}`)
  const state = proofs.length === 0 ? 'not yet' : stateOf(id)
  return `| ${id} | ${cell(rule)} | ${state} | ${[...new Set(proofs)].toSorted().join('<br>')} |`
}

const stateOf = (id: string) => {
  const [lacks, full] = [missingOf(id), fullForms[id]]
  if (lacks !== undefined) return `in part; missing: ${lacks}`
  return full ? `proven; in full by \`${full.command}\` ([figures](../${full.figures}))` : 'proven'
}

const header = '| id | requirement | state | door, and what a test shows at it |'

const cell = (text: string) => text.replaceAll('|', '\\|')
