import { rank, type RankSettings, type Waiting } from '#queue'
import type { Lane } from '#contract/queue'

/** How waiting people are ordered: what production's `rank` says, or a simpler idea of it to compare with. */
export type Policy = {
  name: 'ours' | 'first-come' | 'strict-priority' | 'due-order'
  place: (waiting: Waiting, settings: RankSettings) => { lane: Lane; dueAt: number; again: number | null }
  /** One pick in so many is ordinary; 0 for none. */
  share: (ordinaryShare: number) => number
}

const ranked: Policy['place'] = (waiting, settings) => {
  const { lane, dueAt, again } = rank(waiting, settings)
  return { lane, dueAt: dueAt.getTime(), again: again?.getTime() ?? null }
}

/** What production does. */
export const shipped: Policy = { name: 'ours', place: ranked, share: (ordinaryShare) => ordinaryShare }

export const policies: readonly Policy[] = [
  shipped,
  { name: 'first-come', place: ({ waitingSince }) => ({ lane: 'ordinary', dueAt: waitingSince.getTime(), again: null }), share: () => 0 },
  { name: 'strict-priority', place: (waiting, settings) => ({ ...ranked(waiting, settings), dueAt: waiting.waitingSince.getTime() }), share: () => 0 },
  { name: 'due-order', place: (waiting, settings) => ({ ...ranked(waiting, settings), lane: 'ordinary' }), share: () => 0 },
]
