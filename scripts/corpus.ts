import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createReader } from '#platform/mail'

/** Reads every mail of a folder as the product does: `npm run test:corpus -- FOLDER`. Beside a mail may lie what it should be read as, in JSON. */
const folder = process.argv[2]
if (!folder || !existsSync(folder)) throw new Error('Say which folder: npm run test:corpus -- FOLDER')

const filesIn = (at: string): string[] =>
  readdirSync(at).flatMap((name) => {
    const file = join(at, name)
    if (statSync(file).isDirectory()) return filesIn(file)
    return /\.(eml|txt|msg)$/i.test(name) && !/licen[cs]e|readme/i.test(name) ? [file] : []
  })

const expectedOf = (file: string): { subject?: unknown } | null => {
  const beside = [`${file}.json`, file.replace(/\.[a-z]+$/i, '.json')].find(existsSync)
  return beside ? (JSON.parse(readFileSync(beside, 'utf8')) as { subject?: unknown }) : null
}

const reader = createReader({ names: { kind: 'table', records: {} }, mta: 'localhost', sealers: [] })
const count = { read: 0, refused: 0, reports: 0, automatic: 0, subjects: 0, sameSubject: 0 }
const times: number[] = []
for (const file of filesIn(folder)) {
  const began = performance.now()
  const mail = await reader.parse(readFileSync(file)).catch((error: unknown) => {
    process.stdout.write(`${file}: ${error instanceof Error ? error.message : 'not read'}\n`)
    return null
  })
  times.push(performance.now() - began)
  count[mail ? 'read' : 'refused']++
  if (mail?.report) count.reports++
  if (mail?.automatic) count.automatic++
  const subject = expectedOf(file)?.subject
  if (mail && typeof subject === 'string') {
    count.subjects++
    if (subject.trim() === mail.subject.trim()) count.sameSubject++
  }
}
times.sort((a, b) => a - b)
const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)
process.stdout.write(`${JSON.stringify(count)}\np50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms\n`)
await reader.close()
