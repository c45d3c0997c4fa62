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

// Each thread does one kind of work and loads what that needs: together it is 25 MB a thread.
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

const heapBytes = () => getHeapStatistics().total_heap_size

parentPort?.on('message', (task: Task) => {
  run(task).then(
    (result) => parentPort?.postMessage({ id: task.id, result, heapBytes: heapBytes() }),
    (error: unknown) => parentPort?.postMessage({ id: task.id, error: error instanceof Error ? error.message.slice(0, 300) : String(error), heapBytes: heapBytes() }),
  )
})
parentPort?.postMessage({ ready: true })
