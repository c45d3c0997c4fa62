import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Trust } from './authenticate.ts'
import type { Origin, ReadMail, Verdict } from './message.ts'
import type { Redrawn } from './redraw.ts'
import type { Showing, Shown } from './sanitise.ts'
import type { Task } from './worker.ts'

/** Reads what others have sent, in a thread of its own: it may take long, or all memory, and harms nobody. */
export type MailReader = {
  /** Rejects when it cannot be read, in time or at all. */
  parse(raw: Uint8Array): Promise<ReadMail>
  authenticate(raw: Uint8Array, origin: Origin): Promise<Verdict>
  show(raw: Uint8Array, showing: Showing): Promise<Shown>
  redraw(bytes: Uint8Array): Promise<Redrawn>
  close(): Promise<void>
}

// With twice as much the process took 100 MB more over hostile mail, and read not one mail more.
const [heapMb, youngMb] = [128, 16]
const deadlineMs = { parse: 5_000, authenticate: 10_000, show: 2_000, picture: 5_000 } as const

/** The thread is started by the first mail; one that has missed its deadline is ended, and the next mail gets a new one. */
export const createReader = (trust: Trust): MailReader => {
  const state: { thread: Thread | null; turn: Promise<unknown>; closed: boolean } = { thread: null, turn: Promise.resolve(), closed: false }
  const inTurn = <Result>(task: TaskOf): Promise<Result> => {
    const run = state.turn.then(async () => {
      if (state.closed) throw new Error('the reader is closed')
      const thread = (state.thread ??= await startThread(trust))
      try {
        return (await thread.run(task, deadlineMs[task.kind])) as Result
      } finally {
        if (thread.dead()) state.thread = null
      }
    })
    state.turn = run.catch(() => undefined)
    return run
  }
  return {
    parse: (raw) => inTurn({ kind: 'parse', raw }),
    authenticate: (raw, origin) => inTurn({ kind: 'authenticate', raw, origin }),
    show: (raw, showing) => inTurn({ kind: 'show', raw, showing }),
    redraw: (bytes) => inTurn({ kind: 'picture', bytes }),
    close: async () => {
      state.closed = true
      await state.thread?.end()
    },
  }
}

type TaskOf = Task extends infer Each ? (Each extends Task ? Omit<Each, 'id'> : never) : never
type Thread = { run(task: TaskOf, within: number): Promise<unknown>; dead(): boolean; end(): Promise<void> }

// In the built program all files lie side by side.
const file = import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, 'worker.ts') : join(import.meta.dirname, 'mail-worker.js')

const startThread = async (trust: Trust): Promise<Thread> => {
  const worker = new Worker(file, { workerData: trust, resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb } })
  worker.unref()
  const life = { dead: false, count: 0 }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
  worker.on('error', () => void (life.dead = true))
  worker.on('exit', () => void (life.dead = true))
  return {
    run: (task, within) => runIn(worker, { ...task, id: ++life.count } as Task, within).catch(async (error: unknown) => {
      if (error instanceof Unread) throw error
      life.dead = true
      await worker.terminate()
      throw error
    }),
    dead: () => life.dead,
    end: async () => void (await worker.terminate()),
  }
}

/** The thread lives and says it cannot. */
class Unread extends Error {}

type Answer = { id: number; result?: unknown; error?: string }

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
    const lost = (error: Error) => finish(() => reject(error))
    const gone = () => finish(() => reject(new Error('the thread ended')))
    worker.on('message', hear)
    worker.on('error', lost)
    worker.on('exit', gone)
    worker.postMessage(task)
  })
