import { cpus, loadavg } from 'node:os'
import { meterOfFamily } from './cpu.ts'

/** How busy the machine was: processes that wanted to run before anything was measured, and processors that others used meanwhile. */
export type Crowd = { before: number; others: number | null }

/** Watches who else uses the processors while something is measured; what this process and the server have started is ours. */
export const watchOthers = (postmaster: number): (() => Crowd) => {
  const before = loadavg()[0] ?? 0
  const ours = [meterOfFamily(process.pid), meterOfFamily(postmaster)]
  const read = () => ({ at: performance.now() / 1000, busy: busySeconds(), own: ours.map((meter) => meter()) })
  const start = read()
  return () => {
    const end = read()
    const own = end.own.map((seconds, place) => (seconds ?? 0) - (start.own[place] ?? 0))
    const others = (end.busy - start.busy - own.reduce((sum, seconds) => sum + seconds, 0)) / (end.at - start.at)
    return { before, others: start.own[0] === null ? null : Math.max(0, others) }
  }
}

export const tell = ({ before, others }: Crowd): string =>
  `Before it began ${before.toFixed(1)} processes wanted to run${others === null ? '' : `; while it measured, others used ${others.toFixed(2)} of the ${cpus().length} processors`}.`

const busySeconds = () => cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0)
