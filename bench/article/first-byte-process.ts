import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order, Waits } from './first-byte.ts'

process.on('message', (order: Order) => {
  work(order)
    .then((milliseconds): Waits => ({ milliseconds }), (error: unknown): Waits => ({ failed: String(error) }))
    .then((waits) => process.send?.(waits))
})

const work = async ({ base, paths, rate, seconds }: Order) => {
  const agent = new Agent({ keepAlive: true })
  const began = performance.now()
  const waits: Promise<number>[] = []
  for (let sent = 0; sent < rate * seconds; sent++) {
    const due = began + (sent * 1000) / rate
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    waits.push(ask(base + (paths[sent % paths.length] ?? ''), { agent, since: performance.now() }))
  }
  const all = await Promise.all(waits)
  agent.destroy()
  return all
}

const ask = (url: string, { agent, since }: { agent: Agent; since: number }) =>
  new Promise<number>((resolve, reject) => {
    get(url, { agent }, (response) => {
      const waited = performance.now() - since
      response.resume()
      response.on('error', reject)
      response.on('end', () => (response.statusCode === 200 ? resolve(waited) : reject(new Error(`${url} answered ${response.statusCode}`))))
    }).on('error', reject)
  })
