import type { Ctx } from '#identity'
import { openSeasons } from './open-seasons.ts'
import * as q from './queries.ts'
import { concerns, stateOf, type Asking, type Season } from './season.ts'

/** The season that somebody is in now: of several the one that makes them wait longest. Null outside every season. */
export const current = async (ctx: Ctx, asking: Asking): Promise<Season | null> => {
  const theirs = (await live(ctx)).filter((season) => concerns(season, asking))
  return theirs.toSorted((a, b) => b.waitFactor - a.waitFactor || a.startsAt.getTime() - b.startsAt.getTime())[0] ?? null
}

/** Whether there is a season for anybody at all. */
export const isAny = async (ctx: Ctx): Promise<boolean> => (await live(ctx)).length > 0

const mostPast = 20
const order = { live: 0, planned: 1, ended: 2 }

/** What is on, what is planned and what was: live first, then the nearest, then the newest that are over. */
export const list = async (ctx: Ctx): Promise<(Season & { state: 'live' | 'planned' | 'ended' })[]> => {
  const [open, past] = await Promise.all([q.openAt(ctx.db, ctx.actor.brandId, ctx.now()), q.pastAt(ctx.db, ctx.actor.brandId, { now: ctx.now(), most: mostPast })])
  return [...open, ...past].map((row) => {
    const season = q.presentSeason(row)
    return { ...season, state: stateOf(season, ctx.now()) } as const
  }).toSorted((a, b) => order[a.state] - order[b.state] || (a.state === 'ended' ? endOf(b) - endOf(a) : a.startsAt.getTime() - b.startsAt.getTime()))
}

const live = async (ctx: Ctx) => (await openSeasons.of(ctx)).filter((season) => stateOf(season, ctx.now()) === 'live')

const endOf = ({ ended, endsAt }: Season) => (ended?.at ?? endsAt).getTime()
