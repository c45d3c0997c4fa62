import type { Widening } from '#contract/content'
import { lanes as laneNames, type Lane, type PassedOver, type Why, type Work } from '#contract/queue'
import { fit, type Coverage, type Needs, type Skills, type WideningSettings } from './skills.ts'

/** Whoever is due first of those who need the same: same lane, team, language, door and kind of work. Times in milliseconds. */
export type Head = Needs & { conversationId: string; lane: Lane; dueAt: number }
/** Which kinds of work somebody has hands for just now. */
export type Hands = Readonly<Record<Work, boolean>>
export type Chooser = { skills: Skills; hands: Hands; /** How many picks have passed the ordinary lane by. */ sinceOrdinary: number }
export type Rules = {
  now: number
  /** One pick in so many is of the ordinary lane while somebody waits there; 0 for never. */
  ordinaryShare: number
  widening: WideningSettings
  /** Of those on duty for what is written; of those with free hands for who is on the line. */
  coverage: { message: Coverage; live: Coverage }
}
export type Choice<Of extends Head = Head> = { head: Of; because: Why[] }

const lanesByShare = ['safety', 'ordinary', 'first'] as const

/** Pure: the order in which the lanes are looked through after so many picks have passed the ordinary one by. */
export const laneOrder = (sinceOrdinary: number, share: number): readonly Lane[] =>
  share > 0 && sinceOrdinary >= share - 1 ? lanesByShare : laneNames

/**
 * Pure: whom this person takes next of those who wait; the lanes in their order, within each whoever is due first of those whom
 * they can answer. Production, tests and the simulation call this same function; null when there is nobody for them.
 */
export const choose = <Of extends Head>(heads: readonly Of[], chooser: Chooser, rules: Rules): Choice<Of> | null => {
  for (const lane of laneOrder(chooser.sinceOrdinary, rules.ordinaryShare)) {
    let best: Choice<Of> | null = null
    for (const head of heads) {
      if (head.lane !== lane || !chooser.hands[head.work] || (best && !isBefore(head, best.head))) continue
      const fitting = fitOf(chooser.skills, head, rules)
      if (fitting.fits) best = { head, because: fitting.because }
    }
    if (best) return { head: best.head, because: [...best.because, whyLane(lane, chooser, rules)] }
  }
  return null
}

export const isBefore = (a: Pick<Head, 'dueAt' | 'conversationId'>, b: Pick<Head, 'dueAt' | 'conversationId'>): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.conversationId < b.conversationId)

/** Pure: whether somebody can answer this now, by the rules for what is written or for who is on the line. */
export const fitOf = (skills: Skills, head: Head, { now, widening, coverage }: Pick<Rules, 'now' | 'widening' | 'coverage'>) => {
  const kind = head.work === 'message' ? 'message' : 'live'
  return fit(skills, head, { now, coverage: coverage[kind], widening: head.lane === 'safety' ? atOnce : widening[kind] })
}

// What is in danger waits for nobody's language.
const atOnce: Widening = { englishMinutes: 0, anyoneMinutes: 0, teamMinutes: 0 }

const whyLane = (lane: Lane, { sinceOrdinary }: Chooser, { ordinaryShare }: Rules): Why =>
  lane === 'ordinary' && laneOrder(sinceOrdinary, ordinaryShare) === lanesByShare ? { kind: 'ordinary-share', every: ordinaryShare } : { kind: 'due-first', lane }

/** Pure: who stood before the one chosen and was not taken, and why not; the first in the queue first. */
export const passedOver = (heads: readonly Head[], chosen: Head, { chooser, rules }: { chooser: Chooser; rules: Rules }): PassedOver[] =>
  heads
    .filter((head) => head !== chosen && standsBefore(head, chosen))
    .toSorted((a, b) => (standsBefore(a, b) ? -1 : 1))
    .slice(0, mostPassed)
    .map((head) => ({ conversationId: head.conversationId, lane: head.lane, why: whyPassed(head, { chooser, rules }) }))

const mostPassed = 20

const standsBefore = (a: Head, b: Head) => {
  const [laneOfA, laneOfB] = [laneNames.indexOf(a.lane), laneNames.indexOf(b.lane)]
  return laneOfA < laneOfB || (laneOfA === laneOfB && isBefore(a, b))
}

const whyPassed = (head: Head, { chooser, rules }: { chooser: Chooser; rules: Rules }): PassedOver['why'] => {
  const fitting = fitOf(chooser.skills, head, rules)
  if (!fitting.fits) return fitting.why
  return chooser.hands[head.work] ? 'share' : 'hands'
}
