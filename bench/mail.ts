import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { databaseRestarts, killedWhileReceiving } from './mail/cases/kills.ts'
import { loops } from './mail/cases/loops.ts'
import { mailbox } from './mail/cases/mailbox.ts'
import { killedWhileSending, signed } from './mail/cases/out.ts'
import { steadyAndBurst } from './mail/cases/pace.ts'
import { everyMailSeen, hostile } from './mail/cases/reading.ts'
import { scanned } from './mail/cases/scanning.ts'
import { needPrograms } from './mail/debian.ts'
import { render, type Result, type Told } from './mail/report.ts'
import { makeStage, type Case, type Line, type Options, type Stage } from './mail/stage.ts'
import { machine } from './message/report.ts'

const cases: Record<string, Case> = { E1: killedWhileReceiving, E2: databaseRestarts, E3: mailbox, E4: everyMailSeen, E5: hostile, E6: steadyAndBurst, E7: loops, E12: scanned, E13: killedWhileSending, E14: signed }

/** The whole chain of mail: Postfix, Dovecot with Sieve, a name server, clamd and the built program; writes mail.md and mail.json. */
const testMail = async (wanted: readonly string[], { folder, ...options }: Options & { folder: string }): Promise<boolean> => {
  needPrograms(options.say)
  const stage = await makeStage()
  const stop = () => void stage.ground.clear().finally(() => process.exit(130))
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const told: Told[] = []
  try {
    for (const name of wanted) {
      const command = `npm run test:mail -- ${[name, ...(name === 'E6' ? [`--minutes ${options.minutes}`] : []), ...(name === 'E13' ? [`--down ${options.down}`] : []), ...(name === 'E4' && options.corpus ? ['--corpus FOLDER'] : [])].join(' ')}`
      for (const line of await linesOf(name, stage, options)) {
        told.push({ ...line, command, at: new Date().toISOString() })
        options.say(`${line.criterion}: ${line.what}: ${line.found}${line.aim ? `, aim ${line.aim}` : ''}${line.holds ? '' : '  <- not enough'}`)
      }
    }
    await keep(folder, told, stage.product.version)
  } finally {
    await stage.ground.clear()
  }
  return told.every(({ holds }) => holds)
}

/** What does not come to its end is told as what it is. */
const linesOf = async (name: string, stage: Stage, options: Options): Promise<Line[]> => {
  try {
    return (await cases[name]?.(stage, options)) ?? []
  } catch (error) {
    return [{ criterion: name, what: 'did not come to its end', found: error instanceof Error ? error.message.slice(0, 300) : String(error), aim: '', holds: false }]
  }
}

/** What was measured now stands in for what was measured of the same before; the rest stays. */
const keep = async (folder: string, told: readonly Told[], version: string) => {
  const file = path.join(folder, 'mail.json')
  const earlier = await readFile(file, 'utf8').then((text) => (JSON.parse(text) as Result).lines, () => [])
  const now = new Set(told.map(({ criterion }) => criterion))
  const number = ({ criterion }: Told) => Number(criterion.slice(1))
  const result: Result = { machine: machine(version), lines: [...earlier.filter(({ criterion }) => !now.has(criterion)), ...told].toSorted((a, b) => number(a) - number(b)) }
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'mail.md'), render(result))
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' }, down: { type: 'string', default: '10' }, corpus: { type: 'string' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') },
  },
})
const unknown = positionals.filter((name) => !(name in cases))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}: ${Object.keys(cases).join(', ')}`)
const holds = await testMail(positionals.length > 0 ? positionals : Object.keys(cases), {
  minutes: Number(values.minutes), down: Number(values.down), corpus: values.corpus ?? null, folder: values.folder, say: (line) => console.log(line),
})
process.exitCode = holds ? 0 : 1
