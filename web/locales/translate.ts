import { IntlMessageFormat } from 'intl-messageformat'
import { directionOf } from '#kernel'
import { fallbackLocale, isLocale, texts, type Locale, type TextKey } from './texts.ts'
import { createTimes, type Times } from './times.ts'

export type Values = Record<string, string | number>
/** Everything that is written differently per language, and times in the reader's zone. */
export type Translator = Times & {
  locale: Locale
  dir: 'ltr' | 'rtl'
  /** The text of a key; English where the locale lacks it. Dates go in as words: `{ when: dateTime(at) }`. */
  t(key: TextKey, values?: Values): string
  number(n: number): string
  /** An amount in minor units (öre, cent), as in "€1,240.50". */
  money(minor: number, currency: string): string
  /** "Ana, Liv and Omar". */
  list(items: readonly string[]): string
  /** "18 kB", "2.4 MB". */
  bytes(n: number): string
}

/** The translator of one reader. An unknown locale is English, an unknown time zone UTC. */
export const translator = (locale: string, timeZone: string): Translator => {
  const key = `${locale} ${timeZone}`
  const known = translators.get(key)
  if (known) return known
  if (translators.size >= mostRemembered) translators.clear()
  const made = create(isLocale(locale) ? locale : fallbackLocale, timeZone)
  translators.set(key, made)
  return made
}

// Ten locales in every zone there is would be 4,000; a busy installation sees a few dozen.
const mostRemembered = 500
const translators = new Map<string, Translator>()

const create = (locale: Locale, timeZone: string): Translator => {
  const formatLocale = formatLocales[locale]
  const t = textsIn[locale]
  return {
    locale, dir: directionOf(locale), t, ...createTimes(formatLocale, timeZone), ...amountsIn(formatLocale),
  }
}

// English as in Britain: the day before the month, 24 hours. Arabic counts in the digits that case, confirmation and phone
// numbers are written in, so that a number on the page is the number in the mail and on the keys of the phone.
const formatLocales: Record<Locale, string> = {
  sv: 'sv-SE', en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES', it: 'it-IT', nl: 'nl-NL', da: 'da-DK', pl: 'pl-PL', ar: 'ar-u-nu-latn',
}

type Compiled = string | IntlMessageFormat

const textsOf = (locale: Locale): Translator['t'] => {
  const compiled = new Map<string, Compiled>()
  const compile = (key: string): Compiled => {
    const own = texts[locale].get(key)
    const message = own ?? texts[fallbackLocale].get(key) ?? key
    const made = isPlain(message)
      ? message
      : new IntlMessageFormat(message, formatLocales[own === undefined ? fallbackLocale : locale], undefined, { ignoreTag: true })
    compiled.set(key, made)
    return made
  }
  const ready = directionOf(locale) === 'rtl' ? isolated : (values?: Values) => values
  return (key, values) => {
    const message = compiled.get(key) ?? compile(key)
    return typeof message === 'string' ? message : String(message.format(ready(values)))
  }
}

// A name, a phone number or an address of another script keeps its own order inside a sentence that runs from right to left:
// each text that goes in stands between the marks "first strong isolate" and "pop directional isolate".
const isolated = (values: Values = {}): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]))

// Nothing for the message parser to do: no argument, no quoted apostrophe.
const isPlain = (message: string) => !/[{}]|''/.test(message)

const textsIn: Record<Locale, Translator['t']> = {
  sv: textsOf('sv'), en: textsOf('en'), de: textsOf('de'), fr: textsOf('fr'), es: textsOf('es'), it: textsOf('it'),
  nl: textsOf('nl'), da: textsOf('da'), pl: textsOf('pl'), ar: textsOf('ar'),
}

const amountsIn = (formatLocale: string): Pick<Translator, 'number' | 'money' | 'list' | 'bytes'> => {
  const plain = new Intl.NumberFormat(formatLocale)
  const lists = new Intl.ListFormat(formatLocale, { type: 'conjunction' })
  const currencies = new Map<string, Intl.NumberFormat>()
  const formatOf = (currency: string) => {
    const format = currencies.get(currency) ?? new Intl.NumberFormat(formatLocale, { style: 'currency', currency })
    currencies.set(currency, format)
    return format
  }
  return {
    number: (n) => plain.format(n),
    money: (minor, currency) => {
      const format = formatOf(currency)
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
    },
    list: (items) => lists.format(items),
    bytes: (n) => {
      const [unit, size] = n < 1_000 ? ['byte', n] as const : n < 999_500 ? ['kilobyte', n / 1_000] as const : ['megabyte', n / 1_000_000] as const
      return sizeFormat(formatLocale, unit).format(size)
    },
  }
}

const sizeFormats = new Map<string, Intl.NumberFormat>()
const sizeFormat = (formatLocale: string, unit: 'byte' | 'kilobyte' | 'megabyte') => {
  const key = `${formatLocale} ${unit}`
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: unit === 'megabyte' ? 1 : 0 } as const
  const format = sizeFormats.get(key) ?? new Intl.NumberFormat(formatLocale, options)
  sizeFormats.set(key, format)
  return format
}
