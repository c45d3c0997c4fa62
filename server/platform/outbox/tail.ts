import type { Db } from '../postgres/index.ts'
import { factsAfter, mostFactsRead, type FedFact } from './queries.ts'

/** The newest facts of a brand, read once per node and not once per stream. */
export type Tail = {
  /** The newest place of the change feed whose facts are here. */
  position: number
  /** The facts after a place, oldest first, the same list for all who ask from there; null when it lies before what is kept here. */
  after(place: number): readonly FedFact[] | null
  /** Reads as far as this place and gives what is new; null at the first, as whoever was there before it may lack anything. */
  readTo(position: number): Promise<FedFact[] | null>
}

const mostKept = 2_000

export const createTail = (db: Db, brandId: string): Tail => {
  let kept: FedFact[] = []
  // Everything after this place is kept; nothing is at first, so whoever comes from before the start reads for themselves.
  let since: number | null = null
  const lists = new Map<number, readonly FedFact[]>()
  const read = async (position: number): Promise<FedFact[] | null> => {
    // The first place that is heard of is where the tail begins: what came before is history.
    if (since === null) {
      since = tail.position = position
      return null
    }
    const news: FedFact[] = []
    lists.clear()
    while (tail.position < position) {
      const facts = await factsAfter(db, tail.position, { brandId, partnerId: null })
      lists.clear()
      news.push(...facts)
      kept.push(...facts)
      // Other brands' facts have places between ours.
      tail.position = facts.length < mostFactsRead ? Math.max(position, facts.at(-1)?.position ?? 0) : (facts.at(-1)?.position ?? position)
    }
    if (kept.length > mostKept) {
      since = kept[kept.length - mostKept - 1]?.position ?? since
      kept = kept.slice(-mostKept)
    }
    return news
  }
  let reading: Promise<unknown> = Promise.resolve()
  const tail: Tail = {
    position: 0,
    after: (place) => {
      if (since === null || place < since) return null
      const list = lists.get(place) ?? kept.slice(firstAfter(kept, place))
      lists.set(place, list)
      return list
    },
    readTo: (position) => {
      const next = reading.then(() => read(position))
      reading = next.catch(() => undefined)
      return next
    },
  }
  return tail
}

const firstAfter = (facts: readonly FedFact[], place: number) => {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((facts[middle]?.position ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}
