import type { Compared, Forced } from './attacks.ts'

export type Result = { command: string; at: string; machine: string; compared: Compared; one: Forced; many: Forced }

export const render = ({ command, at, machine, compared, one, many }: Result): string => [
  '# Guessing at the guests’ door',
  '',
  `Made by \`${command}\` on ${at.slice(0, 10)}: ${machine}.`,
  '',
  '## What the page tells',
  '',
  `${compared.rounds} wrong PINs for a number of each kind, in turn, over HTTP. Whole answers (status, headers, page without the number typed): ${compared.answers} in all (aim: 1).`,
  '',
  '| number is | median, ms | slower than unknown by, ms | 95 % interval (aim: within ±2) |',
  '|---|---|---|---|',
  `| unknown | ${two(compared.medians.unknown)} | | |`,
  ...(['known', 'cancelled', 'locked'] as const).map((kind) => {
    const { median, low, high } = compared.differences[kind]
    return `| ${kind} | ${two(compared.medians[kind])} | ${two(median)} | ${two(low)} to ${two(high)} |`
  }),
  '',
  '## What force gets',
  '',
  '| attack | guesses | networks | seconds | compared with a PIN | answered "wrong" | stopped |',
  '|---|---|---|---|---|---|---|',
  row('one booking (aim: at most 10 compared)', one),
  row('as many bookings (aim: stopped within 5 minutes)', many),
  '',
].join('\n')

const row = (name: string, { guesses, networks, seconds, checked, wrong, stopped }: Forced) =>
  `| ${name} | ${guesses} | ${networks} | ${seconds.toFixed(1)} | ${checked} | ${wrong} | ${stopped} |`

const two = (value: number) => value.toFixed(2)
