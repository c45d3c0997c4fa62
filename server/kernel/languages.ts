const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'

/** The best of `offered` for an Accept-Language header, or null when none fits. */
export const matchLanguage = (header: string | undefined, offered: readonly string[]): string | null => {
  for (const wanted of parseAcceptLanguage(header ?? '')) {
    const language = wanted.split('-')[0] ?? ''
    const found = offered.find((locale) => locale === wanted) ?? offered.find((locale) => locale === language)
    if (found) return found
  }
  return null
}

/** The text for a locale out of a per-locale map: the locale itself, else English, else whatever there is. */
export const localised = (texts: Record<string, string>, locale: string): string =>
  (Object.hasOwn(texts, locale) ? texts[locale] : texts.en) ?? Object.values(texts)[0] ?? ''

const parseAcceptLanguage = (header: string) =>
  header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag && tag !== '*' && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
