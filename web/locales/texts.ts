import * as ar from './ar/areas.ts'
import * as da from './da/areas.ts'
import * as de from './de/areas.ts'
import * as en from './en/areas.ts'
import * as es from './es/areas.ts'
import * as fr from './fr/areas.ts'
import * as it from './it/areas.ts'
import * as nl from './nl/areas.ts'
import * as pl from './pl/areas.ts'
import * as sv from './sv/areas.ts'

/** The languages the interface speaks. Where one lacks a text it is English, and the test of completeness says so. */
export const localesOffered = ['sv', 'en', 'de', 'fr', 'es', 'it', 'nl', 'da', 'pl', 'ar'] as const
export type Locale = (typeof localesOffered)[number]
export const fallbackLocale: Locale = 'en'

export const isLocale = (value: unknown): value is Locale => localesOffered.some((locale) => locale === value)

type English = typeof en
type KeyOf<Area> = Area extends unknown ? keyof Area & string : never
/** Every key of the English files. */
export type TextKey = KeyOf<English[keyof English]>

const merged = (areas: Record<string, Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.values(areas).flatMap((area) => Object.entries(area)))

export const texts: Record<Locale, ReadonlyMap<string, string>> = {
  sv: merged(sv), en: merged(en), de: merged(de), fr: merged(fr), es: merged(es), it: merged(it),
  nl: merged(nl), da: merged(da), pl: merged(pl), ar: merged(ar),
}
