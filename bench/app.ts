import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measureApp, type Line, type Options } from './app/measure.ts'
import { machine } from './message/report.ts'

/** The app's criteria in full, on the built program with the demo world and a Chromium that is throttled, cut off and killed; writes app.md and app.json. */
const main = async () => {
  const { values } = parseArgs({ options: { waiting: { type: 'string', default: '100' }, kills: { type: 'string', default: '5' }, messages: { type: 'string', default: '200' }, rounds: { type: 'string', default: '5' } } })
  const options: Options = { waiting: Number(values.waiting), kills: Number(values.kills), messages: Number(values.messages), rounds: Number(values.rounds) }
  const lines = await measureApp(options, (line) => console.log(`${line.criterion}: ${line.what}: ${line.found}${line.holds ? '' : '  <- not enough'}`))
  const folder = path.join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const result = { command: `hospes bench app${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(''), options, lines }
  await writeFile(path.join(folder, 'app.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'app.md'), render(result, await versionOf()))
}

const versionOf = async () => (JSON.parse(await readFile(path.join(import.meta.dirname, '../node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string }).version

type Result = { command: string; at: string; machine: ReturnType<typeof machine>; options: Options; lines: Line[] }

const render = ({ command, at, machine: m, options, lines }: Result, chromium: string) => [
  '# The app on a phone',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, Chromium ${chromium} without a screen, which shares the processors with the program and its database.`,
  '',
  `Each time is the median of ${options.rounds} rounds, the worst in brackets. The slow phone is the browser's own: its processor slowed down four times, a line of 1.6 Mbit/s with 150 ms there and back.`,
  'Messages are counted in the inbox of the server, under their texts.',
  '',
  '| criterion | what | found | enough |',
  '|---|---|---|---|',
  ...lines.map(({ criterion, what, found, holds }) => `| ${criterion} | ${what} | ${found} | ${holds ? 'yes' : 'no'} |`),
  '',
].join('\n')

if (import.meta.main) await main()
