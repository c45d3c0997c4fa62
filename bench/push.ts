import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fakePushService } from '../test/fakes/push-service.ts'
import { startProgram, type Line } from './app/measure.ts'
import { machine } from './message/report.ts'
import { onScreen } from './push/on-screen.ts'
import { onTheWay } from './push/on-the-way.ts'


/**
 * Notifications from an answer to a push service (M3), on the built program with the demo world; and, with a Chromium that CHROME_PATH
 * names, to its screen (M4). Writes push.md and push.json; ends with 1 when something is not enough.
 */
const main = async () => {
  const { values } = parseArgs({ options: { answers: { type: 'string', default: '100' } } })
  const answers = Number(values.answers)
  const lines = await measure(answers, (line) => console.log(`${line.criterion}: ${line.what}: ${line.found}${line.holds ? '' : '  <- not enough'}`))
  const folder = path.join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const result = { command: `hospes bench push${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(''), answers, lines }
  await writeFile(path.join(folder, 'push.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'push.md'), render(result))
  process.exitCode = lines.every(({ holds }) => holds) ? 0 : 1
}

const measure = async (answers: number, say: (line: Line) => void): Promise<Line[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hospes-bench-push-'))
  const service = await fakePushService()
  const program = await startProgram(path.join(folder, 'data'), service.env)
  const lines: Line[] = []
  const tell = (line: Line) => {
    lines.push(line)
    say(line)
  }
  try {
    await onTheWay({ base: program.base, service, answers }, tell)
    if (process.env.CHROME_PATH) await onScreen({ base: program.base, service, folder: path.join(folder, 'phone') }, tell)
    else console.log('M4 is left out: CHROME_PATH names no Chromium that can show notifications.')
  } finally {
    await program.stop()
    await service.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return lines
}

type Result = { command: string; at: string; machine: ReturnType<typeof machine>; answers: number; lines: Line[] }

const render = ({ command, at, machine: m, lines }: Result) => [
  '# Notifications',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}. The push service is a server beside the program that checks signatures and opens what is encrypted; the program, its database and the browser share the processors.`,
  '',
  'Times count from the moment somebody of staff sends the answer, as their browser does, to the moment its note has come whole to the push service.',
  '',
  '| criterion | what | found | enough |',
  '|---|---|---|---|',
  ...lines.map(({ criterion, what, found, holds }) => `| ${criterion} | ${what} | ${found} | ${holds ? 'yes' : 'no'} |`),
  '',
].join('\n')

if (import.meta.main) await main()
