import { readdirSync, readFileSync } from 'node:fs'

/** Seconds of processor time that processes have used; null where /proc does not tell. */
export type Meter = () => number | null

export const meterOf = (pid: number): Meter => () => timesOf(pid)?.own ?? null

/** A process, its living children, and those it has buried: servers that fork, as PostgreSQL does. */
export const meterOfFamily = (parent: number): Meter => () => {
  const times = timesOf(parent)
  if (!times) return null
  return childrenOf(parent).reduce((sum, pid) => sum + (timesOf(pid)?.own ?? 0), times.own + times.buried)
}

const ticksPerSecond = 100

const timesOf = (pid: number) => {
  const fields = statOf(pid)
  if (!fields) return null
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number)
  return { own: (utime + stime) / ticksPerSecond, buried: (cutime + cstime) / ticksPerSecond }
}

const childrenOf = (parent: number) =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => Number(statOf(pid)?.[1]) === parent)

// The name stands in parentheses and may hold anything; the fields after it are state, parent, …
const statOf = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
  } catch {
    return null
  }
}
