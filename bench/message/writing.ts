import { sendMessage } from '#contact'
import { signInAs, type Ctx, type PartnerActor } from '#identity'
import { openDatabase, type Db } from '#platform/postgres'
import { compose } from '../../server/app/compose.ts'
import { openBare } from './bare.ts'
import { meterOf, meterOfFamily, type Meter } from './cpu.ts'
import { startLoad, type Order, type Sender } from './load.ts'
import { measure, type Line } from './measure.ts'
import { messageOf } from './message-of.ts'
import type { Options } from './options.ts'
import { settled, startProgram } from './program.ts'
import { underLoad, type Sample } from './sample.ts'
import { openAsProduct, systemCtx, type Stage } from './stage.ts'

type Contender = { what: string; node: Meter; run: () => Promise<Sample>; settle?: () => Promise<void> }
type Group = { stage: Stage; options: Options; group: string; contenders: Contender[] }

/** Everything that writes, on one database: the verb alone, the verb with all that follows it, API and page form over HTTP. */
export const measureWriting = async (stage: Stage, options: Options): Promise<Line[]> => [
  ...(await verbAlone(stage, options)), ...(await verbWithReactions(stage, options)), ...(await overHttp(stage, options, 'all')), ...(await overHttp(stage, options, 'web')),
]

/** Round by round the bare statement and then each contender, so that what disturbs the machine disturbs all of them. */
const inRounds = async ({ stage, options, group, contenders }: Group): Promise<Line[]> => {
  const bare = await openBare(stage, options.clients)
  const postgres = meterOfFamily(stage.world.postmaster)
  const yardstick: Contender = { what: 'bare', node: own, run: () => underLoad(options, bare.write) }
  const lines: Line[] = []
  for (const { run, settle } of contenders) {
    await run()
    await settle?.()
  }
  for (let round = 1; round <= options.rounds; round++) {
    for (const { what, node, run, settle } of [yardstick, ...contenders]) {
      const measured = await measure(run, { node, postgres }, settle)
      lines.push({ size: stage.size, group, what, round, ...measured })
    }
  }
  await bare.close()
  return lines
}

const own = meterOf(process.pid)

const verbOf = (stage: Stage, options: Options, db: Db) => () =>
  underLoad(options, async (client) => {
    const writer = stage.writers[client % stage.writers.length]
    if (writer) await sendMessage(ctxOf(stage, db, writer.actor), messageOf(writer))
  })

const ctxOf = ({ world }: Stage, db: Db, actor: PartnerActor): Ctx<PartnerActor> => ({ db, actor, now: world.boot.now, log: world.boot.log })

const verbAlone = async (stage: Stage, options: Options) => {
  const product = openAsProduct(stage, options.clients)
  const lines = await inRounds({ stage, options, group: 'verb, reactions off', contenders: [{ what: 'verb', node: own, run: verbOf(stage, options, product.db) }] })
  await product.close()
  return lines
}

const verbWithReactions = async (stage: Stage, options: Options) => {
  const { world, connection } = stage
  const system = openDatabase({ connection, brand: '*', restricted: false, maxConnections: 10 })
  const running = await compose({
    ...world.boot, connection, system, brandId: world.brandId, secret: 'a secret of the benchmark, long enough for anybody',
    distFolder: `${world.boot.root}/dist`, brandIsDemo: true, tour: [], demoGuests: [],
  })
  await running.settle()
  const lines = await inRounds({
    stage, options, group: 'verb, reactions on', contenders: [{ what: 'verb', node: own, run: verbOf(stage, options, running.app.db), settle: running.settle }],
  })
  await running.close()
  await system.close()
  return lines
}

const overHttp = async (stage: Stage, options: Options, role: 'all' | 'web') => {
  const program = await startProgram(stage.world, stage.connection, { ROLE: role })
  const load = startLoad()
  const node = meterOf(program.pid)
  const senders = await signedIn(stage)
  const order = (kind: Order['kind']): Order => ({ kind, base: program.base, senders, bounds: { clients: options.clients, seconds: options.seconds, most: options.most } })
  // A node that only answers leaves the jobs to others.
  const settle = role === 'all' ? () => settled(stage.connection) : undefined
  const contender = (what: string, kind: Order['kind']): Contender => ({ what, node, run: () => load.run(order(kind)), ...(settle ? { settle } : {}) })
  await settle?.()
  const lines = await inRounds({
    stage, options, group: role === 'all' ? 'HTTP, reactions on' : 'HTTP, jobs elsewhere', contenders: [contender('API', 'api'), contender('page form', 'page')],
  })
  load.close()
  await program.stop()
  return lines
}

const signedIn = async (stage: Stage): Promise<Sender[]> => {
  const product = openAsProduct(stage, 4)
  const senders = stage.writers.map(async ({ actor, propertyId, confirmationNumber }) => {
    const { token } = await signInAs(systemCtx(stage, product), actor.id)
    return { token, propertyId, confirmationNumber }
  })
  const done = await Promise.all(senders)
  await product.close()
  return done
}
