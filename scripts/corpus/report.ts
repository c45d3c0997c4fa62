import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import type { OfFolder } from './folders.ts'
import type { Score } from './scores.ts'

export type CorpusResult = { at: string; machine: string; scores: Score[]; folders: OfFolder[] }

export const thisMachine = () => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`

/** Writes what was found as corpus.json and corpus.md. Neither holds a word of the mails. */
export const keepResult = async (folder: string, result: CorpusResult): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'corpus.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(path.join(folder, 'corpus.md'), render(result))
}

const ms = (value: number) => `${value.toFixed(1)} ms`

const render = ({ at, machine, scores, folders }: CorpusResult) => [
  '# Mails of others, read',
  '',
  `Every mail of a folder, read as the product reads it: \`npm run test:corpus -- FOLDER\`, ${at.slice(0, 10)}, ${machine}. The mails are public ones (fixtures of mail libraries with what they are to be read as in`,
  'JSON beside, and failure reports of real mail servers), and stay where they are. The command shows with `--differences` what is read otherwise than its JSON says.',
  '',
  '| | found | aim | holds |',
  '|---|---|---|---|',
  ...scores.map(({ what, found, aim, holds }) => `| ${what} | ${found} | ${aim} | ${holds ? 'yes' : '**no**'} |`),
  '',
  'A mail *as its JSON* is the same in sender, message ID, subject, number of files and text; for the others no JSON lies there.',
  '',
  '| folder | mails | unreadable | with JSON | as its JSON | different | p50 | p99 | slowest |',
  '|---|---|---|---|---|---|---|---|---|',
  ...folders.map((each) => `| ${each.folder} | ${each.mails} | ${each.unreadable} | ${each.compared} | ${each.same} | ${each.compared - each.same} | ${ms(each.p50)} | ${ms(each.p99)} | ${ms(each.longest)} |`),
  '',
].join('\n')
