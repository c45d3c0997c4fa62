import { isLocale } from '#web/locales'
import { visitIn } from '../help/answer.ts'
import type { Request, Site, Visit } from '../site.ts'
import { localeOf } from '../visit.ts'

/** The language of staff's pages stands behind their address, else it is the browser's. */
export const staffVisit = (site: Site, c: Request): Promise<Visit> => {
  const wanted = c.req.query('locale')
  return visitIn(site, c, isLocale(wanted) ? wanted : localeOf(c))
}
