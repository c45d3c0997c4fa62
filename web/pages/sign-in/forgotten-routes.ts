import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { isLocale } from '#web/locales'
import { inLocale, showPrivately, visitIn } from '../help/answer.ts'
import type { Request, Site, Visit } from '../site.ts'
import { inOtherLanguages } from '../staff/sign-in.tsx'
import { localeOf, visit } from '../visit.ts'
import { alwaysAsLong } from './as-long.ts'
import { checked, postedFields } from './fields.ts'
import { ForgottenInput, ForgottenPage, ForgottenSentPage, NewPasswordInput, NewPasswordPage, ResetGonePage, type Place } from './forgotten.tsx'
import { linkCookie } from './link-cookie.ts'
import { refuse, refusedBy } from './trouble.tsx'

/** Somebody has forgotten the password: a link by mail, a new password, sign in. The same on both sides. */
export const forgottenRoutes = (site: Site) => {
  const app = new Hono()
  for (const [at, find] of [[`${inLocale}/partner`, partner], ['/desk', staff]] as const) {
    const page = (show: Step) => async (c: Request) => show({ site, c, ...(await find(site, c)) })
    app
      .get(`${at}/forgotten`, page(({ c, ...where }) => showPrivately(c, ForgottenPage({ ...where, email: '', ...nothing }))))
      .post(`${at}/forgotten`, page(ask))
      .get(`${at}/forgotten/sent`, page(({ c, ...where }) => showPrivately(c, ForgottenSentPage(where))))
      .get(`${at}/new-password`, page(open))
      .post(`${at}/new-password`, page(choose))
  }
  return app
}

type Where = { visit: Visit; place: Place }
type Step = (input: Where & { site: Site; c: Request }) => Response | Promise<Response>

const nothing = { wrong: {}, refused: null }

const partner = async (site: Site, c: Request): Promise<Where> => {
  const reader = await visit(site, c)
  const at = `/${reader.locale}/partner`
  return { visit: reader, place: { side: 'partner', forgotten: `${at}/forgotten`, sent: `${at}/forgotten/sent`, chooseNew: `${at}/new-password`, signIn: `/${reader.locale}/extranet/sign-in` } }
}

const staff = async (site: Site, c: Request): Promise<Where> => {
  const wanted = c.req.query('locale')
  const reader = await visitIn(site, c, isLocale(wanted) ? wanted : localeOf(c))
  const to = (rest: string) => `/desk/${rest}?locale=${reader.locale}`
  const place = { side: 'agent', forgotten: to('forgotten'), sent: to('forgotten/sent'), chooseNew: to('new-password'), signIn: to('sign-in') } as const
  return { visit: reader, place: { ...place, alternates: inOtherLanguages(reader, c.req.path) } }
}

const ask: Step = async ({ site, c, ...where }) => {
  const { email = '' } = await postedFields(c)
  const input = checked(ForgottenInput, { email })
  if ('wrong' in input) return showPrivately(c, ForgottenPage({ ...where, email, ...nothing, wrong: input.wrong }), 422)
  const refused = await alwaysAsLong(site.password.mailLink(c, where.place.side, input.data.email)).then(() => null, refusedBy)
  return refused ? showPrivately(c, ForgottenPage({ ...where, email, ...nothing, refused }), refuse(where.visit, refused)) : c.redirect(where.place.sent, 303)
}

const tokenOf = (site: Site, c: Request) => linkCookie(site, c, 'hospes-new-password')

const open: Step = async ({ site, c, ...where }) => {
  const token = c.req.query('t')
  if (token !== undefined) {
    tokenOf(site, c).keep(token)
    return c.redirect(where.place.chooseNew, 303)
  }
  const live = await site.password.linkIsLive(where.place.side, tokenOf(site, c).token())
  return live ? showPrivately(c, NewPasswordPage({ ...where, ...nothing })) : showPrivately(c, ResetGonePage(where), 410)
}

const choose: Step = async ({ site, c, ...where }) => {
  const { password = '', again = '' } = await postedFields(c)
  const input = checked(NewPasswordInput, { password, again })
  if ('wrong' in input) return showPrivately(c, NewPasswordPage({ ...where, ...nothing, wrong: input.wrong }), 422)
  const { side, signIn } = where.place
  try {
    await site.password.choose(c, side, { token: tokenOf(site, c).token(), next: input.data.password })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'already_used') throw error
    return showPrivately(c, ResetGonePage(where), 410)
  }
  tokenOf(site, c).drop()
  return c.redirect(`${signIn}${signIn.includes('?') ? '&' : '?'}changed=1`, 303)
}
