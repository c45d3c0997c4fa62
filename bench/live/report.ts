import { tell } from '../message/others.ts'
import type { Found, Part } from './found.ts'

/** All that is known, part by part. */
export const render = (found: Found): string => {
  const parts = Object.entries(found).toSorted(([a], [b]) => a.localeCompare(b))
  const m = parts[0]?.[1].machine
  return [
    '# Live',
    '',
    `Made by \`hospes bench live\`, or part by part by \`hospes bench live L4\`${m ? `: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings)` : ''}.`,
    '',
    'The built program in a process of its own, started as the launcher starts it, with its jobs and reactions on. Writers, readers and desks are another process on the same machine and share its',
    'processors. Every client has a session of its own. *Missing* is counted by comparing what the API acknowledged with what a reader saw who goes on from its last place.',
    '',
    '| criterion | what | aim | found | enough |',
    '|---|---|---|---|---|',
    ...parts.flatMap(([name, { lines }]) => lines.map(({ what, aim, found: seen, holds }) => `| ${name} | ${what} | ${aim} | ${seen} | ${holds ? 'yes' : '**no**'} |`)),
    '',
    ...parts.map(([name, part]) => `- ${name}: ${told(part)}`),
    '',
  ].join('\n')
}

const told = ({ command, at, crowd }: Part) => `\`${command}\`, ${at.slice(0, 16).replace('T', ' ')} UTC. ${tell(crowd)}`
