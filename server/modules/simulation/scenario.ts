import { z } from 'zod'
import { Door } from '#contract/content'
import { Work, works } from '#contract/queue'

const Share = z.number().min(0)

/** One reason for contact: how many of all, whose work it is, what it promises and how long it takes. */
const TopicRow = z.strictObject({
  key: z.string(), door: Door, team: z.string(), share: Share,
  urgent: z.boolean().default(false), safety: z.boolean().default(false),
  promiseHours: z.number().positive().default(24),
  /** Of a call, a chat, an answer in writing; the channel's own where it says nothing. */
  minutes: z.number().positive().optional(),
})

/** People of one kind: `share` of all staff, or `count` of them at work between two clock hours (`to` below `from` runs past midnight). */
const Crew = z.strictObject({
  name: z.string(), languages: z.array(z.string()).min(1), teams: z.array(z.string()).min(1), doors: z.array(Door).default(['partner', 'guest']),
  share: Share.default(0),
  shifts: z.array(z.strictObject({ count: z.int().positive(), from: z.int().min(0).max(23), to: z.int().min(1).max(24) })).default([]),
})

/** What comes in, who is there, how long things take: all that the simulation needs. */
export const Scenario = z.strictObject({
  name: z.string(),
  about: z.string().default(''),
  start: z.iso.date(),
  days: z.int().min(1).max(120),
  /** Conversations a day before `load` multiplies them. */
  perDay: z.number().positive(),
  load: z.number().positive().default(1),
  /** How much of a day comes in each clock hour (UTC), and of a week on each day from Monday. */
  byHour: z.array(Share).length(24),
  byWeekday: z.array(Share).length(7).default([1, 1, 1, 1, 1, 1, 1]),
  topics: z.array(TopicRow).min(1),
  languages: z.record(z.string(), Share),
  work: z.record(Work, Share),
  minutes: z.record(Work, z.number().positive()),
  /** Of guests: loyalty levels 0 to 3, and how near their stay is; `days` null stands for no stay known, 0 for in stay. */
  levels: z.array(Share).length(4),
  checkIn: z.array(z.strictObject({ days: z.number().min(0).nullable(), share: Share })).min(1),
  crews: z.array(Crew).min(1),
  /**
   * Staffs each hour so that this much of their time is taken up on average and in the day's busiest hours; `ease` gives other hours
   * more or fewer than the others. Shifts count where it is absent.
   */
  staffing: z.strictObject({ mean: z.number().positive(), peak: z.number().positive(), peakHours: z.int().min(0).max(23), ease: z.array(z.number().positive()).length(24).default(Array.from({ length: 24 }, () => 1)) }).optional(),
})
export type Scenario = z.infer<typeof Scenario>
export type Topic = Scenario['topics'][number]

/** The mean minutes that one conversation takes. */
export const meanMinutes = ({ topics, work, minutes }: Pick<Scenario, 'topics' | 'work' | 'minutes'>): number => {
  const [allTopics, allWork] = [sum(topics.map(({ share }) => share)), sum(works.map((kind) => work[kind]))]
  return sum(topics.flatMap((topic) => works.map((kind) => ((topic.share / allTopics) * (work[kind] / allWork)) * (topic.minutes ?? minutes[kind]))))
}

/** The hours of work that come in at each clock hour of an average day. */
export const workByHour = (scenario: Scenario): number[] => {
  const all = sum(scenario.byHour)
  return scenario.byHour.map((share) => (scenario.perDay * scenario.load * (share / all) * meanMinutes(scenario)) / 60)
}

/** How many people are there at each clock hour. */
export const staffByHour = (scenario: Scenario): number[] => {
  const { staffing, crews } = scenario
  if (!staffing) return scenario.byHour.map((_, hour) => sum(crews.flatMap(({ shifts }) => shifts.filter((shift) => covers(shift, hour)).map(({ count }) => count))))
  const work = workByHour(scenario)
  const peak = new Set(work.map((hours, hour) => ({ hours, hour })).toSorted((a, b) => b.hours - a.hours).slice(0, staffing.peakHours).map(({ hour }) => hour))
  const inPeak = sum(work.filter((_, hour) => peak.has(hour)))
  const eased = work.map((hours, hour) => (peak.has(hour) ? 0 : hours * (staffing.ease[hour] ?? 1)))
  const perEased = (sum(work) / staffing.mean - inPeak / staffing.peak) / sum(eased)
  // Whole people: what is rounded away in one hour is made up for in the next.
  let owed = 0
  return work.map((hours, hour) => {
    if (peak.has(hour)) return Math.round(hours / staffing.peak)
    const wanted = (eased[hour] ?? 0) * perEased + owed
    const there = Math.max(1, Math.round(wanted))
    owed = wanted - there
    return there
  })
}

export const covers = ({ from, to }: { from: number; to: number }, hour: number): boolean => (from < to ? hour >= from && hour < to : hour >= from || hour < to)

/** How much of their time is taken up: on average, and in the busiest hours. */
export const utilisation = (scenario: Scenario): { mean: number; byHour: number[] } => {
  const [work, staff] = [workByHour(scenario), staffByHour(scenario)]
  return { mean: sum(work) / sum(staff), byHour: work.map((hours, hour) => hours / Math.max(1, staff[hour] ?? 1)) }
}

/** How many people each hour needs so that this much of their time is taken up. */
export const staffNeeded = (scenario: Scenario, taken = 0.85): number[] => workByHour(scenario).map((hours) => Math.ceil(hours / taken))

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
