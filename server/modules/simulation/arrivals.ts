import { works, type Work } from '#contract/queue'
import { chance, gap, handling, weighted } from './chance.ts'
import { sum, type Scenario, type Topic } from './scenario.ts'

/** Somebody who wants something, with all that the order looks at. Times in milliseconds since 1970. */
export type Arrival = {
  id: string
  at: number
  topic: Topic
  work: Work
  language: string
  level: number
  /** Of a known stay; null otherwise. */
  checkInAt: number | null
  handlingMs: number
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
export const nights = 3

/** Who comes by this scenario; the same for the same seed. */
export const arrivalsOf = (scenario: Scenario, seed: number): Arrival[] => {
  const random = chance(seed)
  const make = maker(scenario, random)
  const start = Date.parse(`${scenario.start}T00:00:00Z`)
  const arrivals: Arrival[] = []
  for (let place = 0; place < scenario.days * 24; place++) {
    const from = start + place * hour
    const mean = hour / ratePerHour(scenario, from)
    for (let at = from + gap(random, mean); at < from + hour; at += gap(random, mean)) arrivals.push(make(at, arrivals.length))
  }
  return arrivals
}

const ratePerHour = ({ perDay, load, byHour, byWeekday }: Scenario, at: number) => {
  const moment = new Date(at)
  const weekday = byWeekday[(moment.getUTCDay() + 6) % 7] ?? 0
  return ((perDay * load * (byHour[moment.getUTCHours()] ?? 0)) / sum(byHour)) * ((weekday * byWeekday.length) / sum(byWeekday))
}

const maker = (scenario: Scenario, random: () => number) => {
  const topicOf = weighted(scenario.topics.map((of) => ({ of, share: of.share })))
  const languageOf = weighted(Object.entries(scenario.languages).map(([of, share]) => ({ of, share })))
  const workOf = weighted(works.map((of) => ({ of, share: scenario.work[of] })))
  const levelOf = weighted(scenario.levels.map((share, of) => ({ of, share })))
  const daysOf = weighted(scenario.checkIn.map(({ days: of, share }) => ({ of, share })))
  return (at: number, number: number): Arrival => {
    const topic = topicOf(random())
    const work = workOf(random())
    const days = daysOf(random())
    return {
      id: String(number).padStart(8, '0'), at, topic, work, language: languageOf(random()), level: topic.door === 'guest' ? levelOf(random()) : 0,
      // In stay: the first night has passed at some point before; else within the day before the one named.
      checkInAt: days === null ? null : days === 0 ? at - random() * nights * day : at + (days - random()) * day,
      handlingMs: Math.max(minute / 2, handling(random, (topic.minutes ?? scenario.minutes[work]) * minute)),
    }
  }
}
