import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { isLocale } from '#web/locales'
import { inLocale, showPrivately } from '../help/answer.ts'
import type { PartnerPort } from '../ports.ts'
import type { Request, Site, Visit } from '../site.ts'
import { visit } from '../visit.ts'
import { CodeInput, CodePage } from './code.tsx'
import { carried, checked, postedFields, type Fields } from './fields.ts'
import { linkCookie } from './link-cookie.ts'
import { inbox, nextPath, partnerStarts } from './next.ts'
import { refuse, refusedBy } from './trouble.tsx'

type AfterSignIn = ((port: PartnerPort, fields: Fields) => Promise<void>) | undefined

const nothing = { wrong: {}, refused: null }
const ticketOf = (site: Site, c: Request) => linkCookie(site, c, 'hospes-sign-in-code')

/** The password was right: the page that asks for the code, with what the form carries along. */
export const askCode = (site: Site, reader: Visit, { ticket, next, carry }: { ticket: string; next: string; carry: Fields }) => {
  ticketOf(site, reader.c).hold(ticket)
  return showPrivately(reader.c, CodePage({ visit: reader, next, carry, ...nothing }))
}

export const codeRoutes = (site: Site, afterSignIn: AfterSignIn) =>
  new Hono().get(`${inLocale}/extranet/sign-in/code`, (c) => form(site, c)).post(`${inLocale}/extranet/sign-in/code`, (c) => finish(site, c, afterSignIn))

const form = async (site: Site, c: Request) => {
  const reader = await visit(site, c)
  if (ticketOf(site, c).token() === '') return c.redirect(`/${reader.locale}/extranet/sign-in`, 302)
  return showPrivately(c, CodePage({ visit: reader, next: '', carry: {}, ...nothing }))
}

const finish = async (site: Site, c: Request, afterSignIn: AfterSignIn) => {
  const reader = await visit(site, c)
  const fields = await postedFields(c)
  const next = nextPath(fields.next, partnerStarts)
  const shown = { visit: reader, next: next ?? '', carry: carried(fields) }
  const input = checked(CodeInput, { code: fields.code ?? '' })
  if ('wrong' in input) return showPrivately(c, CodePage({ ...shown, ...nothing, wrong: input.wrong }), 422)
  const done = await site.code.finish(c, ticketOf(site, c).token(), input.data.code).catch(overOrRefused)
  // The password is asked for again; what was written goes along.
  if (done === 'over') return showPrivately(c, CodePage({ ...shown, ...nothing, over: true }), 410)
  if ('code' in done) return showPrivately(c, CodePage({ ...shown, ...nothing, refused: done }), refuse(reader, done))
  ticketOf(site, c).drop()
  if (done.port) await afterSignIn?.(done.port, shown.carry)
  return c.redirect(next ?? inbox(isLocale(done.locale) ? done.locale : reader.locale), 303)
}

const overOrRefused = (error: unknown) => (error instanceof Refusal && error.code === 'already_used' ? 'over' : refusedBy(error))
