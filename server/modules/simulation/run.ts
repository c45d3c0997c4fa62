import type { Widening } from '#contract/content'
import type { Lane, Work } from '#contract/queue'
import { choose, coverageOf, isBefore, matchOffer, type Head, type Rules, type Waiting } from '#queue'
import { nights, type Arrival } from './arrivals.ts'
import type { Worker } from './crew.ts'
import { createHeap, type Heap } from './heap.ts'
import { shipped, type Policy } from './policies.ts'

export type RunSettings = {
  urgentStayHours: number; guestSoonHours: number; ordinaryShare: number; widening: { message: Widening; live: Widening }
}
/** What became of somebody: the lane they came into by the shipped rules, when a person took them and when they were answered. */
export type Outcome = { arrival: Arrival; lane: Lane; takenAt: number; answeredAt: number; kept: boolean | null }

const [hour, day] = [3_600_000, 86_400_000]
const everything: Record<Work, boolean> = { message: true, chat: true, call: true }

type Waiter = Head & { arrival: Arrival; again: number | null; waits: boolean; firstLane: Lane }
type Person = { worker: Worker; busyUntil: number; idleSince: number; sinceOrdinary: number; there: boolean }
type Run = {
  policy: Policy; settings: RunSettings; now: number
  kinds: Map<string, Heap<Waiter>>; people: Person[]; outcomes: Outcome[]
  ends: Heap<{ at: number; person: Person }>; turns: Heap<{ at: number; waiter: Waiter }>
  messageCoverage: Rules['coverage']['message']; waiting: number
}

/**
 * Plays who comes against who is there, by the ranking and the choosing that production uses. Everybody does one thing at a
 * time. `yieldNow` is awaited now and then, so that a server goes on answering.
 */
export const simulate = async (arrivals: readonly Arrival[], rota: readonly Worker[], how: { policy: Policy; settings: RunSettings; yieldNow?: () => Promise<unknown> }): Promise<Outcome[]> => {
  const run = begin(rota, how)
  const last = arrivals.at(-1)?.at ?? 0
  run.now = Math.floor((arrivals[0]?.at ?? 0) / hour) * hour
  changeShift(run)
  let nextHour = run.now + hour
  let nextLook = run.now + look
  for (let place = 0, events = 0; place < arrivals.length || (run.waiting > 0 && run.now < last + mostAfter); events++) {
    const comes = arrivals[place]?.at ?? Infinity
    const at = Math.min(comes, run.ends.peek()?.at ?? Infinity, run.turns.peek()?.at ?? Infinity, nextHour, nextLook)
    run.now = at
    if (at === nextHour) {
      nextHour += hour
      changeShift(run)
      fill(run)
    } else if (at === nextLook) {
      nextLook += look
      fill(run)
    } else if (at === comes) {
      place++
      const arrival = arrivals[place - 1]
      if (arrival) arrive(run, arrival)
    } else if (at === run.ends.peek()?.at) end(run)
    else turn(run)
    if (events % yieldEvery === 0) await how.yieldNow?.()
  }
  return run.outcomes
}

// What waits when the last has come is worked off, within reason.
const mostAfter = 14 * day
// Circles widen by the minute.
const look = 60_000
const yieldEvery = 5_000

const begin = (rota: readonly Worker[], { policy, settings }: { policy: Policy; settings: RunSettings }): Run => ({
  policy, settings, now: 0, kinds: new Map(), outcomes: [], waiting: 0, messageCoverage: coverageOf([]),
  people: rota.map((worker) => ({ worker, busyUntil: 0, idleSince: 0, sinceOrdinary: 0, there: false })),
  ends: createHeap((a, b) => a.at < b.at), turns: createHeap((a, b) => a.at < b.at),
})

const idle = ({ there, busyUntil }: Person, now: number) => there && busyUntil <= now

const changeShift = (run: Run) => {
  const clock = new Date(run.now).getUTCHours()
  for (const person of run.people) {
    const there = person.worker.works(clock)
    if (there && !person.there) person.idleSince = run.now
    person.there = there
  }
  run.messageCoverage = coverageOf(run.people.filter(({ there }) => there).map(({ worker }) => worker.skills))
}

