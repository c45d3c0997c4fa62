import { matchLanguage } from '#kernel'
import type { Request, Visit } from '../site.ts'

const spoken = ['en', 'sv'] as const

/** English or Swedish: what was asked for, else what the browser prefers of the two. */
export const demoLanguage = (c: Request): string =>
  spoken.find((locale) => locale === c.req.query('locale')) ?? matchLanguage(c.req.header('accept-language'), spoken) ?? 'en'

export const demoLanguages = ({ locale }: Visit, path: string) =>
  spoken.filter((other) => other !== locale).map((other) => ({ locale: other, path: `${path}?locale=${other}` }))
