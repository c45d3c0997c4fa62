import { setTimeout as soon } from 'node:timers/promises'
import { pollEvents, readEvents, type Received } from './events.ts'

type Cuts = { /** Told after each cut how many there have been. */ onCut?: (cuts: number) => void }

/** Reads until `enough`, cut again and again, each time going on from the newest event that came. */
export const readWithCuts = async (url: string, headers: Record<string, string>, { from, enough, every, onCut }: { from: string; enough: (all: Received[]) => boolean; every: number } & Cuts) => {
  const all: Received[] = []
  for (let [lastId, cuts] = [from, 1]; !enough(all); cuts++) {
    const reading = await readEvents(url, { headers, lastId })
    await Promise.race([reading.until(every), soon(400)])
    const came = [...reading.received]
    reading.cut()
    all.push(...came)
    lastId = came.at(-1)?.id ?? lastId
    onCut?.(cuts)
  }
  return all
}

/** Asks again and again, and gives every second answer up while it is on its way. */
export const askWithCuts = async (url: string, headers: Record<string, string>, { from, enough, onCut }: { from: string; enough: (all: Received[]) => boolean } & Cuts) => {
  const all: Received[] = []
  let cuts = 0
  for (let [lastId, round] = [from, 0]; !enough(all); round++) {
    const signal = round % 2 === 0 ? AbortSignal.timeout(20) : undefined
    const answered = await pollEvents(url, { headers, lastId, wait: 1, ...(signal ? { signal } : {}) }).catch(() => null)
    if (!answered) onCut?.(++cuts)
    all.push(...(answered?.events ?? []))
    lastId = answered?.id ?? lastId
  }
  return all
}
