import { parentPort, workerData } from 'node:worker_threads'
import { authenticate, type Trust } from './authenticate.ts'
import { parse } from './parse.ts'
import { sanitise, type Showing } from './sanitise.ts'
import type { Origin } from './message.ts'

export type Task =
  | { id: number; kind: 'parse'; raw: Uint8Array }
  | { id: number; kind: 'authenticate'; raw: Uint8Array; origin: Origin }
  | { id: number; kind: 'show'; raw: Uint8Array; showing: Showing }
  | { id: number; kind: 'picture'; bytes: Uint8Array }

const trust = workerData as Trust

// What came over is ours alone: the same bytes, not once more.
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

const run = async (task: Task) => {
  if (task.kind === 'parse') return parse(bufferOf(task.raw))
  if (task.kind === 'authenticate') return authenticate(bufferOf(task.raw), task.origin, trust)
  if (task.kind === 'show') return sanitise(bufferOf(task.raw), task.showing)
  const { redraw } = await import('./redraw.ts')
  return redraw(bufferOf(task.bytes))
}

parentPort?.on('message', (task: Task) => {
  run(task).then(
    (result) => parentPort?.postMessage({ id: task.id, result }),
    (error: unknown) => parentPort?.postMessage({ id: task.id, error: error instanceof Error ? error.message.slice(0, 300) : String(error) }),
  )
})
parentPort?.postMessage({ ready: true })
