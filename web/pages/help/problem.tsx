import { translator, type TextKey } from '#web/locales'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { Door, Request, Site, Visit } from '../site.ts'
import { localeOf, visit as visitOf } from '../visit.ts'
import { showPrivately } from './answer.ts'
import { doorOf, homesInOtherLanguages } from './not-found.tsx'

/** What went wrong, as far as the reader is told. */
export type ProblemStatus = 400 | 403 | 409 | 413 | 429 | 500 | 503
export type Problem = { status: ProblemStatus; /** After how long it is worth trying again (429). */ minutes?: number }

const words: Record<ProblemStatus, { title: TextKey; text: TextKey }> = {
  400: { title: 'help.problemInvalid', text: 'help.problemInvalidText' },
  403: { title: 'help.problemForbidden', text: 'help.problemForbiddenText' },
  409: { title: 'help.problemChanged', text: 'help.problemChangedText' },
  413: { title: 'help.problemTooLarge', text: 'help.problemTooLargeText' },
  429: { title: 'help.problemTooMany', text: 'help.problemTooManyText' },
  500: { title: 'help.problemOurs', text: 'help.problemOursText' },
  503: { title: 'help.problemAway', text: 'help.problemAwayText' },
}

export const ProblemPage = ({ visit, door, problem }: { visit: Visit; door: Door; problem: Problem }) => {
  const { tr, locale, c } = visit
  const { title, text } = words[problem.status]
  const home = { partner: `/${locale}/partner/help`, guest: `/${locale}/guest`, staff: '/desk' }[door]
  const homeName = tr.t(door === 'guest' ? 'help.toGuestHelp' : door === 'staff' ? 'help.toDesk' : 'help.toPartnerHelp')
  const again = c.req.method === 'GET' && (problem.status === 500 || problem.status === 503)
  return (
    <Page visit={visit} title={tr.t(title)} door={door} alternates={homesInOtherLanguages(visit, door)}>
      <h1>{tr.t(title)}</h1>
      <p class="lead">{tr.t(text, { minutes: problem.minutes ?? 1 })}</p>
      {c.req.method === 'GET' ? null : <p>{tr.t('help.problemGoBack')}</p>}
      <ul class="way-links">
        {again ? <li><a class="button" href={c.req.path + new URL(c.req.url).search}>{tr.t('help.tryAgain')}</a></li> : null}
        <li><a class="way-link" href={home}>{homeName} <Icon name="arrow" /></a></li>
      </ul>
    </Page>
  )
}

/** The answer when something went wrong; needs neither the database nor a session. */
export const showProblem = async (site: Site, c: Request, problem: Problem): Promise<Response> => {
  const reader = await visitOf(site, c).catch(() => visitWithoutData(site, c))
  if (problem.status === 429) c.header('retry-after', String((problem.minutes ?? 1) * 60))
  if (problem.status === 503) c.header('retry-after', '15')
  return showPrivately(c, ProblemPage({ visit: reader, door: doorOf(c), problem }), problem.status)
}

const visitWithoutData = (site: Site, c: Request): Visit => {
  const locale = localeOf(c)
  return {
    site, c, locale,
    tr: translator(locale, 'UTC'),
    path: c.req.path,
    now: site.now(),
    brand: { name: 'Hospes', appName: 'Hospes', isDemo: false, locales: [], defaultLocale: 'en' },
    person: null,
    unread: async () => 0,
  }
}
