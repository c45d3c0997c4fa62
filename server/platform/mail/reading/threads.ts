import type { Trust } from './authenticate.ts'
import { startThread, ThreadLost, type TaskOf, type Thread } from './thread.ts'

export type Threads = { run<Result>(task: TaskOf, within: number): Promise<Result>; close(): Promise<void> }

// Another is started only when work has waited so long, as behind a mail that takes all its time.
const patienceMs = 1_000
// What a thread has taken of memory goes back with it; the last one stays a while for the next mail.
const [idleMs, lastIdleMs] = [1_000, 20_000]
// Whoever looks names up mostly waits: many may do so in one thread. Of all else there is one at a time.
const mostLookUps = 8

type Place = { thread: Promise<Thread>; tasks: number; computes: boolean; alone: boolean; shared: boolean; idle?: NodeJS.Timeout }
type Waiter = { looksUp: boolean; alone: boolean; take: (place: Place) => void }

const hasRoom = (place: Place, { alone, looksUp }: Waiter) => (alone ? place.tasks === 0 : !place.alone && !place.computes && (!looksUp || place.tasks < mostLookUps))

/** Threads that are there, and whoever waits for room in one. */
const createPlaces = (trust: Trust, most: number) => {
  const state = { places: [] as Place[], waiting: [] as Waiter[] }

  const drop = (place: Place) => {
    clearTimeout(place.idle)
    state.places = state.places.filter((each) => each !== place)
  }
  const start = (): Place => {
    const place: Place = { thread: startThread(trust), tasks: 0, computes: false, alone: false, shared: false }
    place.thread.then((thread) => thread.ended.then(() => drop(place)), () => undefined)
    state.places.push(place)
    return place
  }
  const serve = () => {
    for (const waiter of state.waiting.slice()) {
      const place = state.places.find((each) => hasRoom(each, waiter)) ?? (state.places.length === 0 ? start() : null)
      if (place) {
        state.waiting.splice(state.waiting.indexOf(waiter), 1)
        clearTimeout(place.idle)
        Object.assign(place, { tasks: place.tasks + 1, computes: place.computes || !waiter.looksUp, alone: waiter.alone, shared: place.tasks > 0 })
        waiter.take(place)
      } else if (waiter.alone) return
    }
  }
  const leave = (place: Place, thread: Thread | null, looksUp: boolean) => {
    Object.assign(place, { tasks: place.tasks - 1, computes: place.computes && looksUp, alone: thread?.worn() ?? false })
    const end = () => (drop(place), void thread?.end())
    if (thread === null || thread.dead()) drop(place)
    else if (place.tasks === 0 && thread.worn()) end()
    else if (place.tasks === 0) place.idle = setTimeout(end, state.places.length > 1 ? idleMs : lastIdleMs).unref()
    serve()
  }
  const room = (looksUp: boolean, alone: boolean) =>
    new Promise<Place>((resolve) => {
      const waiter: Waiter = { looksUp, alone, take: (place) => (clearTimeout(more), resolve(place)) }
      const more = setTimeout(() => state.places.length < most && (start(), serve()), patienceMs).unref()
      state.waiting.push(waiter)
      serve()
    })
  return { room, leave, threads: () => Promise.all(state.places.map(({ thread }) => thread.catch(() => null))) }
}

/** Tasks in the order they came, in so few threads as will do; one that missed a deadline ends its thread, and the next gets a new one. */
export const createThreads = (trust: Trust, most: number): Threads => {
  const places = createPlaces(trust, most)
  const life = { closed: false }
  const run = async (task: TaskOf, within: number, alone: boolean): Promise<unknown> => {
    const looksUp = task.kind === 'authenticate'
    const place = await places.room(looksUp, alone)
    const thread = await place.thread.catch(() => null)
    try {
      if (life.closed || !thread) throw new Error('no thread to read it')
      return await thread.run(task, within)
    } catch (error) {
      // Lost among others, it may have been the doing of one of them.
      if (alone || !place.shared || !(error instanceof ThreadLost)) throw error
    } finally {
      places.leave(place, thread, looksUp)
    }
    return run(task, within, true)
  }
  return {
    run: async <Result>(task: TaskOf, within: number) => (await run(task, within, false)) as Result,
    close: async () => {
      life.closed = true
      for (const thread of await places.threads()) await thread?.end()
    },
  }
}
