import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createReader, type MailReader, type ReadMail } from '#platform/mail'
import { expectedOf } from './corpus/expected.ts'
import { byFolder, type Seen } from './corpus/folders.ts'
import { keepResult, thisMachine } from './corpus/report.ts'
import { count, differencesOf, noCounts, p99Ms, scoresOf } from './corpus/scores.ts'

/**
 * Reads every mail of a folder as the product does: `npm run test:corpus -- FOLDER`, or HOSPES_CORPUS. Beside a mail may lie what
 * it should be read as, in JSON; a folder named `bounces` has bounces, `bounces/…not…` and `autoreplies` have none. Fails when less
 * is read than is promised. What was found is kept in `bench/results`, or in the folder of `--results`; `--differences` shows what is
 * read otherwise than its JSON says.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true, options: { results: { type: 'string', default: path.join(import.meta.dirname, '../bench/results') }, differences: { type: 'boolean', default: false } },
})
const folder = positionals[0] ?? process.env.HOSPES_CORPUS
if (!folder || !existsSync(folder)) throw new Error('Say which folder: npm run test:corpus -- FOLDER')

const filesIn = (at: string): string[] =>
  readdirSync(at).toSorted().flatMap((name) => {
    const file = path.join(at, name)
    if (statSync(file).isDirectory()) return filesIn(file)
    return /\.(eml|txt|msg)$/i.test(name) && !/licen[cs]e|readme/i.test(name) ? [file] : []
  })

type Timed = { mail: ReadMail | string; ms: number }

const readOnce = async (reader: MailReader, raw: Buffer): Promise<Timed> => {
  const began = performance.now()
  const mail = await reader.parse(raw).catch((error: unknown) => (error instanceof Error ? error.message : 'not read'))
  return { mail, ms: performance.now() - began }
}

// What is slow once may have waited for another program's work: the shortest of three times is the mail's own.
const readTimed = async (reader: MailReader, raw: Buffer): Promise<Timed> => {
  const first = await readOnce(reader, raw)
  if (first.ms <= p99Ms) return first
  const [second, third] = [await readOnce(reader, raw), await readOnce(reader, raw)]
  return { ...first, ms: Math.min(first.ms, second.ms, third.ms) }
}

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 300)
const say = (line: string) => void process.stdout.write(`${line}\n`)

const reader = createReader({ names: { kind: 'table', records: {} }, mta: 'localhost', sealers: [] })
// The thread's start is the installation's, not the first mail's.
await readOnce(reader, Buffer.from('From: a@b.example\r\n\r\nHello\r\n'))
const counts = noCounts()
const seen: Seen[] = []
for (const file of filesIn(folder)) {
  const { mail, ms } = await readTimed(reader, readFileSync(file))
  if (typeof mail === 'string') say(`${file}: ${mail}`)
  else if (ms > p99Ms) say(`${file}: ${ms.toFixed(0)} ms`)
  const [read, expected] = [typeof mail === 'string' ? null : mail, expectedOf(file)]
  const differences = differencesOf(read, expected)
  if (values.differences) for (const { field, found, wanted } of differences ?? []) say(`${file}: ${field}\n  read   ${shown(found)}\n  wanted ${shown(wanted)}`)
  seen.push({ file, ms, unreadable: read === null, differs: differences && differences.map(({ field }) => field) })
  count(counts, { file, mail: read, expected, differences })
}
await reader.close()
const scores = scoresOf(counts, seen.map(({ ms }) => ms))
if (values.differences) for (const file of counts.bounces.missed) say(`${file}: not recognised as a bounce`)
for (const file of counts.others.taken) say(`${file}: taken for a failed mail`)
for (const { what, found, aim, holds } of scores) say(`${what}: ${found}${aim ? `, aim ${aim}` : ''}${holds ? '' : '  <- not enough'}`)
say(`of machines: ${counts.reports} reports, ${counts.automatic} automatic`)
await keepResult(values.results, { at: new Date().toISOString(), machine: thisMachine(), scores, folders: byFolder(folder, seen) })
process.exitCode = scores.every(({ holds }) => holds) ? 0 : 1
