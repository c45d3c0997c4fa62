import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { asBrowsersAsk } from './browser.ts'
import type { Order, Wait, Waits } from './first-byte.ts'

process.on('message', (order: Order) => {
  work(order)
    .then((waits): Waits => ({ waits }), (error: unknown): Waits => ({ failed: String(error) }))
    .then((waits) => process.send?.(waits))
})

const work = async ({ base, paths, rate, seconds }: Order) => {
  const agent = new Agent({ keepAlive: true })
  const began = performance.now()
  const waits: Promise<Wait>[] = []
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

// What is refused or cut off has been waited for in vain until then.
const ask = (url: string, { agent, since }: { agent: Agent; since: number }) =>
  new Promise<Wait>((resolve) => {
    const waited = (failed: boolean) => ({ milliseconds: performance.now() - since, failed })
    get(url, { agent, headers: asBrowsersAsk }, (response) => {
      const wait = waited(response.statusCode !== 200)
      response.resume()
      response.on('error', () => resolve(waited(true)))
      response.on('end', () => resolve(wait))
    }).on('error', () => resolve(waited(true)))
  })
