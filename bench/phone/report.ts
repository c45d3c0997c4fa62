import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Told } from '../mail/report.ts'
import { tell, type Crowd } from '../message/others.ts'
import { machine } from '../message/report.ts'

type Measured = Told & { crowd?: Crowd }
type Result = { machine: ReturnType<typeof machine>; lines: Measured[] }

/** What was measured now stands in for what was measured of the same before; the rest stays. */
export const keep = async (folder: string, told: readonly Measured[], version: string): Promise<void> => {
  const file = path.join(folder, 'phone.json')
  const earlier = await readFile(file, 'utf8').then((text) => (JSON.parse(text) as Result).lines, () => [])
  const now = new Set(told.map(({ criterion }) => criterion))
  const result: Result = { machine: machine(version), lines: [...earlier.filter(({ criterion }) => !now.has(criterion)), ...told].toSorted((a, b) => a.criterion.localeCompare(b.criterion)) }
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'phone.md'), render(result))
}

const cell = (text: string) => text.replaceAll('|', '\\|')

const render = ({ machine: m, lines }: Result): string => [
  '# The telephone',
  '',
  `On ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings): the built program, and a simulated carrier that tells it of calls by HTTP`,
  'on the same processors. P7 has a Kamailio of Debian between two Chromium with made-up microphones. What stands in a line was made by its command.',
  '',
  '| | what | found | aim | holds | made by | on |',
  '|---|---|---|---|---|---|---|',
  ...lines.map(({ criterion, what, found, aim, holds, command, at }) => `| ${criterion} | ${cell(what)} | ${cell(found)} | ${cell(aim)} | ${holds ? 'yes' : 'no'} | \`${command}\` | ${at.slice(0, 10)} |`),
  '',
  ...[...new Map(lines.flatMap(({ command, crowd }) => (crowd ? [[command, crowd] as const] : []))).entries()].map(([command, crowd]) => `\`${command}\`: ${tell(crowd)}\n`),
].join('\n')