const rulesOf = (run: Run): Rules => ({
  now: run.now, ordinaryShare: run.policy.share(run.settings.ordinaryShare), widening: run.settings.widening,
  coverage: { message: run.messageCoverage, live: coverageOf(run.people.filter((person) => idle(person, run.now)).map(({ worker }) => worker.skills)) },
})

const waitingOf = ({ at, topic, work, level, checkInAt }: Arrival, now: number): Waiting => ({
  door: topic.door, safety: topic.safety, urgent: topic.urgent, waitingSince: new Date(at), promisedBy: new Date(at + topic.promiseHours * hour), reopened: false,
  loyaltyLevel: level, work, handedTo: null,
  stay: checkInAt === null ? null : { checkInAt: new Date(checkInAt), checkInHours: (checkInAt - now) / hour, hoursToCheckOut: (checkInAt + nights * day - now) / hour },
})

const arrive = (run: Run, arrival: Arrival) => {
  const { topic, work, language, at: waitingSince, id: conversationId } = arrival
  const waiting = waitingOf(arrival, run.now)
  const waiter: Waiter = {
    conversationId, team: topic.team, language, door: topic.door, work, waitingSince, arrival, waits: true,
    ...run.policy.place(waiting, run.settings), firstLane: shipped.place(waiting, run.settings).lane,
  }
  run.waiting++
  stand(run, waiter)
  const free = run.people.filter((person) => idle(person, run.now))
  if (free.length === 0) return
  const candidates = free.map(({ worker, idleSince }) => ({ id: worker.id, skills: worker.skills, hands: everything, has: 0, capacity: 1, idleSince }))
  const match = matchOffer([waiter], candidates, { rules: rulesOf(run), asked: () => false })
  const person = match && free.find(({ worker }) => worker.id === match.agentId)
  if (person) take(run, waiter, person)
}

/** Stands among those who need the same; when time alone will change the place, it is looked at again then. */
const stand = (run: Run, waiter: Waiter) => {
  const kind = `${waiter.lane} ${waiter.team} ${waiter.language} ${waiter.door} ${waiter.work}`
  const known = run.kinds.get(kind) ?? createHeap<Waiter>(isBefore)
  run.kinds.set(kind, known)
  known.push(waiter)
  // Of an hour that is just now coming there are rounding errors before and after.
  if (waiter.again !== null) run.turns.push({ at: Math.max(waiter.again, run.now + 1_000), waiter })
}

const turn = (run: Run) => {
  const waiter = run.turns.pop()?.waiter
  if (!waiter?.waits) return
  waiter.waits = false
  stand(run, { ...waiter, waits: true, ...run.policy.place(waitingOf(waiter.arrival, run.now), run.settings) })
}

const headsOf = (run: Run): Waiter[] => {
  const heads: Waiter[] = []
  for (const [kind, heap] of run.kinds) {
    while (heap.peek()?.waits === false) heap.pop()
    const head = heap.peek()
    if (head) heads.push(head)
    else run.kinds.delete(kind)
  }
  return heads
}

const end = (run: Run) => {
  const person = run.ends.pop()?.person
  if (!person) return
  person.idleSince = run.now
  if (person.there && run.waiting > 0) next(run, person)
}

/** Whoever is free takes whoever they can: after a change of shift, or when a circle has widened. */
const fill = (run: Run) => {
  for (const person of run.people) if (run.waiting > 0 && idle(person, run.now)) next(run, person)
}

const next = (run: Run, person: Person) => {
  const choice = choose(headsOf(run), { skills: person.worker.skills, hands: everything, sinceOrdinary: person.sinceOrdinary }, rulesOf(run))
  if (choice) take(run, choice.head, person)
}

const take = (run: Run, waiter: Waiter, person: Person) => {
  const { arrival } = waiter
  const answeredAt = run.now + arrival.handlingMs
  waiter.waits = false
  run.waiting--
  person.busyUntil = answeredAt
  person.sinceOrdinary = waiter.lane === 'ordinary' ? 0 : person.sinceOrdinary + 1
  run.ends.push({ at: answeredAt, person })
  // Nobody is promised a time on the line.
  const kept = arrival.work === 'call' ? null : answeredAt <= arrival.at + arrival.topic.promiseHours * hour
  run.outcomes.push({ arrival, lane: waiter.firstLane, takenAt: run.now, answeredAt, kept })
}
