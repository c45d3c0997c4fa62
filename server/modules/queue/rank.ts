import type { Lane, Reasons, Work } from '#contract/queue'

/** What the order looks at. Times in milliseconds since 1970; `checkInHours` counts to 15:00 on the day of arrival, property's zone. */
export type Waiting = {
  door: 'partner' | 'guest'
  safety: boolean
  urgent: boolean
  waitingSince: Date
  /** Null when nothing is promised: the promise was kept, and what waits is an answer that did not arrive or a mail that may be the asker's. */
  promisedBy: Date | null
  reopened: boolean
  /** Of a guest who has signed in with an account; 0 of everybody else. */
  loyaltyLevel: number
  stay: { checkInAt: Date; checkInHours: number; hoursToCheckOut: number } | null
  /** Somebody is on the line or in a chat now. */
  work: Work
  /** A person of staff gave it to another team than the subtopic's. */
  handedTo: string | null
}
export type RankSettings = { urgentStayHours: number; guestSoonHours: number }
/** `again`: when time alone will change the place, so that it is ranked anew then. */
export type Place = { lane: Lane; dueAt: Date; reasons: Reasons; again: Date | null }

const hour = 3_600_000
// An urgent matter is due well before the promise, so that it is read in the order of need.
const safetyWithinMs = hour / 2
const firstWithinMs = 2 * hour
const ordinaryWithinMs = 24 * hour

/** Where a waiting conversation stands and why. Pure: production, tests and simulation call this same function. */
export const rank = (waiting: Waiting, settings: RankSettings): Place => {
  const lane = laneOf(waiting, settings)
  return { lane: lane.lane, dueAt: dueAt(waiting, lane.lane), reasons: [...lane.reasons, ...liveReason[waiting.work], ...ordinaryReasons(waiting)], again: again(waiting, settings) }
}

export type GuestRule = { kind: 'in-stay' } | { kind: 'check-in-soon'; hours: number } | { kind: 'loyalty'; level: number }
const topLevel = 3

/** What puts a guest into the first lane, most telling first: the order ranks by these, and the page that explains it is made from them. */
export const guestRules = ({ guestSoonHours }: Pick<RankSettings, 'guestSoonHours'>): GuestRule[] => [
  { kind: 'in-stay' }, { kind: 'check-in-soon', hours: guestSoonHours }, { kind: 'loyalty', level: topLevel },
]

/** Within how long the lanes that go first are due, whatever was promised. */
export const dueWithin = { safetyMinutes: safetyWithinMs / 60_000, firstMinutes: firstWithinMs / 60_000 }

const laneOf = (waiting: Waiting, settings: RankSettings): { lane: Lane; reasons: Reasons } => {
  if (waiting.safety) return { lane: 'safety', reasons: [{ kind: 'safety' }] }
  const first = waiting.door === 'guest' ? guestRules(settings).flatMap((rule) => guestReason(rule, waiting)) : partnerFirst(waiting, settings)
  return first.length > 0 ? { lane: 'first', reasons: first } : { lane: 'ordinary', reasons: [] }
}

const guestReason = (rule: GuestRule, { stay, loyaltyLevel }: Waiting): Reasons => {
  switch (rule.kind) {
    case 'in-stay': return stay && isInStay(stay) ? [{ kind: 'in-stay' }] : []
    case 'check-in-soon': return stay && isWithin(stay, rule.hours) ? [{ kind: 'check-in-soon', checkIn: stay.checkInAt.toISOString() }] : []
    case 'loyalty': return loyaltyLevel >= rule.level ? [{ kind: 'loyalty', level: loyaltyLevel }] : []
  }
}

const partnerFirst = ({ urgent, stay }: Waiting, { urgentStayHours }: RankSettings): Reasons =>
  urgent && stay && (isInStay(stay) || isWithin(stay, urgentStayHours))
    ? [isInStay(stay) ? { kind: 'in-stay' } : { kind: 'urgent-stay', checkIn: stay.checkInAt.toISOString() }]
    : []

type Stay = NonNullable<Waiting['stay']>
const isInStay = (stay: Stay) => stay.checkInHours <= 0 && stay.hoursToCheckOut > 0
const isWithin = (stay: Stay, hours: number) => stay.checkInHours > 0 && stay.checkInHours <= hours

// The hours going first begin, the stay begins, the stay ends: the next of these.
const again = ({ door, urgent, safety, stay }: Waiting, { guestSoonHours, urgentStayHours }: RankSettings): Date | null => {
  if (!stay || safety || (door === 'partner' && !urgent)) return null
  const nearHours = door === 'guest' ? guestSoonHours : urgentStayHours
  const ahead = [stay.checkInHours - nearHours, stay.checkInHours, stay.hoursToCheckOut].filter((hours) => hours > 0)
  const now = stay.checkInAt.getTime() - stay.checkInHours * hour
  return ahead.length > 0 ? new Date(now + Math.min(...ahead) * hour) : null
}

const liveReason: Record<Work, Reasons> = { message: [], chat: [{ kind: 'in-chat' }], call: [{ kind: 'on-the-line' }] }

// Nobody is promised a time who waits on the line: the lane alone says how soon.
const liveWithinMs: Record<Lane, number> = { safety: hour / 60, first: hour / 6, ordinary: hour / 3 }

const dueAt = ({ waitingSince, promisedBy, stay, work }: Waiting, lane: Lane) => {
  const since = waitingSince.getTime()
  const promised = promisedBy?.getTime() ?? Infinity
  if (work !== 'message') return new Date(since + liveWithinMs[lane])
  if (lane === 'safety') return new Date(Math.min(promised, since + safetyWithinMs))
  // Waiting raises everyone: what is promised for next week is not passed by all that comes until then.
  if (lane === 'ordinary') return new Date(Math.min(promised, since + ordinaryWithinMs))
  const beforeCheckIn = stay && stay.checkInAt.getTime() > since ? stay.checkInAt.getTime() : Infinity
  return new Date(Math.min(promised, beforeCheckIn, since + firstWithinMs))
}

const ordinaryReasons = ({ promisedBy, waitingSince, reopened, work, handedTo }: Waiting): Reasons => [
  ...(reopened ? [{ kind: 'reopened' } as const] : []),
  ...(handedTo === null ? [] : [{ kind: 'handed-to-team', team: handedTo } as const]),
  ...(work === 'call' || promisedBy === null ? [] : [{ kind: 'promise', by: promisedBy.toISOString() } as const]),
  { kind: 'waiting', since: waitingSince.toISOString() },
]
