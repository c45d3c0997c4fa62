import { startThread, ThreadLost, type TaskOf, type Thread } from './thread.ts'
import type { Trust } from './authenticate.ts'

export type Threads = { run<Result>(task: TaskOf, within: number): Promise<Result>; close(): Promise<void> }
export type ThreadsOptions = {
  most: number
  /** Tasks one thread has at once: many where they mostly wait, one where they count. */
  tasksOfOne: number
}

// Started by the first task; another only when work has waited so long, as behind a mail that takes all its time.
const patienceMs = 1_000
// What a thread has taken of memory goes back with it; the last one stays a while for the next mail.
const [idleMs, lastIdleMs] = [1_000, 20_000]

type Place = { thread: Promise<Thread>; tasks: number; alone: boolean; idle?: NodeJS.Timeout }
type Waiter = { alone: boolean; take: (place: Place) => void }

/** Tasks in the order they came, each in a thread that has room; a thread that missed a deadline is ended, and the next task gets a new one. */
export const createThreads = (trust: Trust, { most, tasksOfOne }: ThreadsOptions): Threads => {
  const state = { places: [] as Place[], waiting: [] as Waiter[], closed: false }

  const hasRoom = (place: Place, alone: boolean) => (alone ? place.tasks === 0 : !place.alone && place.tasks < tasksOfOne)
  const drop = (place: Place) => {
    clearTimeout(place.idle)
    state.places = state.places.filter((each) => each !== place)
  }
  const start = (): Place => {
    const place: Place = { thread: startThread(trust), tasks: 0, alone: false }
    place.thread.then((thread) => thread.ended.then(() => drop(place)), () => undefined)
    state.places.push(place)
    return place
  }
  const serve = () => {
    for (let next = state.waiting[0]; next; next = state.waiting[0]) {
      const { alone, take } = next
      const place = state.places.find((each) => hasRoom(each, alone)) ?? (state.places.length === 0 ? start() : null)
      if (!place) return
      state.waiting.shift()
      clearTimeout(place.idle)
      Object.assign(place, { tasks: place.tasks + 1, alone })
      take(place)
    }
  }
  const leave = async (place: Place, thread: Thread | null) => {
    Object.assign(place, { tasks: place.tasks - 1, alone: false })
    const end = () => (drop(place), void thread?.end())
    if (thread === null || thread.dead()) drop(place)
    else if (thread.worn()) place.tasks > 0 ? void (place.alone = true) : end()
    else if (place.tasks === 0) place.idle = setTimeout(end, state.places.length > 1 ? idleMs : lastIdleMs).unref()
    serve()
  }
  const place = (alone: boolean) =>
    new Promise<Place>((resolve) => {
      const waiter: Waiter = { alone, take: (found) => (clearTimeout(more), resolve(found)) }
      const more = setTimeout(() => state.places.length < most && state.waiting.includes(waiter) && (start(), serve()), patienceMs).unref()
      state.waiting.push(waiter)
      serve()
    })
  const runOnce = async (task: TaskOf, within: number, alone: boolean) => {
    const found = await place(alone)
    const thread = await found.thread.catch(() => null)
    try {
      if (state.closed || !thread) throw new Error('no thread to read it')
      return await thread.run(task, within)
    } finally {
      await leave(found, thread)
    }
  }
  return {
    run: async <Result>(task: TaskOf, within: number) => {
      try {
        return (await runOnce(task, within, false)) as Result
      } catch (error) {
        // Lost among others, it may have been the doing of one of them.
        if (tasksOfOne === 1 || !(error instanceof ThreadLost)) throw error
        return (await runOnce(task, within, true)) as Result
      }
    },
    close: async () => {
      state.closed = true
      await Promise.all(state.places.map(async (each) => (await each.thread.catch(() => null))?.end()))
    },
  }
}
