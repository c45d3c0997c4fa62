import type { Lane, Reasons } from '#contract/queue'

/** What the order looks at. Times in milliseconds since 1970; `checkInHours` counts to 15:00 on the day of arrival, property's zone. */
export type Waiting = {
  door: 'partner' | 'guest'
  safety: boolean
  urgent: boolean
  waitingSince: Date
  promisedBy: Date
  reopened: boolean
  stay: { checkInAt: Date; checkInHours: number; hoursToCheckOut: number; loyaltyLevel: number } | null
}
export type RankSettings = { urgentStayHours: number; guestSoonHours: number }
export type Place = { lane: Lane; dueAt: Date; reasons: Reasons }

const hour = 3_600_000
// An urgent matter is due well before the promise, so that it is read in the order of need.
const safetyWithinMs = hour / 2
const firstWithinMs = 2 * hour

/** Where a waiting conversation stands and why. Pure: production, tests and simulation call this same function. */
export const rank = (waiting: Waiting, settings: RankSettings): Place => {
  const lane = laneOf(waiting, settings)
  return { lane: lane.lane, dueAt: dueAt(waiting, lane.lane), reasons: [...lane.reasons, ...ordinaryReasons(waiting)] }
}

const laneOf = (waiting: Waiting, settings: RankSettings): { lane: Lane; reasons: Reasons } => {
  if (waiting.safety) return { lane: 'safety', reasons: [{ kind: 'safety' }] }
  const first = waiting.door === 'guest' ? guestFirst(waiting, settings) : partnerFirst(waiting, settings)
  return first.length > 0 ? { lane: 'first', reasons: first } : { lane: 'ordinary', reasons: [] }
}

const guestFirst = ({ stay }: Waiting, { guestSoonHours }: RankSettings): Reasons => {
  const reasons: Reasons = []
  if (stay && isInStay(stay)) reasons.push({ kind: 'in-stay' })
  else if (stay && stay.checkInHours > 0 && stay.checkInHours <= guestSoonHours) reasons.push({ kind: 'check-in-soon', checkIn: stay.checkInAt.toISOString() })
  if (stay && stay.loyaltyLevel >= 3) reasons.push({ kind: 'loyalty', level: stay.loyaltyLevel })
  return reasons
}

const partnerFirst = ({ urgent, stay }: Waiting, { urgentStayHours }: RankSettings): Reasons =>
  urgent && stay && (isInStay(stay) || (stay.checkInHours > 0 && stay.checkInHours <= urgentStayHours))
    ? [isInStay(stay) ? { kind: 'in-stay' } : { kind: 'urgent-stay', checkIn: stay.checkInAt.toISOString() }]
    : []

const isInStay = (stay: NonNullable<Waiting['stay']>) => stay.checkInHours <= 0 && stay.hoursToCheckOut > 0

const dueAt = ({ waitingSince, promisedBy, stay }: Waiting, lane: Lane) => {
  const since = waitingSince.getTime()
  if (lane === 'safety') return new Date(Math.min(promisedBy.getTime(), since + safetyWithinMs))
  if (lane === 'ordinary') return promisedBy
  const beforeCheckIn = stay && stay.checkInAt.getTime() > since ? stay.checkInAt.getTime() : Infinity
  return new Date(Math.min(promisedBy.getTime(), beforeCheckIn, since + firstWithinMs))
}

const ordinaryReasons = ({ promisedBy, waitingSince, reopened }: Waiting): Reasons => [
  ...(reopened ? [{ kind: 'reopened' } as const] : []),
  { kind: 'promise', by: promisedBy.toISOString() },
  { kind: 'waiting', since: waitingSince.toISOString() },
]
