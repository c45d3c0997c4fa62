import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Written } from './message-of.ts'
import type { Bounds, Sample } from './sample.ts'

/** Who sends requests: a session token, and for writers what they may write about. */
export type Sender = { token: string; propertyId: string; confirmationNumber: string }
export type Order = { kind: 'api' | 'page' | 'queue'; base: string; senders: Sender[]; bounds: Bounds }
export type Answer = { sample: Sample } | { failed: string }
export type { Written }

export type Load = { run(order: Order): Promise<Sample>; close(): void }

/** Clients in a process of their own, on the loopback address, each with one connection that is kept. */
export const startLoad = (): Load => {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)), { stdio: 'inherit' })
  return {
    run: async (order) => {
      child.send(order)
      const [answer] = (await once(child, 'message')) as [Answer]
      if ('failed' in answer) throw new Error(answer.failed)
      return answer.sample
    },
    close: () => void child.disconnect(),
  }
}
