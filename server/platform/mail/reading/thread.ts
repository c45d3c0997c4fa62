import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Trust } from './authenticate.ts'
import type { Task } from './worker.ts'

export type TaskOf = Task extends infer Each ? (Each extends Task ? Omit<Each, 'id'> : never) : never
export type Thread = { run(task: TaskOf, within: number): Promise<unknown>; dead(): boolean; /** It holds much, and gives nothing back while it lives. */ worn(): boolean; /** Resolves when it is no more. */ ended: Promise<void>; end(): Promise<void> }

/** The thread ended under a task, which may be another's doing. */
export class ThreadLost extends Error {}

// With more the process takes more over hostile mail, and reads not one mail more.
const [heapMb, youngMb] = [64, 2]

// In the built program all files lie side by side.
const file = import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, 'worker.ts') : join(import.meta.dirname, 'mail-worker.js')

export const startThread = async (trust: Trust): Promise<Thread> => {
  const worker = new Worker(file, { workerData: trust, resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb } })
  worker.unref()
  // Several tasks may wait for one answer each.
  worker.setMaxListeners(50)
  const life = { dead: false, worn: false, count: 0 }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
  worker.on('error', () => void (life.dead = true))
  worker.on('message', ({ worn }: Answer) => void (life.worn ||= worn === true))
  const ended = new Promise<void>((resolve) => worker.once('exit', () => ((life.dead = true), resolve())))
  return {
    run: (task, within) => runIn(worker, { ...task, id: ++life.count } as Task, within).catch(async (error: unknown) => {
      if (error instanceof Unread) throw error
      life.dead = true
      await worker.terminate()
      throw error
    }),
    dead: () => life.dead,
    worn: () => life.worn,
    ended,
    end: async () => void (await worker.terminate()),
  }
}

/** The thread lives and says it cannot. */
class Unread extends Error {}

type Answer = { id: number; result?: unknown; error?: string; worn?: boolean }

const runIn = (worker: Worker, task: Task, within: number): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error('took too long'))), within)
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      worker.off('message', hear)
      worker.off('error', lost)
      worker.off('exit', gone)
      settle()
    }
    const hear = (answer: Answer) => {
      if (answer.id !== task.id) return
      finish(() => (answer.error === undefined ? resolve(answer.result) : reject(new Unread(answer.error))))
    }
    const lost = (error: Error) => finish(() => reject(new ThreadLost(error.message)))
    const gone = () => finish(() => reject(new ThreadLost('the thread ended')))
    worker.on('message', hear)
    worker.on('error', lost)
    worker.on('exit', gone)
    worker.postMessage(task)
  })
