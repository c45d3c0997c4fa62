import { z } from 'zod'
import { Door } from './content.ts'

export const seasonStates = ['planned', 'live', 'ended'] as const
export const SeasonState = z.enum(seasonStates)

const Name = z.string().trim().min(1).max(80)
const Scope = {
  doors: z.array(Door).min(1).max(2),
  /** Empty: everybody's. Countries as ISO 3166, languages as ISO 639, topics by key. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(60).default([]),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(60).default([]),
  topics: z.array(z.string().max(60)).max(60).default([]),
  /** How many times as long as usual an answer takes for those who can wait. */
  waitFactor: z.number().min(1).max(5).default(1.5),
}

/** Planned by dates of the planner's time zone, first and last day included. */
export const PlanSeason = z.strictObject({ kind: z.literal('planned'), name: Name, from: z.iso.date(), to: z.iso.date(), ...Scope })
export type PlanSeason = z.infer<typeof PlanSeason>
/** Declared now, for so many hours. */
export const DeclareSeason = z.strictObject({ kind: z.literal('declared'), name: Name, hours: z.int().min(1).max(60 * 24), ...Scope })
export type DeclareSeason = z.infer<typeof DeclareSeason>

/** `POST /api/v1/desk/seasons` */
export const NewSeason = z.discriminatedUnion('kind', [PlanSeason, DeclareSeason])
export type NewSeason = z.infer<typeof NewSeason>

export const SeasonRow = z.object({
  id: z.uuid(),
  kind: z.enum(['planned', 'declared']),
  name: z.string(),
  doors: z.array(Door),
  countries: z.array(z.string()),
  languages: z.array(z.string()),
  topics: z.array(z.string()),
  waitFactor: z.number(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  state: SeasonState,
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  /** `by` is null when the season ended by itself. */
  ended: z.object({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
})
export type SeasonRow = z.infer<typeof SeasonRow>

/** `GET /api/v1/desk/seasons`: live, then planned, then the newest that are over; whether the reader may change them. */
export const SeasonList = z.object({ mayChange: z.boolean(), seasons: z.array(SeasonRow) })
export type SeasonList = z.infer<typeof SeasonList>
export const MadeSeason = z.object({ id: z.uuid() })
