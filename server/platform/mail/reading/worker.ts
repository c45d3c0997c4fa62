import { getHeapStatistics } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import type { Trust } from './authenticate.ts'
import type { Origin } from './message.ts'
import type { Showing } from './sanitise.ts'

export type Task =
  | { id: number; kind: 'parse'; raw: Uint8Array }
  | { id: number; kind: 'authenticate'; raw: Uint8Array; origin: Origin }
  | { id: number; kind: 'show'; raw: Uint8Array; showing: Showing }
  | { id: number; kind: 'picture'; bytes: Uint8Array }

const trust = workerData as Trust

// What came over is ours alone: the same bytes, not once more.
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

// Each thread loads what its work needs: all of it is 25 MB a thread.
const run = async (task: Task) => {
  if (task.kind === 'parse') return (await import('./parse.ts')).parse(bufferOf(task.raw))
  if (task.kind === 'authenticate') return inTime((await import('./authenticate.ts')).authenticate(bufferOf(task.raw), task.origin, trust))
  if (task.kind === 'show') return (await import('./sanitise.ts')).sanitise(bufferOf(task.raw), task.showing)
  return (await import('./redraw.ts')).redraw(bufferOf(task.bytes))
}

// Before the thread's own deadline: names that are slow to look up are no reason to end it, and what else it proves.
const namesMs = 8_000
const inTime = <Result>(work: Promise<Result>): Promise<Result> => {
  const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('names took too long')), namesMs).unref())
  return Promise.race([work, late])
}

// What an ordinary mail leaves is collected in time; after a large or a slow one the thread is worth less than what it holds.
const wornBytes = 40 * 1024 * 1024
const isWorn = (task: Task, tookMs: number) => (('raw' in task ? task.raw : task.bytes).byteLength > 256 * 1024 || tookMs > 1_000) && getHeapStatistics().total_heap_size > wornBytes

parentPort?.on('message', (task: Task) => {
  const began = performance.now()
  const tell = (found: { result: unknown } | { error: string }) => parentPort?.postMessage({ id: task.id, ...found, worn: isWorn(task, performance.now() - began) })
  run(task).then(
    (result) => tell({ result }),
    (error: unknown) => tell({ error: error instanceof Error ? error.message.slice(0, 300) : String(error) }),
  )
})
parentPort?.postMessage({ ready: true })
