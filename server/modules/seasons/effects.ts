import type { Season } from './season.ts'

/** How near the stay is: `now` in stay or within the hours that go first, `later`, or not known. */
export type Travels = 'now' | 'later' | 'unknown'
export type Traveller = { checkInAt: Date | null; inStay: boolean }

/** What a season changes. It can say, order and advise; there is nothing in it by which it could refuse. */
export type Effects = {
  banner: boolean
  /** What one can do alone stands before the ways to a person. */
  selfServiceFirst: boolean
  /** From when this traveller goes first, so that they may come back then; null when they go first already or it is not known. */
  comeBackAt: Date | null
  /** How many times as long as usual an answer takes for them. */
  waitFactor: number
}

const hour = 3_600_000

/** Pure. `soonHours` is the operator's number of hours before check-in within which guests go first. */
export const effectsOf = (season: Pick<Season, 'waitFactor'> | null, traveller: Traveller, { now, soonHours }: { now: Date; soonHours: number }): Effects => {
  if (!season) return { banner: false, selfServiceFirst: false, comeBackAt: null, waitFactor: 1 }
  const travels = travelsOf(traveller, { now, soonHours })
  return {
    banner: true,
    selfServiceFirst: travels === 'later',
    comeBackAt: travels === 'later' && traveller.checkInAt ? new Date(traveller.checkInAt.getTime() - soonHours * hour) : null,
    // Who travels now goes first: their wait does not grow with the season.
    waitFactor: travels === 'now' ? 1 : season.waitFactor,
  }
}

export const travelsOf = ({ checkInAt, inStay }: Traveller, { now, soonHours }: { now: Date; soonHours: number }): Travels => {
  if (inStay) return 'now'
  if (!checkInAt) return 'unknown'
  const hours = (checkInAt.getTime() - now.getTime()) / hour
  return hours > soonHours ? 'later' : hours > 0 ? 'now' : 'unknown'
}
