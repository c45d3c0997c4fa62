import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { quantile } from '../message/sample.ts'

export type Order = { base: string; paths: string[]; rate: number; seconds: number }
export type Wait = { milliseconds: number; failed: boolean }
export type Waits = { waits: Wait[] } | { failed: string }
export type FirstByte = { rate: number; p50: number; p99: number; worst: number; requests: number; failed: number }

/**
 * A steady stream of requests, each sent when its turn comes whether or not earlier ones have been answered; the wait is from
 * sending it to the first byte of the answer. They are sent by a process of their own.
 */
export const measureFirstByte = async (order: Order): Promise<FirstByte> => {
  const child = fork(fileURLToPath(new URL('first-byte-process.ts', import.meta.url)), { stdio: 'inherit' })
  try {
    child.send(order)
    const [answer] = (await once(child, 'message')) as [Waits]
    if ('failed' in answer) throw new Error(answer.failed)
    const milliseconds = answer.waits.map((wait) => wait.milliseconds).toSorted((a, b) => a - b)
    return { rate: order.rate, p50: quantile(milliseconds, 0.5), p99: quantile(milliseconds, 0.99), worst: milliseconds.at(-1) ?? 0, requests: milliseconds.length, failed: answer.waits.filter(({ failed }) => failed).length }
  } finally {
    child.disconnect()
  }
}
