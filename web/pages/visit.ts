import { matchLanguage } from '#kernel'
import { isLocale, localesOffered, translator } from '#web/locales'
import type { PartnerPort } from './ports.ts'
import type { Request, Site, Visit } from './site.ts'

/** The language of a request: the address, else the browser, else English. */
export const localeOf = (c: Request): string => {
  const first = c.req.path.split('/')[1]
  if (isLocale(first)) return first
  return matchLanguage(c.req.header('accept-language'), localesOffered) ?? 'en'
}

/** A visit of somebody who need not be signed in. Times are shown in the browser's zone only when known; UTC is said so. */
export const visit = async (site: Site, c: Request, port: PartnerPort | null = null): Promise<Visit> => {
  const locale = localeOf(c)
  return {
    site, c, locale,
    brand: await site.visitor(locale).brand(),
    unread: once(async () => port?.unread() ?? 0),
    tr: translator(locale, port?.person.timeZone ?? 'UTC'),
    path: c.req.path.replace(new RegExp(`^/${locale}(?=/|$)`), '') || '/',
    now: site.now(),
    person: port?.person ?? null,
  }
}

const once = <Value>(look: () => Promise<Value>) => {
  let looked: Promise<Value> | null = null
  return () => (looked ??= look())
}
