import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { inLocale, showPrivately } from '../../help/answer.ts'
import { alwaysAsLong } from '../../sign-in/as-long.ts'
import { carried, checked, postedFields } from '../../sign-in/fields.ts'
import { linkCookie } from '../../sign-in/link-cookie.ts'
import { nextPath } from '../../sign-in/next.ts'
import type { Request, Site, Visit } from '../../site.ts'
import { visit } from '../../visit.ts'
import { AccountPage, CodeInput, CodePage, EmailInput, LinkGonePage, LinkPage, LostInput, LostPage, LostSentPage } from './by-mail.tsx'
import { GoOnPage } from './carry.tsx'
import { GuestSignInPage, PinInput, type SignInState } from './sign-in.tsx'
import { refusedBy, statusOf } from './trouble.tsx'

/** The guests' ways in and out: number and PIN, a link or a code by mail, a link of the booking platform. */
export const enterRoutes = (site: Site) =>
  new Hono()
    .get(`${inLocale}/guest/booking/sign-in`, (c) => signInForm(site, c))
    .post(`${inLocale}/guest/booking/sign-in`, (c) => signIn(site, c))
    .post(`${inLocale}/guest/sign-out`, (c) => signOut(site, c))
    .get(`${inLocale}/guest/booking/lost`, async (c) => showPrivately(c, LostPage({ visit: await visit(site, c), typed: '', ...nothing })))
    .post(`${inLocale}/guest/booking/lost`, (c) => lost(site, c))
    .get(`${inLocale}/guest/booking/lost/sent`, async (c) => showPrivately(c, LostSentPage({ visit: await visit(site, c) })))
    .get(`${inLocale}/guest/account`, async (c) => showPrivately(c, AccountPage({ visit: await visit(site, c), email: '', next: nextOf(c, c.req.query('next')), ...nothing })))
    .post(`${inLocale}/guest/account`, (c) => sendCode(site, c))
    .post(`${inLocale}/guest/account/code`, (c) => typeCode(site, c))
    .get(`${inLocale}/guest/link`, (c) => link(site, c))
    .post(`${inLocale}/guest/link`, (c) => useLink(site, c))

const nothing = { wrong: {}, refused: null }

/** Only into the guests' own pages, in the language of this one. */
const nextOf = (c: Request, wanted: unknown) => nextPath(wanted, [`/${c.req.param('locale') ?? ''}/guest`]) ?? ''

const goOn = (c: Request, { locale }: Visit, next: string) => c.redirect(next || `/${locale}/guest/booking`, 303)

const signInForm = async (site: Site, c: Request) => {
  const state: SignInState = { number: '', lastName: '', next: nextOf(c, c.req.query('next')), carry: {}, signedOut: c.req.query('out') === '1', ...nothing }
  return showPrivately(c, GuestSignInPage({ visit: await visit(site, c), state }))
}

const signIn = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const fields = { number: '', pin: '', lastName: '', next: '', ...(await postedFields(c)) }
  const state: SignInState = { number: fields.number, lastName: fields.lastName, next: nextOf(c, fields.next), carry: carried(fields), signedOut: false, ...nothing }
  const input = checked(PinInput, fields)
  if ('wrong' in input) return showPrivately(c, GuestSignInPage({ visit: reader, state: { ...state, wrong: input.wrong } }), 422)
  // A property's id opens no booking, whatever the PIN: nothing is tried.
  const wrongDoor = site.doors.recognise({ name: fields.number })
  if (wrongDoor?.door === 'partner') {
    await site.doors.count('guest', 'guest-sign-in', { by: wrongDoor.by })
    return showPrivately(c, GuestSignInPage({ visit: reader, state, wrongDoor: wrongDoor.by }), 422)
  }
  const refused = await site.guestDoor.signInByPin(c, input.data).then(() => null, refusedBy)
  if (refused) return showPrivately(c, GuestSignInPage({ visit: reader, state: { ...state, refused } }), statusOf(reader, refused))
  const { next, carry } = state
  return next && Object.keys(carry).length > 0 ? showPrivately(c, GoOnPage({ visit: reader, to: next, carry })) : goOn(c, reader, next)
}

const signOut = async (site: Site, c: Request) => {
  const { locale } = await visit(site, c)
  await site.guestDoor.signOut(c)
  return c.redirect(`/${locale}/guest/booking/sign-in?out=1`, 303)
}

const lost = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const { typed = '' } = await postedFields(c)
  const input = checked(LostInput, { typed })
  if ('wrong' in input) return showPrivately(c, LostPage({ visit: reader, typed, ...nothing, wrong: input.wrong }), 422)
  const refused = await alwaysAsLong(site.guestDoor.mailLink(c, input.data.typed)).then(() => null, refusedBy)
  return refused ? showPrivately(c, LostPage({ visit: reader, typed, ...nothing, refused }), statusOf(reader, refused)) : c.redirect(`/${reader.locale}/guest/booking/lost/sent`, 303)
}

const sendCode = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const { email = '', next: wanted } = await postedFields(c)
  const next = nextOf(c, wanted)
  const input = checked(EmailInput, { email })
  if ('wrong' in input) return showPrivately(c, AccountPage({ visit: reader, email, next, ...nothing, wrong: input.wrong }), 422)
  const refused = await alwaysAsLong(site.guestDoor.mailCode(c, input.data.email)).then(() => null, refusedBy)
  if (refused) return showPrivately(c, AccountPage({ visit: reader, email, next, ...nothing, refused }), statusOf(reader, refused))
  return showPrivately(c, CodePage({ visit: reader, email: input.data.email, next, ...nothing }))
}

const typeCode = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const { email = '', code = '', next: wanted } = await postedFields(c)
  const next = nextOf(c, wanted)
  const input = checked(CodeInput, { email, code })
  if ('wrong' in input) return showPrivately(c, CodePage({ visit: reader, email, next, ...nothing, wrong: input.wrong }), 422)
  const refused = await alwaysAsLong(site.guestDoor.signInByCode(c, input.data)).then(() => null, refusedBy)
  return refused ? showPrivately(c, CodePage({ visit: reader, email, next, ...nothing, refused }), statusOf(reader, refused)) : goOn(c, reader, next)
}

const tokenOf = (site: Site, c: Request) => linkCookie(site, c, 'hospes-guest-link')

const link = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const token = c.req.query('t')
  if (token !== undefined) {
    tokenOf(site, c).keep(token)
    return c.redirect(`/${reader.locale}/guest/link`, 303)
  }
  const live = await site.guestDoor.linkIsLive(tokenOf(site, c).token())
  return live ? showPrivately(c, LinkPage({ visit: reader })) : showPrivately(c, LinkGonePage({ visit: reader }), 410)
}

const useLink = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  const entered = await site.guestDoor.signInByLink(c, tokenOf(site, c).token()).then(() => true, unlessRefused)
  tokenOf(site, c).drop()
  return entered ? goOn(c, reader, '') : showPrivately(c, LinkGonePage({ visit: reader }), 410)
}

const unlessRefused = (error: unknown): false => {
  if (error instanceof Refusal) return false
  throw error
}
