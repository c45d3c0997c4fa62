import type { Locale, Step } from './scene-steps.ts'

export type ShotName = `${number}` | `${number}-dark`

/** One page in one state: what is looked at by the checks of accessibility and by the maker of the pictures. */
export type Scene = {
  name: string
  /** The first name of who is signed in; nobody when left out. */
  who?: string | { sv: string; en: string; ar?: string }
  path: (locale: Locale) => string
  prepare?: Step
  /** The widths it is pictured in; none when it is checked only. */
  pictured?: readonly number[]
  /** The width it is pictured in dark as well. */
  dark?: number
  /** The widths it is checked in, when not in those of every page: the app stands in a hand, and what is made of parts that others show is looked at once. None where a test beside looks at it. */
  checked?: readonly number[]
  /** What is pictured in which language, as in `412-dark`, when not the same in Swedish and English and nothing in Arabic. */
  shots?: Partial<Record<Locale, readonly ShotName[]>>
  /** Pictured as far as the window goes, not the whole page. */
  window?: boolean
}

export const whoIn = ({ who }: Scene, locale: Locale): string | null => (typeof who === 'object' ? (who[locale] ?? who.en) : (who ?? null))

/** The pictures of a scene in a language. */
export const shotsIn = ({ shots, pictured = [], dark }: Scene, locale: Locale): readonly ShotName[] => {
  if (shots) return shots[locale] ?? []
  if (locale === 'ar') return []
  return pictured.flatMap((width): ShotName[] => (width === dark ? [`${width}`, `${width}-dark`] : [`${width}`]))
}
