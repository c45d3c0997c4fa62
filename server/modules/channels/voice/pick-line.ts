import { openingState, type OpeningState } from '#kernel'
import { calendarOf, type Line, type Picked } from './line.ts'

export type Caller = {
  country: string
  language: string
  now: Date
  explicitKey?: string | undefined
  /** Somebody is in danger or being cheated: a line for that goes before every other. */
  safety?: boolean | undefined
}

/**
 * The one number that is right for a country, a language and an instant: the line asked for; for safety the line kept for it while
 * it is open; else a line of the country that is open, one that speaks the language first; else an open line that speaks the
 * language; else the line that never closes; else whichever opens next. Null only when there are no lines.
 */
export const pickLine = (lines: readonly Line[], caller: Caller): Picked | null => {
  const every = lines.map((line) => candidate(line, caller))
  const all = every.filter(({ line }) => line.kind !== 'emergency')
  const kept = every.filter(({ line }) => caller.safety === true && line.kind === 'emergency')
  const own = all.filter(({ line }) => line.kind === 'local' && line.country === caller.country).toSorted(speakersFirst)
  const chosen =
    every.find(({ line }) => line.key === caller.explicitKey) ??
    kept.toSorted(speakersFirst).find(isOpen) ??
    own.find(isOpen) ??
    all.filter(({ speaks }) => speaks).toSorted(roundTheClockFirst).find(isOpen) ??
    all.find(({ line }) => line.kind === 'round-the-clock') ??
    own.at(0) ??
    all.toSorted(soonestFirst).at(0)
  return chosen ? { line: chosen.line, state: chosen.state(), local: closedLocal(own.at(0), chosen) } : null
}

type Candidate = { line: Line; speaks: boolean; state: () => OpeningState }

// Asked only of the lines that come into question: a calendar takes a third of a millisecond to read.
const candidate = (line: Line, { language, now }: Caller): Candidate => {
  let known: OpeningState | undefined
  return { line, speaks: speaks(line, language), state: () => (known ??= openingState(calendarOf(line), now)) }
}

const isOpen = ({ state }: Candidate) => state().open

const closedLocal = (own: Candidate | undefined, chosen: Candidate): Picked['local'] => {
  if (!own || own === chosen) return null
  const state = own.state()
  return state.open ? null : { line: own.line, opens: state.opens }
}

const speakersFirst = (a: Candidate, b: Candidate) => Number(b.speaks) - Number(a.speaks)

// For English this is the line that never closes: nobody is sent to an office in another country when it can answer.
const roundTheClockFirst = (a: Candidate, b: Candidate) =>
  Number(b.line.kind === 'round-the-clock') - Number(a.line.kind === 'round-the-clock')

const soonestFirst = (a: Candidate, b: Candidate) => opensAt(a) - opensAt(b)

const opensAt = ({ state }: Candidate) => {
  const now = state()
  return now.open ? 0 : (now.opens?.getTime() ?? Number.MAX_SAFE_INTEGER)
}

const speaks = (line: Line, language: string) => line.languages.map(base).includes(base(language))

// Norwegian is written `no` by some and `nb` by others.
const base = (language: string) => {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  return primary === 'no' ? 'nb' : primary
}
