import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Report, ReportedTest } from './report.ts'

const Parts = z.array(z.object({ part: z.string(), rules: z.record(z.string().regex(/^[A-Z]\d+$/), z.string().min(1)) }))

/** What is asked of Hospes, by id, in the order of the page. */
export const requirements = Parts.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../docs/requirements.json'), 'utf8')))

/** What is still missing of a requirement that tests prove in part. */
const missing = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../docs/requirements-missing.json'), 'utf8')))

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
  const proven = touched.filter((id) => !(id in missing)).length
  return [
    '# Requirements',
    '',
    'What Hospes promises, and which of it a test proves: one that ran, passed and asserted something at the named door. Generated',
    'from the last run of `npm test` by `hospes requirements`, and compared with it at the end of every run.',
    '',
    `${proven} of ${total} proven, ${touched.length - proven} more in part.`,
    ...requirements.flatMap(({ part, rules }) => ['', `## ${part}`, '', header, '|---|---|---|---|', ...Object.entries(rules).map(([id, rule]) => row(report, { id, rule }))]),
    '',
  ].join('\n')
}

const row = (report: Report, { id, rule }: { id: string; rule: string }) => {
  const proofs = proofsOf(report, id).map(({ door, shows }) => `\`${door}\` ${cell(shows)}`)
  const state = proofs.length === 0 ? 'not yet' : missing[id] ? `in part; missing: ${missing[id]}` : 'proven'
  return `| ${id} | ${cell(rule)} | ${state} | ${[...new Set(proofs)].toSorted().join('<br>')} |`
}

const header = '| id | requirement | state | door, and what a test shows at it |'

const cell = (text: string) => text.replaceAll('|', '\\|')
