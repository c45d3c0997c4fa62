import { present } from '#brand'
import { lanes as laneNames, type Lane } from '#contract/queue'
import type { Ctx } from '#identity'
import { hourOf } from './place.ts'
import * as q from './queries.ts'
import { laneCounts } from './reads.ts'

/** A range of minutes; null when the figures do not bear one, and the promise is all that can honestly be said. */
export type Expected = { from: number; to: number } | null

const hour = 3_600_000
const lookBackHours = 3
// Fewer answers than these say nothing about the next one.
const fewestAnswers = 6

/**
 * How long somebody who writes now and stands in this lane waits for a person's answer: those who stand before them, divided by
 * how many answers staff have given lately (this hour and the three before it), read from counters. Calls have their own.
 */
export const forecast = async (ctx: Ctx, lane: Lane): Promise<Expected> => {
  const since = new Date(hourOf(ctx.now()).getTime() - lookBackHours * hour)
  const [counts, answered, { settings }] = await Promise.all([laneCounts(ctx), q.answeredSince(ctx.db, ctx.actor.brandId, since), present(ctx)])
  const waiting = Object.fromEntries(laneNames.map((name) => [name, counts.find((count) => count.lane === name)?.waiting ?? 0])) as Record<Lane, number>
  return expectedWait({ lane, waiting, answered, overMinutes: (ctx.now().getTime() - since.getTime()) / 60_000, ordinaryShare: settings.ordinaryShare })
}

export type Figures = { lane: Lane; waiting: Record<Lane, number>; answered: number; overMinutes: number; ordinaryShare: number }

/**
 * Pure. At best everybody before them is answered at the recent rate and nobody comes between. At worst the lanes share the
 * picks as they are promised to: the ordinary lane gets one in `ordinaryShare`, the first lane the rest.
 */
export const expectedWait = ({ lane, waiting, answered, overMinutes, ordinaryShare }: Figures): Expected => {
  if (answered < fewestAnswers) return null
  const minutesEach = overMinutes / answered
  const before = aheadOf(lane, waiting) + 1
  const share = lane === 'safety' ? 1 : lane === 'first' ? (ordinaryShare - 1) / ordinaryShare : 1 / ordinaryShare
  const alone = lane === 'ordinary' ? waiting.ordinary + 1 : before
  return { from: rounded(before * minutesEach), to: rounded(Math.max(before, alone / share) * minutesEach * unevenness) }
}

// Answers do not come at even steps: half as long again is within the usual.
const unevenness = 1.5

const aheadOf = (lane: Lane, waiting: Record<Lane, number>) =>
  laneNames.slice(0, laneNames.indexOf(lane) + 1).reduce((sum, name) => sum + waiting[name], 0)

/** Up to the next step a person would say: 5 minutes below an hour, 15 below three, whole hours beyond. */
const rounded = (minutes: number) => {
  const step = minutes <= 60 ? 5 : minutes <= 180 ? 15 : 60
  return Math.ceil(minutes / step) * step
}
