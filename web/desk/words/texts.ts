import { IntlMessageFormat } from 'intl-messageformat'
import type { texts as english } from '../../locales/en/desk-areas.ts'

export type TextKey = keyof typeof english
export type Values = Record<string, string | number>
export type Translate = (key: TextKey, values?: Values) => string
export type DeskLocale = 'sv' | 'en'

type Messages = Record<TextKey, string>
const files: Record<DeskLocale, () => Promise<{ texts: Messages }>> = {
  sv: () => import('../../locales/sv/desk-areas.ts'),
  en: () => import('../../locales/en/desk-areas.ts'),
}

/** Dates and numbers: Swedish as in Sweden, English as in Britain (24 hours, day before month). */
export const formatLocales: Record<DeskLocale, string> = { sv: 'sv-SE', en: 'en-GB' }

export const toDeskLocale = (locale: string): DeskLocale => (locale.startsWith('sv') ? 'sv' : 'en')

export const loadTexts = async (locale: DeskLocale): Promise<Translate> => {
  const { texts: messages } = await files[locale]()
  return translator(messages, formatLocales[locale])
}

export const translator = (messages: Messages, formatLocale: string): Translate => {
  const parsed = new Map<TextKey, IntlMessageFormat>()
  return (key, values) => {
    const known = parsed.get(key) ?? new IntlMessageFormat(messages[key], formatLocale)
    parsed.set(key, known)
    return String(known.format(values))
  }
}
