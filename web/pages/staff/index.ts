import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { showPrivately } from '../help/answer.ts'
import { askCode } from '../sign-in/code-routes.ts'
import { checked, postedFields } from '../sign-in/fields.ts'
import { nextPath, staffStarts } from '../sign-in/next.ts'
import { SignInInput, type SignInState } from '../sign-in/sign-in-form.tsx'
import { refuse, refusedBy } from '../sign-in/trouble.tsx'
import type { Request, Site } from '../site.ts'
import { staffCodeRoutes, staffsStep } from './code-routes.ts'
import { InvitationGone, SetupInput, SetupNeeded, SetupPage, type SetupState } from './setup.tsx'
import { StaffSignInPage } from './sign-in.tsx'
import { staffVisit } from './staff-visit.ts'

/** The staff's way in and out, and the invitation by which the first of them comes. */
export const staffRoutes = (site: Site) =>
  new Hono()
    .get('/desk/sign-in', (c) => form(site, c))
    .post('/desk/sign-in', (c) => signIn(site, c))
    .route('/', staffCodeRoutes(site))
    .post('/desk/sign-out', (c) => signOut(site, c))
    .get('/setup', (c) => setupNeeded(site, c))
    .get('/setup/:token', (c) => invitation(site, c))
    .post('/setup/:token', (c) => accept(site, c))

const form = async (site: Site, c: Request) => {
  const visit = await staffVisit(site, c)
  const state: SignInState = { email: '', next: nextPath(c.req.query('next'), staffStarts) ?? '', carry: {}, wrong: {}, refused: null }
  return showPrivately(c, StaffSignInPage({ visit, state, signedOut: c.req.query('out') === '1', changed: c.req.query('changed') === '1' }))
}

const signIn = async (site: Site, c: Request) => {
  const visit = await staffVisit(site, c)
  const fields = await postedFields(c)
  const next = nextPath(fields.next, staffStarts)
  const state: SignInState = { email: fields.email ?? '', next: next ?? '', carry: {}, wrong: {}, refused: null }
  const input = checked(SignInInput, { email: '', password: '', ...fields })
  if ('wrong' in input) return showPrivately(c, StaffSignInPage({ visit, state: { ...state, wrong: input.wrong } }), 422)
  const done = await site.signIn(c, 'agent', { ...input.data, network: site.network(c) }).catch(refusedBy)
  if ('code' in done) return showPrivately(c, StaffSignInPage({ visit, state: { ...state, refused: done } }), refuse(visit, done))
  if ('ticket' in done) return askCode(await staffsStep(site, c), { ticket: done.ticket, next: next ?? '', carry: {} })
  return c.redirect(next ?? '/desk', 303)
}

const signOut = async (site: Site, c: Request) => {
  await site.signOut(c, 'agent')
  return c.redirect('/desk/sign-in?out=1', 303)
}

const setupNeeded = async (site: Site, c: Request) =>
  (await site.needsAdmin()) ? showPrivately(c, SetupNeeded({ visit: await staffVisit(site, c) })) : c.redirect('/desk/sign-in', 302)

const tokenOf = (c: Request) => c.req.param('token') ?? ''

const invitation = async (site: Site, c: Request) => {
  const visit = await staffVisit(site, c)
  const found = await site.visitor(visit.locale).invitation(tokenOf(c))
  if (!found) return showPrivately(c, InvitationGone({ visit }), 404)
  return showPrivately(c, SetupPage({ visit, token: tokenOf(c), state: { email: found.email, name: '', wrong: {} } }))
}

const accept = async (site: Site, c: Request) => {
  const visit = await staffVisit(site, c)
  const [found, fields] = await Promise.all([site.visitor(visit.locale).invitation(tokenOf(c)), postedFields(c)])
  if (!found) return showPrivately(c, InvitationGone({ visit }), 404)
  const { name = '', password = '', again = '', locale = visit.locale } = fields
  const state: SetupState = { email: found.email, name, wrong: {} }
  const input = checked(SetupInput, { name, password, again, locale })
  if ('wrong' in input) return showPrivately(c, SetupPage({ visit, token: tokenOf(c), state: { ...state, wrong: input.wrong } }), 422)
  try {
    await site.acceptInvitation(c, tokenOf(c), { name: input.data.name, password: input.data.password, locale: input.data.locale })
  } catch (error) {
    // Two tabs with the same link: the first has used it up.
    if (error instanceof Refusal && error.code === 'already_used') return showPrivately(c, InvitationGone({ visit }), 409)
    throw error
  }
  return c.redirect('/desk', 303)
}
