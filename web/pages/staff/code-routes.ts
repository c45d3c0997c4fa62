import { Hono } from 'hono'
import { isLocale } from '#web/locales'
import { visitIn } from '../help/answer.ts'
import { finishCode, showCodeForm, type CodeStep } from '../sign-in/code-routes.ts'
import { staffStarts } from '../sign-in/next.ts'
import { ownCodeRoutes, type OwnCode } from '../sign-in/own-code-routes.ts'
import type { Request, Site } from '../site.ts'
import { ownCodeAt, StaffCodeOffPage, StaffCodeOnPage, StaffCodeSetupPage, staffsCode, type StaffVisit } from './code.tsx'
import { staffVisit } from './staff-visit.ts'

/** The second step of staff's signing in, and the page where each sets up their own. */
export const staffCodeRoutes = (site: Site) =>
  new Hono()
    .get('/desk/sign-in/code', async (c) => showCodeForm(await staffsStep(site, c)))
    .post('/desk/sign-in/code', async (c) => finishCode(await staffsStep(site, c)))
    .route('/', ownCodeRoutes(site, { root: ownCodeAt, signedIn, port: ({ staffCode }) => staffCode, path: () => ownCodeAt, Off: StaffCodeOffPage, Setup: StaffCodeSetupPage, On: StaffCodeOnPage }))

export const staffsStep = async (site: Site, c: Request): Promise<CodeStep> => {
  const visit = await staffVisit(site, c)
  return { visit, place: staffsCode(visit), port: site.staffCode, cookie: 'hospes-staff-code', starts: staffStarts, goOn: () => '/desk' }
}

const signedIn: OwnCode['signedIn'] = (site, page) => async (c) => {
  const agent = await site.staff(c)
  if (!agent) return c.redirect(`/desk/sign-in?${new URLSearchParams({ next: ownCodeAt })}`, 303)
  const visit: StaffVisit = { ...(await visitIn(site, c, isLocale(agent.locale) ? agent.locale : 'en')), email: agent.email }
  return page({ visit, c })
}
