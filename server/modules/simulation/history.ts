import { sql } from 'kysely'
import type { PromiseRule } from '#contract/content'
import { present } from '#brand'
import type { Ctx } from '#identity'
import { answering } from '#staff'
import { findSubtopic } from '#topics'
import { nearness, type Came } from './came.ts'
import { readContacts, type Contacts } from './contacts.ts'
import type { Scenario, Topic } from './scenario.ts'

/**
 * A scenario of what came in lately: by hour and weekday, topic, language, door, way, level and days to check-in, with the skills that
 * staff have. Null when too few came to say anything.
 */
export const fromHistory = async (ctx: Ctx, { days }: { days: number }): Promise<Scenario | null> =>
  scenarioOf(ctx, { rows: await counted(ctx, days), days, start: ctx.now().toISOString().slice(0, 10) })

/** The same of contacts that another system has told of. */
export const fromContacts = (ctx: Ctx, csv: string): Promise<Scenario | null> => scenarioOf(ctx, readContacts(csv))

const scenarioOf = async (ctx: Ctx, { rows, days, start }: Contacts): Promise<Scenario | null> => {
  const all = total(rows, () => true)
  if (all < fewest) return null
  const [{ settings }, agents, topics] = [await present(ctx), await answering(ctx), await topicsOf(ctx, rows)]
  if (topics.length === 0 || agents.length === 0) return null
  const share = (of: (row: Came) => string) => Object.fromEntries([...Map.groupBy(rows, of)].map(([key, members]) => [key, total(members, () => true)]))
  const works = { message: total(rows, ({ work }) => work === 'message'), chat: total(rows, ({ work }) => work === 'chat'), call: total(rows, ({ work }) => work === 'call') }
  const weekdays = Array.from({ length: 7 }, (_, weekday) => total(rows, (row) => row.weekday === weekday))
  return {
    name: 'history', about: '', start, days: 14, perDay: all / days, load: 1,
    // Of less than a week, the days that were not seen are as the others.
    byWeekday: days < 7 ? weekdays.map(() => 1) : weekdays,
    byHour: Array.from({ length: 24 }, (_, hour) => total(rows, (row) => row.hour === hour)),
    topics, languages: share(({ language }) => language), work: works,
    minutes: { message: settings.handlingMinutes.message, chat: settings.handlingMinutes.message, call: settings.handlingMinutes.phone },
    levels: [0, 1, 2, 3].map((level) => total(rows, (row) => row.level === level)),
    checkIn: Object.entries(nearness).map(([near, daysTo]) => ({ days: daysTo, share: total(rows, (row) => row.near === near) })),
    crews: agents.map(({ accountId, languages, teams, doors }) => ({ name: accountId, languages, teams, doors, share: 1, shifts: [{ count: 1, from: 0, to: 24 }] })),
  }
}

const fewest = 50
const total = (rows: readonly Came[], holds: (row: Came) => boolean) => rows.reduce((sum, row) => sum + (holds(row) ? row.count : 0), 0)

const topicsOf = async (ctx: Ctx, rows: readonly Came[]): Promise<Topic[]> => {
  const topics: Topic[] = []
  for (const members of Map.groupBy(rows, ({ door, topic, subtopic }) => `${door} ${topic} ${subtopic}`).values()) {
    const [{ door, topic, subtopic } = { door: 'guest' as const, topic: '', subtopic: '' }] = members
    const found = await findSubtopic(ctx, { door, topic, subtopic })
    if (!found) continue
    const { team, urgent, lane, promise } = found.subtopic.rules
    topics.push({
      key: `${topic}/${subtopic}`, door, team: team || found.topic.team, share: total(members, () => true), urgent, safety: lane === 'safety',
      promiseHours: promisedHours(promise),
    })
  }
  return topics
}

// A day of work is waited for as a day: the simulation plays through every hour.
const promisedHours = (rule: PromiseRule) => ('hours' in rule ? rule.hours : 'workingDays' in rule ? rule.workingDays * 24 : rule.workingHours * 3)

const counted = async (ctx: Ctx, days: number): Promise<Came[]> => {
  const since = new Date(ctx.now().getTime() - days * 86_400_000)
  const { rows } = await sql<Came>`
    select extract(hour from c.opened_at at time zone 'UTC')::int as hour, extract(isodow from c.opened_at at time zone 'UTC')::int - 1 as weekday, c.door, c.topic, c.subtopic, split_part(c.locale, '-', 1) as language,
      case when c.channel in ('phone', 'callback') then 'call' when c.channel = 'chat' then 'chat' else 'message' end as work,
      coalesce(c.asker_level, 0)::int as level,
      case when r.arrival is null then 'none' when r.arrival <= c.opened_at::date then 'stay' when r.arrival <= c.opened_at::date + 1 then 'day'
        when r.arrival <= c.opened_at::date + 3 then 'days' when r.arrival <= c.opened_at::date + 7 then 'week'
        when r.arrival <= c.opened_at::date + 30 then 'month' else 'later' end as near,
      count(*)::int as count
    from conversations.conversation c left join directory.reservation r on r.brand_id = c.brand_id and r.id = c.reservation_id
    where c.brand_id = ${ctx.actor.brandId} and c.opened_at >= ${since}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`.execute(ctx.db)
  return rows
}
