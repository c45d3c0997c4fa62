import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Told } from './mail/report.ts'
import type { Line } from './mail/stage.ts'
import { watchOthers, type Crowd } from './message/others.ts'
import { answersInTime, databaseAway } from './phone/answering.ts'
import { guessed } from './phone/guessing.ts'
import { oneLog } from './phone/one-log.ts'
import { keep } from './phone/report.ts'
import { softphone } from './phone/softphone.ts'
import { postgres } from './phone/stage.ts'

type Case = { run: (say: (line: string) => void) => Promise<Line[]>; /** What makes it longer or shorter. */ by: 'calls' | 'seconds' | 'guesses' | 'rings' }

const usual = { calls: '200', seconds: '60', guesses: '100000', rings: '20' }
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    calls: { type: 'string', default: usual.calls }, seconds: { type: 'string', default: usual.seconds }, guesses: { type: 'string', default: usual.guesses }, rings: { type: 'string', default: usual.rings },
    folder: { type: 'string', default: path.join(import.meta.dirname, 'results') },
  },
})
const cases: Record<string, Case> = {
  P1: { by: 'calls', run: (say) => oneLog({ calls: Number(values.calls), say }) },
  P3: { by: 'seconds', run: async (say) => [...(await answersInTime({ seconds: Number(values.seconds) })), ...(await databaseAway({ say }))] },
  P4: { by: 'guesses', run: (say) => guessed({ guesses: Number(values.guesses), say }) },
  P7: { by: 'rings', run: (say) => softphone({ calls: Number(values.rings), say }) },
}
const unknown = positionals.filter((name) => !(name in cases))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}: ${Object.keys(cases).join(', ')}`)

/** What does not come to its end is told as what it is. */
const linesOf = async (name: string, { run }: Case): Promise<Line[]> => {
  try {
    return await run((line) => console.log(line))
  } catch (error) {
    return [{ criterion: name, what: 'did not come to its end', found: error instanceof Error ? error.message.slice(0, 300) : String(error), aim: '', holds: false }]
  }
}

// The telephone by a simulated carrier, and in the browser over a real SIP server (P7); writes phone.md and phone.json.
const told: (Told & { crowd: Crowd })[] = []
for (const [name, one] of Object.entries(cases).filter(([each]) => positionals.length === 0 || positionals.includes(each))) {
  const crowd = watchOthers(process.pid)
  const lines = await linesOf(name, one)
  const command = `npm run test:phone -- ${name}${values[one.by] === usual[one.by] ? '' : ` --${one.by} ${values[one.by]}`}`
  told.push(...lines.map((line) => ({ ...line, command, at: new Date().toISOString(), crowd: crowd() })))
  for (const { criterion, what, found, aim, holds } of lines) console.log(`${criterion}: ${what}: ${found}${aim ? `, aim ${aim}` : ''}${holds ? '' : '  <- not enough'}`)
}
await keep(values.folder, told, postgres.version)
process.exitCode = told.every(({ holds }) => holds) ? 0 : 1
