import { IntlMessageFormat } from 'intl-messageformat'
import type { texts as english } from '../../locales/en/desk-areas.ts'

export type TextKey = keyof typeof english
export type Values = Record<string, string | number>
export type Translate = (key: TextKey, values?: Values) => string
export type DeskLocale = 'sv' | 'en'

type Messages = Partial<Record<TextKey, string>>
type File = () => Promise<{ texts: Messages }>
const files: Record<DeskLocale, { first: File; more: File }> = {
  sv: { first: () => import('../../locales/sv/desk-first.ts'), more: () => import('../../locales/sv/desk-more.ts') },
  en: { first: () => import('../../locales/en/desk-first.ts'), more: () => import('../../locales/en/desk-more.ts') },
}

/** Dates and numbers: Swedish as in Sweden, English as in Britain (24 hours, day before month). */
export const formatLocales: Record<DeskLocale, string> = { sv: 'sv-SE', en: 'en-GB' }

export const toDeskLocale = (locale: string): DeskLocale => (locale.startsWith('sv') ? 'sv' : 'en')

const known = { locales: new Map<DeskLocale, Translate>(), messages: { sv: {}, en: {} } as Record<DeskLocale, Messages>, wantsMore: false }

/** The words of one language: what is said from the first moment, and what was asked for beyond. */
export const loadTexts = async (locale: DeskLocale): Promise<Translate> => {
  const { first, more } = files[locale]
  const loaded = await Promise.all([first(), ...(known.wantsMore ? [more()] : [])])
  for (const { texts } of loaded) Object.assign(known.messages[locale], texts)
  const t = known.locales.get(locale) ?? translator(known.messages[locale], formatLocales[locale])
  known.locales.set(locale, t)
  return t
}

/** The words of a language when they are here already. */
export const textsAtHand = (locale: DeskLocale): Translate | null => known.locales.get(locale) ?? null

/** The words of the pages that leads and authors open; from now on in every language that is chosen. */
export const loadMoreTexts = async (): Promise<void> => {
  known.wantsMore = true
  await Promise.all([...known.locales.keys()].map(loadTexts))
}

// A message is read by its grammar only where it has one: most are words, with a value or two among them.
const simple = /^(?:[^{}'<#]|\{\w+\})*$/

export const translator = (messages: Messages, formatLocale: string): Translate => {
  const parsed = new Map<TextKey, IntlMessageFormat>()
  return (key, values) => {
    const message = messages[key] ?? ''
    if (simple.test(message)) return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole))
    const format = parsed.get(key) ?? new IntlMessageFormat(message, formatLocale)
    parsed.set(key, format)
    return String(format.format(values))
  }
}
