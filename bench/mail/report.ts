import type { machine } from '../message/report.ts'
import type { Line } from './stage.ts'

export type Told = Line & { command: string; at: string }
export type Result = { machine: ReturnType<typeof machine>; lines: Told[] }

const cell = (text: string) => text.replaceAll('|', '\\|')

export const render = ({ machine: m, lines }: Result): string => [
  '# Mail through the whole chain',
  '',
  `On ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded): Postfix, Dovecot with Sieve, dnsmasq and clamd of Debian, each with folders and ports of its own, and the built`,
  'program behind Postfix by LMTP. All share the machine’s processors. `npm run test:mail` makes all of it; what stands in a line was made by its command.',
  '',
  '| | what | found | aim | holds | made by | on |',
  '|---|---|---|---|---|---|---|',
  ...lines.map(({ criterion, what, found, aim, holds, command, at }) => `| ${criterion} | ${cell(what)} | ${cell(found)} | ${cell(aim)} | ${holds ? 'yes' : 'no'} | \`${command}\` | ${at.slice(0, 10)} |`),
  '',
].join('\n')
