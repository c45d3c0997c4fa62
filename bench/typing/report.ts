import { tell, type Crowd } from '../message/others.ts'
import type { machine } from '../message/report.ts'
import { median, quantile } from '../message/sample.ts'
import type { First, Typed } from './desk.ts'

export type Beside = { what: string; ours: number[]; theirs: number[] }
export type Result = {
  command: string; at: string; machine: ReturnType<typeof machine>; crowd: Crowd; chromium: string; count: number; rounds: number
  first: First[]; opened: number[]; typed: Typed[]; beside: Beside[]; peer: string | null
}

const aims = { keyMs: 50, openMs: 150, scriptBytes: 250 * 1_024, firstKeyMs: 2_000 }
const p95 = (took: readonly number[]) => quantile(took.toSorted((a, b) => a - b), 0.95)
const ms = (took: number) => `${took < 10 ? took.toFixed(1) : Math.round(took)} ms`

export const render = ({ command, at, machine: m, crowd, chromium, count, rounds, first, opened, typed, beside, peer }: Result): string => {
  const aim = (what: string, took: number[], most: number) => `| ${what} | ${took.length} | ${ms(median(took))} | ${ms(p95(took))} | ${ms(Math.max(...took))} | ${ms(most)}${p95(took) > most ? ' **missed**' : ''} |`
  // Where the row was late, what follows it had come by then too.
  const bytes = Math.min(...first.map(({ scriptBytes }) => scriptBytes))
  return [
    '# The desk under the hand',
    '',
    `Made by \`${command}\` on ${at.slice(0, 10)}: ${m.processors} × ${m.model}, ${m.memoryGb} GB, Node ${m.node}, PostgreSQL ${m.postgres} (embedded, production settings), Chromium ${chromium} without a screen, which shares the processors with the program and its database.`,
    tell(crowd),
    '',
    `${count.toLocaleString('en-GB')} conversations, one of twenty waiting. A key is timed by the page's own clock from the event until the frame after it is painted; opening, from Enter on the row of a`,
    'conversation that was not opened before until the last of its two hundred messages is painted, the request to the server among it.',
    '',
    '| what | times | median | p95 | most | aim, p95 |',
    '|---|---:|---:|---:|---:|---:|',
    ...typed.map(({ where, took }) => aim(`a key in ${where}`, took, aims.keyMs)),
    aim('open a conversation of 200 messages', opened, aims.openMs),
    aim('first load at a fourth of the processor: the first row shows', first.map(({ rowMs }) => rowMs), aims.firstKeyMs),
    aim('first load at a fourth of the processor: the first row has answered a key', first.map(({ keyMs }) => keyMs), aims.firstKeyMs),
    '',
    `Until the first row shows ${Math.ceil(bytes / 1_024)} KB of compressed scripts come over the line (aim: at most ${aims.scriptBytes / 1_024} KB${bytes > aims.scriptBytes ? ', **missed**' : ''}); the editor follows while nobody waits for it.`,
    ...(peer ? besideOf(beside, { rounds, peer }) : []),
    '',
  ].join('\n')
}

const besideOf = (beside: readonly Beside[], { rounds, peer }: { rounds: number; peer: string }) => [
  '',
  '## Beside another desk',
  '',
  peer,
  `Both in the same Chromium, one act here and one there in turns, ${rounds} rounds after one that is not counted; from the act until what it leads to is on the screen, by the clock of whoever drives the browser. The desk looks while one types: it waits 60 ms for the next letter and 250 ms at most for the answer on its way, which is among its time.`,
  '',
  '| act | Hospes, median | p95 | Request Tracker, median | p95 | times as long |',
  '|---|---:|---:|---:|---:|---:|',
  ...beside.filter(({ theirs }) => theirs.length > 0).map(({ what, ours, theirs }) => `| ${what} | ${ms(median(ours))} | ${ms(p95(ours))} | ${ms(median(theirs))} | ${ms(p95(theirs))} | ${(median(theirs) / median(ours)).toFixed(1)} |`),
]
