import type { Door, Widening } from '#contract/content'
import type { Why, Work } from '#contract/queue'

/** What somebody can answer. */
export type Skills = { languages: readonly string[]; teams: readonly string[]; doors: readonly Door[] }
/** What an answer needs. */
export type Needs = { team: string; language: string; door: Door; work: Work; /** Milliseconds since 1970. */ waitingSince: number }
export type WideningSettings = { message: Widening; live: Widening }
export type Fit = { fits: true; because: Why[] } | { fits: false; why: 'language' | 'team' | 'door' }

/** What those who are there can do together. */
export type Coverage = {
  /** Somebody of the team speaks the language at this door. */
  whole: (needs: Pick<Needs, 'team' | 'language' | 'door'>) => boolean
  team: (needs: Pick<Needs, 'team' | 'door'>) => boolean
  language: (needs: Pick<Needs, 'language' | 'door'>) => boolean
}

const english = 'en'
const minute = 60_000

/**
 * Pure: whether somebody can answer now. Door, team and language must be theirs. Where nobody of those who are there has both,
 * waiting widens the circle: first those who speak English, then anyone; and others than the team where nobody of it is there.
 */
export const fit = (skills: Skills, needs: Needs, { coverage, widening, now }: { coverage: Coverage; widening: Widening; now: number }): Fit => {
  const [inTeam, speaks] = [isIn(skills, needs), skills.languages.includes(needs.language)]
  if (!skills.doors.includes(needs.door)) return { fits: false, why: 'door' }
  if (inTeam && speaks) return { fits: true, because: [] }
  const missing = inTeam ? 'language' : 'team'
  if (coverage.whole(needs)) return { fits: false, why: missing }
  const waited = (now - needs.waitingSince) / minute
  const teamIsThere = coverage.team(needs)
  if (!inTeam && (teamIsThere || waited < widening.teamMinutes)) return { fits: false, why: 'team' }
  const languageIsThere = !teamIsThere && coverage.language(needs)
  const widened = speaks ? [] : languageIsThere ? null : widenLanguage(skills, needs, { widening, waited })
  if (!widened) return { fits: false, why: 'language' }
  return { fits: true, because: inTeam ? widened : [{ kind: 'nobody-in-team', team: needs.team, afterMinutes: widening.teamMinutes }, ...widened] }
}

const isIn = ({ teams }: Pick<Skills, 'teams'>, { team }: Pick<Needs, 'team'>) => team === '' || teams.includes(team)

const widenLanguage = ({ languages }: Skills, { language }: Needs, { widening, waited }: { widening: Widening; waited: number }): Why[] | null => {
  const { englishMinutes, anyoneMinutes } = widening
  if (languages.includes(english) && waited >= englishMinutes) return [{ kind: 'nobody-speaks', language, to: 'english', afterMinutes: englishMinutes }]
  return waited >= anyoneMinutes ? [{ kind: 'nobody-speaks', language, to: 'anyone', afterMinutes: anyoneMinutes }] : null
}

/** What these people can do together; asked often, looked at once. */
export const coverageOf = (people: readonly Skills[]): Coverage => {
  const known = new Map<string, boolean>()
  const once = (key: string, holds: (person: Skills) => boolean) => {
    const found = known.get(key) ?? people.some(holds)
    known.set(key, found)
    return found
  }
  const team = ({ team: name, door }: Pick<Needs, 'team' | 'door'>) => once(`t ${name} ${door}`, (person) => isIn(person, { team: name }) && person.doors.includes(door))
  const language = ({ language: name, door }: Pick<Needs, 'language' | 'door'>) => once(`l ${name} ${door}`, (person) => person.languages.includes(name) && person.doors.includes(door))
  const whole = (needs: Pick<Needs, 'team' | 'language' | 'door'>) =>
    once(`w ${needs.team} ${needs.language} ${needs.door}`, (person) => isIn(person, needs) && person.languages.includes(needs.language) && person.doors.includes(needs.door))
  return { team, language, whole }
}
