import { until } from '../ground.ts'
import { countOf, sendSteadily, senderTo } from '../sending.ts'
import type { Case, Stage } from '../stage.ts'

/** Seconds from the 250 to the entry that is seen, of a series. */
const delays = async ({ product }: Stage, series: string) => {
  const [row] = await product.query<{ p50: string; p95: string; p99: string; longest: string }>(
    `select percentile_cont(0.5) within group (order by d) as p50, percentile_cont(0.95) within group (order by d) as p95, percentile_cont(0.99) within group (order by d) as p99, max(d) as longest
     from (select extract(epoch from handled_at - received_at) as d from postbox.arrival where position($1::bytea in raw) > 0) each`, [Buffer.from(`token-${series}-`)])
  return { p50: Number(row?.p50), p95: Number(row?.p95), p99: Number(row?.p99), longest: Number(row?.longest) }
}

/** E6: so many a second for minutes, and a burst, by the program on this machine with its PostgreSQL. */
export const steadyAndBurst: Case = async (stage, { minutes, say }) => {
  const [perSecond, size, burst, burstSeconds] = [20, 9_000, 2_000, 10]
  const { product } = stage
  const sender = senderTo({ port: product.lmtp, lmtp: true, connections: 20 })
  say(`E6: ${perSecond} a second for ${minutes} min`)
  const steady = await sendSteadily(sender, { series: 'E6', perSecond, seconds: minutes * 60, size })
  await until('every steady mail seen', async () => (await countOf(product, 'E6')).distinctEntries >= steady.sent, 600_000)
  const { p50, p95, p99, longest } = await delays(stage, 'E6')
  say(`E6: ${burst} in ${burstSeconds} s`)
  const began = performance.now()
  const burstSent = await sendSteadily(sender, { series: 'E6B', perSecond: burst / burstSeconds, seconds: burstSeconds, size })
  await until('every mail of the burst seen', async () => (await countOf(product, 'E6B')).distinctEntries >= burstSent.sent, 900_000)
  const drained = (performance.now() - began) / 1000 - burstSeconds
  sender.close()
  return [
    { criterion: 'E6', what: `${perSecond} mails of 9 KB a second for ${minutes} min: kept to seen`, found: `${steady.sent} mails, ${steady.failed} refused; p50 ${p50.toFixed(2)} s, p95 ${p95.toFixed(2)} s, p99 ${p99.toFixed(2)} s, longest ${longest.toFixed(1)} s`, aim: 'p95 3 s, p99 10 s', holds: steady.failed === 0 && p95 <= 3 && p99 <= 10 },
    { criterion: 'E6', what: `${burst} mails in ${burstSeconds} s: all seen after the burst`, found: `${burstSent.sent} mails, ${burstSent.failed} refused; ${drained.toFixed(0)} s (handed over in ${burstSent.seconds.toFixed(1)} s)`, aim: '120 s', holds: burstSent.failed === 0 && drained <= 120 },
  ]
}
