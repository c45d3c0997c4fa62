import type { Meter } from './cpu.ts'
import type { Sample } from './sample.ts'

export type Meters = { node: Meter; postgres: Meter }
/** A sample with what it cost: processor milliseconds per operation, and how long its consequences took to work off. */
export type Measured = Sample & { throughput: number; nodeMs: number | null; postgresMs: number | null; settleSeconds: number }
export type Line = Measured & { size: number; group: string; what: string; round: number }

/** Measures one run and, where it has consequences in the background, what they cost until all is quiet. */
export const measure = async (run: () => Promise<Sample>, meters: Meters, settle?: () => Promise<void>): Promise<Measured> => {
  const before = read(meters)
  const sample = await run()
  const ended = performance.now()
  await settle?.()
  const settleSeconds = settle ? (performance.now() - ended) / 1000 : 0
  const after = read(meters)
  const each = (used: number | null, start: number | null) => (used === null || start === null ? null : ((used - start) * 1000) / sample.operations)
  return {
    ...sample, settleSeconds, throughput: sample.operations / sample.seconds,
    nodeMs: each(after.node, before.node), postgresMs: each(after.postgres, before.postgres),
  }
}

const read = ({ node, postgres }: Meters) => ({ node: node(), postgres: postgres() })
