import type { Door } from '#contract/content'
import type { NewSeason } from '#contract/seasons'
import type { z } from 'zod'

export type Typed = {
  kind: 'declared' | 'planned'
  name: string
  hours: number
  from: string
  to: string
  doors: Door[]
  waitFactor: number
  countries: string
  languages: string
  topics: string[]
}

export const emptySeason: Typed = { kind: 'declared', name: '', hours: 6, from: '', to: '', doors: ['guest'], waitFactor: 1.5, countries: '', languages: '', topics: [] }

const forms = { country: /^[A-Za-z]{2}$/, language: /^[A-Za-z]{2,3}$/ }

/** Codes typed with commas or spaces between; null when one of them is none. */
export const codesIn = (text: string, kind: 'country' | 'language'): string[] | null => {
  const codes = text.split(/[\s,;]+/).filter(Boolean)
  if (!codes.every((code) => forms[kind].test(code))) return null
  return [...new Set(codes.map((code) => (kind === 'country' ? code.toUpperCase() : code.toLowerCase())))]
}

export const isWhole = ({ kind, name, from, to, doors, countries, languages }: Typed): boolean =>
  name.trim() !== '' && doors.length > 0 && codesIn(countries, 'country') !== null && codesIn(languages, 'language') !== null &&
  (kind === 'declared' || (from !== '' && from <= to))

export const toSend = (typed: Typed): z.input<typeof NewSeason> => {
  const { kind, name, hours, from, to, doors, waitFactor, topics } = typed
  const scope = { name: name.trim(), doors, waitFactor, topics, countries: codesIn(typed.countries, 'country') ?? [], languages: codesIn(typed.languages, 'language') ?? [] }
  return kind === 'planned' ? { kind, from, to, ...scope } : { kind, hours, ...scope }
}
