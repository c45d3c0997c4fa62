/** Money kept in minor units, written as the reader's locale writes it. */
export const money = (formatLocale: string, minor: number, currency: string): string => {
  const format = new Intl.NumberFormat(formatLocale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** digits)
}

/** "18 kB", "2.4 MB". */
export const byteSize = (formatLocale: string, bytes: number): string => {
  const [unit, size] = bytes < 1000 ? ['byte', bytes] : bytes < 1_000_000 ? ['kilobyte', bytes / 1000] : ['megabyte', bytes / 1_000_000]
  return new Intl.NumberFormat(formatLocale, { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(Number(size))
}

/** "Spanish" for `es`; the code itself when the browser knows no name. */
export const languageName = (formatLocale: string, code: string): string => named(formatLocale, 'language', code)
export const countryName = (formatLocale: string, code: string): string => named(formatLocale, 'region', code)

const named = (formatLocale: string, type: 'language' | 'region', code: string) => {
  try {
    return new Intl.DisplayNames(formatLocale, { type }).of(code) ?? code
  } catch {
    return code
  }
}
