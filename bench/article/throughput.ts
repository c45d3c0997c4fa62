import autocannon from 'autocannon'
import type { Meter } from '../message/cpu.ts'
import { asBrowsersAsk } from './browser.ts'

export type Request = { path: string; headers?: Record<string, string> }
/** As many requests as are answered in a while: how many, and milliseconds of processor time for each. */
export type Throughput = { requests: number; perSecond: number; serverMs: number | null; databaseMs: number | null; status: string }
export type Meters = { server: Meter; database: Meter }

type Load = { base: string; requests: Request[]; seconds: number; connections: number; meters: Meters }

export const measureThroughput = async ({ base, requests, seconds, connections, meters }: Load): Promise<Throughput> => {
  const before = { server: meters.server(), database: meters.database() }
  const turn = { next: 0 }
  const result = await autocannon({
    url: base, connections, duration: seconds, headers: asBrowsersAsk,
    // Each connection begins somewhere else, so that they do not ask for the same page one after the other.
    setupClient: (client) => {
      const start = Math.floor((turn.next++ * requests.length) / connections)
      client.setRequests([...requests.slice(start), ...requests.slice(0, start)].map(({ path, headers }) => ({ path, headers: { ...asBrowsersAsk, ...headers } })))
    },
  })
  if (result.errors + result.timeouts > 0) throw new Error(`${result.errors} errors and ${result.timeouts} timeouts of ${base}`)
  const total = result.requests.total
  const each = (now: number | null, then: number | null) => (now === null || then === null ? null : ((now - then) * 1000) / total)
  return {
    requests: total, perSecond: total / result.duration,
    serverMs: each(meters.server(), before.server), databaseMs: each(meters.database(), before.database),
    status: Object.keys(result.statusCodeStats).join(' '),
  }
}
