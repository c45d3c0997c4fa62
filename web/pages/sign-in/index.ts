import { Hono } from 'hono'
import { isLocale } from '#web/locales'
import { inLocale, showPrivately } from '../help/answer.ts'
import type { PartnerPort } from '../ports.ts'
import type { Request, Site } from '../site.ts'
import { visit } from '../visit.ts'
import { askCode, codeRoutes, partnersStep } from './code-routes.ts'
import { carried, checked, postedFields, type Fields } from './fields.ts'
import { lockedOutRoutes, type CallBackRule } from './locked-out-routes.ts'
import { inbox, nextPath, partnerStarts } from './next.ts'
import { SignInInput, type SignInState } from './sign-in-form.tsx'
import { SignInPage } from './sign-in.tsx'
import { refuse, refusedBy } from './trouble.tsx'

export { SignInPage, type SignInProps } from './sign-in.tsx'
export type { SignInState } from './sign-in-form.tsx'

export type SignInOptions = {
  /** Gets what was carried along once the reader is signed in, before they go on. */
  afterSignIn?: (port: PartnerPort, fields: Fields) => Promise<void>
  callBackRule?: CallBackRule
}

/** The partner's way in and out, and the way for who cannot get in. */
export const signInRoutes = (site: Site, { afterSignIn, callBackRule = async () => ({ hours: 24 }) }: SignInOptions = {}) =>
  new Hono()
    .get(`${inLocale}/extranet`, (c) => c.redirect(`${c.req.path}/inbox`, 302))
    .get(`${inLocale}/extranet/sign-in`, (c) => form(site, c))
    .post(`${inLocale}/extranet/sign-in`, (c) => signIn(site, c, afterSignIn))
    .route('/', codeRoutes(site, afterSignIn))
    .post(`${inLocale}/extranet/sign-out`, (c) => signOut(site, c))
    .route('/', lockedOutRoutes(site, callBackRule))

const form = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const next = nextPath(c.req.query('next'), partnerStarts)
  const session = await site.partner(c, reader.locale)
  if (session.state === 'live') return c.redirect(next ?? inbox(reader.locale), 302)
  const state: SignInState = { email: '', next: next ?? '', carry: {}, wrong: {}, refused: null }
  const because = c.req.query('kept') === '1' ? 'kept' : c.req.query('out') === '1' ? 'signed-out' : c.req.query('changed') === '1' ? 'changed' : null
  return showPrivately(c, SignInPage({ visit: reader, state, because }))
}

const signIn = async (site: Site, c: Request, afterSignIn: SignInOptions['afterSignIn']) => {
  const reader = await visit(site, c)
  const fields = await postedFields(c)
  const next = nextPath(fields.next, partnerStarts)
  const carry = carried(fields)
  const state: SignInState = { email: fields.email ?? '', next: next ?? '', carry, wrong: {}, refused: null }
  const because = carry.carry_save ? 'save' : Object.keys(carry).length > 0 ? 'kept' : null
  const wrongDoor = site.doors.recognise({ name: fields.email, secret: fields.password })
  if (wrongDoor?.door === 'guest') {
    await site.doors.count('partner', 'sign-in', { by: wrongDoor.by })
    // What stands where the password belongs is a PIN: it is carried nowhere.
    const typed = { number: fields.email, text: carry.carry_body, topic: carry.carry_topic, subtopic: carry.carry_subtopic }
    return showPrivately(c, SignInPage({ visit: reader, because, state, wrongDoor: { by: wrongDoor.by, typed } }), 422)
  }
  const input = checked(SignInInput, { email: '', password: '', ...fields })
  if ('wrong' in input) return showPrivately(c, SignInPage({ visit: reader, because, state: { ...state, wrong: input.wrong } }), 422)
  const login = { ...input.data, network: site.network(c) }
  const done = await site.signIn(c, 'partner', login).catch(refusedBy)
  if ('code' in done && done.code === 'wrong_password') await site.doors.count('partner', 'sign-in', { name: fields.email })
  if ('code' in done) return showPrivately(c, SignInPage({ visit: reader, because, state: { ...state, refused: done } }), refuse(reader, done))
  if ('ticket' in done) return askCode(await partnersStep(site, c, afterSignIn), { ticket: done.ticket, next: next ?? '', carry })
  if (done.port) await afterSignIn?.(done.port, carry)
  return c.redirect(next ?? inbox(isLocale(done.locale) ? done.locale : reader.locale), 303)
}

const signOut = async (site: Site, c: Request) => {
  const { locale } = await visit(site, c)
  await site.signOut(c, 'partner')
  return c.redirect(`/${locale}/extranet/sign-in?out=1`, 303)
}
