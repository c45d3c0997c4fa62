import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { byteSize, countryName, languageName, money } from './amounts.ts'
import { formatLocales, loadTexts, textsAtHand, type DeskLocale, type Translate } from './texts.ts'
import { createTimes, type Times } from './times.ts'

export type Words = {
  t: Translate
  locale: DeskLocale
  times: Times
  timesIn: (timeZone: string) => Times
  money: (minor: number, currency: string) => string
  bytes: (size: number) => string
  language: (code: string) => string
  country: (code: string) => string
  number: (n: number) => string
}

const WordsContext = createContext<Words | null>(null)

export const useWords = (): Words => {
  const words = use(WordsContext)
  if (!words) throw new Error('useWords outside WordsProvider')
  return words
}

/** Loads one locale's texts, and shows nothing until they are there; a later change keeps the old words meanwhile. */
export const WordsProvider = ({ locale, timeZone, children }: { locale: DeskLocale; timeZone: string; children: ReactNode }) => {
  const [loaded, setLoaded] = useState<{ t: Translate; locale: DeskLocale } | null>(() => atHand(locale))
  useEffect(() => {
    let wanted = true
    void loadTexts(locale).then((t) => {
      if (!wanted) return
      document.documentElement.lang = locale
      setLoaded((known) => (known?.t === t && known.locale === locale ? known : { t, locale }))
    })
    return () => {
      wanted = false
    }
  }, [locale])
  const words = useMemo(() => loaded && wordsOf(loaded.t, loaded.locale, timeZone), [loaded, timeZone])
  if (!words) return null
  return (
    <I18nProvider locale={formatLocales[words.locale]}>
      <WordsContext value={words}>{children}</WordsContext>
    </I18nProvider>
  )
}

const atHand = (locale: DeskLocale) => {
  const t = textsAtHand(locale)
  return t && { t, locale }
}

const wordsOf = (t: Translate, locale: DeskLocale, timeZone: string): Words => {
  const formatLocale = formatLocales[locale]
  const zones = new Map<string, Times>()
  const timesIn = (zone: string) => {
    const known = zones.get(zone) ?? createTimes(formatLocale, zone)
    zones.set(zone, known)
    return known
  }
  const numbers = new Intl.NumberFormat(formatLocale)
  return {
    t,
    locale,
    times: timesIn(timeZone),
    timesIn,
    money: (minor, currency) => money(formatLocale, minor, currency),
    bytes: (size) => byteSize(formatLocale, size),
    language: (code) => languageName(formatLocale, code),
    country: (code) => countryName(formatLocale, code),
    number: (n) => numbers.format(n),
  }
}
