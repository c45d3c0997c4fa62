import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { watchOthers } from './message/others.ts'
import { readOptions, type Options } from './message/options.ts'
import { queuePlans } from './message/plan.ts'
import { measureQueue } from './message/queue.ts'
import { machine, render, type Result } from './message/report.ts'
import { makeStage, type Stage } from './message/stage.ts'
import { makeWorld } from './message/world.ts'
import { measureWriting } from './message/writing.ts'

/**
 * Sends messages and reads the queue in databases of several sizes, beside a bare client that writes the same rows; writes
 * message.md and message.json. Everything it makes is gone afterwards.
 */
export const benchMessage = async (options: Options, say: (line: string) => void): Promise<Result> => {
  const world = await makeWorld()
  try {
    const stages: Stage[] = []
    for (const size of options.sizes) {
      stages.push(await makeStage(world, size))
      say(`${size} conversations: made in ${stages.at(-1)?.fillSeconds.toFixed(1)} s`)
    }
    const crowd = watchOthers(world.postmaster)
    const largest = stages.toSorted((a, b) => b.size - a.size)[0]
    const plans = largest ? await queuePlans(largest) : []
    const lines = await measureQueue(stages, options)
    say('queue: read')
    for (const stage of stages) {
      lines.push(...(await measureWriting(stage, options)))
      say(`${stage.size} conversations: written to`)
    }
    const { sizes, rounds, seconds, clients } = options
    const result: Result = {
      command: `hospes bench message${process.argv.slice(2).map((word) => ` ${word}`).join('')}`, at: new Date().toISOString(), machine: machine(world.version), crowd: crowd(),
      options: { sizes, rounds, seconds, clients }, fillSeconds: Object.fromEntries(stages.map((stage) => [stage.size, stage.fillSeconds])), lines, plans,
    }
    await mkdir(options.folder, { recursive: true })
    await writeFile(path.join(options.folder, 'message.json'), `${JSON.stringify(result, null, 1)}\n`)
    await writeFile(path.join(options.folder, 'message.md'), render(result))
    return result
  } finally {
    await world.close()
  }
}

if (import.meta.main) await benchMessage(readOptions(process.argv.slice(2), path.join(import.meta.dirname, 'results')), (line) => console.log(line))
