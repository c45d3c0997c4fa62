import { queuePage } from '#desk'
import { signInAs, type AgentActor, type Ctx } from '#identity'
import { meterOf, meterOfFamily } from './cpu.ts'
import { startLoad } from './load.ts'
import { measure, type Line } from './measure.ts'
import type { Options } from './options.ts'
import { startProgram } from './program.ts'
import { underLoad } from './sample.ts'
import { openAsProduct, systemCtx, type Stage } from './stage.ts'

const agentsAtOnce = 4
const pageLength = 50

/** The first page of the queue, by the verb and by the API: round by round each of the databases, before anything is written. */
export const measureQueue = async (stages: Stage[], options: Options): Promise<Line[]> => {
  const desks = await Promise.all(stages.map((stage) => openDesk(stage, options)))
  for (const { readers } of desks) for (const { run } of readers) await run()
  const lines: Line[] = []
  for (let round = 1; round <= options.rounds; round++)
    for (const { stage, readers } of desks)
      for (const { what, node, run } of readers) {
        const measured = await measure(run, { node, postgres: meterOfFamily(stage.world.postmaster) })
        lines.push({ size: stage.size, group: 'queue', what, round, ...measured })
      }
  for (const { close } of desks) await close()
  return lines
}

const openDesk = async (stage: Stage, { seconds, most }: Options) => {
  const product = openAsProduct(stage, agentsAtOnce)
  // Only what answers: the programs of all databases run at once on one server, which has a hundred connections.
  const program = await startProgram(stage.world, stage.connection, { ROLE: 'web' })
  const load = startLoad()
  const { token } = await signInAs(systemCtx(stage, product), stage.agent.id)
  const ctx: Ctx<AgentActor> = { ...systemCtx(stage, product), actor: stage.agent }
  const bounds = { clients: agentsAtOnce, seconds, most }
  const senders = [{ token, propertyId: '', confirmationNumber: '' }]
  return {
    stage,
    readers: [
      { what: 'queue page, verb', node: meterOf(process.pid), run: () => underLoad(bounds, () => queuePage(ctx, { limit: pageLength })) },
      { what: 'queue page, API', node: meterOf(program.pid), run: () => load.run({ kind: 'queue', base: program.base, senders, bounds }) },
    ],
    close: async () => {
      load.close()
      await program.stop()
      await product.close()
    },
  }
}
