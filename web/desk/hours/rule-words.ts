import type { CalendarStanding } from '#contract/calendars'
import type { RuleList } from '#contract/promises'
import { useQuery } from '@tanstack/react-query'
import { calendarsQuery } from '../api/hours.ts'
import { useWords, type Words } from '../words/words.tsx'
import { calendarName } from './calendar-words.ts'

export type RuleRow = RuleList['rules'][number]
export type Rule = RuleRow['rule']

/** "within 8 working hours (Office hours), and before check-in" */
export const ruleInWords = ({ t }: Pick<Words, 't'>, rule: Rule, nameOf: (key: string) => string): string => {
  const counted =
    'hours' in rule ? t('promises.hours', { n: rule.hours })
    : 'workingHours' in rule ? t('promises.workingHours', { n: rule.workingHours, calendar: nameOf(rule.calendar) })
    : rule.calendar ? t('promises.workingDaysBy', { n: rule.workingDays, calendar: nameOf(rule.calendar) })
    : t('promises.workingDays', { n: rule.workingDays })
  return rule.before ? t('promises.before', { rule: counted, hours: rule.before.hours ?? 0 }) : counted
}

export const useRuleWords = () => {
  const words = useWords()
  const { data } = useQuery(calendarsQuery)
  const calendars: CalendarStanding[] = data?.calendars ?? []
  const nameOf = (key: string) => {
    const calendar = calendars.find((each) => each.key === key)
    return calendar ? calendarName(calendar, words.locale) : key
  }
  return { calendars, inWords: (rule: Rule | null) => (rule === null ? words.t('promises.content') : ruleInWords(words, rule, nameOf)) }
}
