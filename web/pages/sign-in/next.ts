import { localesOffered } from '#web/locales'

const here = 'http://here.invalid'

/**
 * The address to go on to after signing in, when it is one of ours below `starts`; null for anything else. The browser's
 * own reading decides (`/sv/..//elsewhere` is another host), so what is given back is that reading.
 */
export const nextPath = (wanted: unknown, starts: readonly string[]): string | null => {
  if (typeof wanted !== 'string' || wanted.length > 2_000 || !/^\/[a-z]/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return null
  const url = URL.parse(wanted, here)
  if (!url || url.origin !== here) return null
  const inside = starts.some((start) => url.pathname === start || url.pathname.startsWith(`${start}/`))
  return inside && !/\/sign-(in|in\/code|out)$/.test(url.pathname) ? url.pathname + url.search + url.hash : null
}

export const partnerStarts = localesOffered.map((locale) => `/${locale}`)
export const staffStarts = ['/desk']
/** Where a partner goes on to who came from nowhere. */
export const inbox = (locale: string) => `/${locale}/extranet/inbox`
