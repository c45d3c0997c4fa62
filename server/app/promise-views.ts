import { present } from '#brand'
import { calendarEditions, calendars, calendarVersions } from '#calendars'
import type { CalendarEditions, CalendarList, WorkingCalendar } from '#contract/calendars'
import type { Door, PromiseRule, SubtopicRules } from '#contract/content'
import type { ruleWarnings, RuleList } from '#contract/promises'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { localised, openingState } from '#kernel'
import { givenNow, ruleChanges, rulesKept } from '#promises'
import { agentById, answering } from '#staff'
import { tree } from '#topics'
import { linesByCalendar } from '#voice'

export const leads = async (ctx: Ctx<AgentActor>) => (await agentById(ctx, ctx.actor.id))?.roles.some((role) => role === 'lead' || role === 'admin') ?? false

/** Every calendar with how it stands now and who refers to it. */
export const calendarsShown = async (ctx: Ctx<AgentActor>): Promise<CalendarList> => {
  const [all, versions, mayChange, rules, lines, { settings }] = await Promise.all([
    calendars(ctx), calendarVersions(ctx), leads(ctx), rulesInForce(ctx), linesByCalendar(ctx), present(ctx),
  ])
  const shown = all.map((calendar) => {
    const state = openingState(calendar, ctx.now())
    const changes = state.open ? state.until : state.opens
    return {
      ...calendar, version: versions.get(calendar.key) ?? 0, isOpen: state.open, changesAt: changes?.toISOString() ?? null,
      usedBy: {
        lines: lines.get(calendar.key) ?? 0, rules: rules.filter(({ rule }) => calendarOf(rule) === calendar.key).length,
        chat: settings.chatCalendar === calendar.key,
      },
    }
  })
  return { mayChange, calendars: shown }
}

export const editionsShown = async (ctx: Ctx<AgentActor>, key: string): Promise<CalendarEditions> => {
  const editions = await calendarEditions(ctx, key)
  const names = await namesByIds(ctx, editions.flatMap(({ by }) => by ?? []))
  return { editions: editions.map(({ at, by, ...edition }) => ({ ...edition, at: at.toISOString(), by: by && (names.get(by) ?? '') })) }
}

/** What every subtopic promises, what that means for who asks now, and which of it reaches nobody. */
export const rulesShown = async (ctx: Ctx<AgentActor>): Promise<RuleList> => {
  const [rules, changes, mayChange, all, agents] = await Promise.all([rulesInForce(ctx), ruleChanges(ctx), leads(ctx), calendars(ctx), answering(ctx)])
  const names = await namesByIds(ctx, [...changes.map(({ by }) => by), ...rules.flatMap(({ set }) => set?.by ?? [])])
  const teams = new Set(agents.flatMap((agent) => agent.teams.flatMap((team) => agent.doors.map((door) => `${door}/${team}`))))
  const placeOf = new Map(rules.map(({ place }) => [`${place.door}/${place.topic}/${place.subtopic}`, place]))
  return {
    mayChange,
    version: changes[0]?.number ?? 0,
    rules: await Promise.all(rules.map(async ({ place, given, rule, set }) => ({
      ...place, rule, set: set && { by: names.get(set.by) ?? '', at: set.at.toISOString() },
      promisedNow: (await givenNow(ctx, { ...place, rules: given, country: null, language: ctx.actor.locale, stay: null, timeZone: ctx.actor.timeZone })).by.toISOString(),
      knowsStay: given.reservation !== 'none',
      warnings: warningsOf(rule, { given, calendars: all, now: ctx.now(), isStaffed: teams.has(`${place.door}/${given.team}`) }),
    }))),
    changes: changes.flatMap(({ number, at, by, before, after, ...where }) => {
      const place = placeOf.get(`${where.door}/${where.topic}/${where.subtopic}`)
      return place ? [{ ...place, number, at: at.toISOString(), by: names.get(by) ?? '', before, after }] : []
    }),
  }
}

type InForce = {
  place: { door: Door; topic: string; topicName: string; subtopic: string; name: string }
  given: SubtopicRules
  rule: PromiseRule
  set: { by: string; at: Date } | null
}

/** Every subtopic's rule: the leads', else the content's. */
const rulesInForce = async (ctx: Ctx<AgentActor>): Promise<InForce[]> => {
  const [set, partner, guest] = await Promise.all([rulesKept(ctx), tree(ctx, 'partner'), tree(ctx, 'guest')])
  return ([['partner', partner], ['guest', guest]] as const).flatMap(([door, topics]) =>
    topics.flatMap((topic) =>
      topic.subtopics.map(({ key, names, rules }) => {
        const kept = set.get(`${door}/${topic.key}/${key}`)
        return {
          place: { door, topic: topic.key, topicName: localised(topic.names, ctx.actor.locale), subtopic: key, name: localised(names, ctx.actor.locale) },
          given: rules, rule: kept?.rule ?? rules.promise, set: kept ? { by: kept.by, at: kept.at } : null,
        }
      })))
}

const calendarOf = (rule: PromiseRule): string | undefined => ('calendar' in rule ? rule.calendar : undefined)

type About = { given: SubtopicRules; calendars: readonly WorkingCalendar[]; now: Date; isStaffed: boolean }

const warningsOf = (rule: PromiseRule, { given, calendars: all, now, isStaffed }: About): (typeof ruleWarnings)[number][] => {
  const key = calendarOf(rule)
  const calendar = all.find((each) => each.key === key)
  const state = calendar && openingState(calendar, now)
  return [
    ...(key && !calendar ? ['calendar-gone' as const] : []),
    ...(state && !state.open && state.opens === null ? ['calendar-closed' as const] : []),
    ...(rule.before && given.reservation === 'none' ? ['no-stay' as const] : []),
    ...(isStaffed ? [] : ['no-team' as const]),
  ]
}
