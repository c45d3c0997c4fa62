import path from 'node:path'
import { parseArgs } from 'node:util'
import { watchOthers } from './message/others.ts'
import { keep } from './phone/report.ts'
import { softphone } from './phone/softphone.ts'
import { postgres } from './phone/stage.ts'

const { values } = parseArgs({ options: { rings: { type: 'string', default: '20' }, folder: { type: 'string', default: path.join(import.meta.dirname, 'results') } } })

// P7: the telephone in the browser over a real SIP server; writes phone.md and phone.json.
const crowd = watchOthers(process.pid)
const lines = await softphone({ calls: Number(values.rings), say: (line) => console.log(line) })
for (const { criterion, what, found, aim, holds } of lines) console.log(`${criterion}: ${what}: ${found}, aim ${aim}${holds ? '' : '  <- not enough'}`)
const command = `npm run test:phone${values.rings === '20' ? '' : ` -- --rings ${values.rings}`}`
await keep(values.folder, lines.map((line) => ({ ...line, command, at: new Date().toISOString(), crowd: crowd() })), postgres.version)
process.exitCode = lines.every(({ holds }) => holds) ? 0 : 1
