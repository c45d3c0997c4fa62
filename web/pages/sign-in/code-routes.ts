import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { isLocale } from '#web/locales'
import type { CodePort } from '../code-port.ts'
import { inLocale, showPrivately } from '../help/answer.ts'
import type { PartnerPort } from '../ports.ts'
import type { Request, Site, Visit } from '../site.ts'
import { visit } from '../visit.ts'
import { CodeInput, CodePage, type CodePlace } from './code.tsx'
import { carried, checked, postedFields, type Fields } from './fields.ts'
import { linkCookie } from './link-cookie.ts'
import { inbox, nextPath, partnerStarts } from './next.ts'
import { partnersCode } from './partners-code.tsx'
import { refuse, refusedBy } from './trouble.tsx'

type AfterSignIn = ((port: PartnerPort, fields: Fields) => Promise<void>) | undefined
/** One side's second step: its reader and what its pages say, by whom the code is checked, and where one goes on to. */
export type CodeStep = { visit: Visit; place: CodePlace; port: CodePort; cookie: string; goOn(done: Awaited<ReturnType<CodePort['finish']>>, fields: Fields): Promise<string> | string; starts: readonly string[] }

const nothing = { wrong: {}, refused: null }
const ticketOf = ({ visit: { site, c }, cookie }: CodeStep) => linkCookie(site, c, cookie)

/** The password was right: the page that asks for the code, with what the form carries along. */
export const askCode = (step: CodeStep, { ticket, next, carry }: { ticket: string; next: string; carry: Fields }) => {
  ticketOf(step).hold(ticket)
  return showPrivately(step.visit.c, CodePage({ visit: step.visit, place: step.place, next, carry, ...nothing }))
}

export const codeRoutes = (site: Site, afterSignIn: AfterSignIn) =>
  new Hono()
    .get(`${inLocale}/extranet/sign-in/code`, async (c) => showCodeForm(await partnersStep(site, c, afterSignIn)))
    .post(`${inLocale}/extranet/sign-in/code`, async (c) => finishCode(await partnersStep(site, c, afterSignIn)))

export const partnersStep = async (site: Site, c: Request, afterSignIn: AfterSignIn): Promise<CodeStep> => {
  const reader = await visit(site, c)
  return {
    visit: reader, place: partnersCode(reader), port: site.code, cookie: 'hospes-sign-in-code', starts: partnerStarts,
    goOn: async ({ port, locale }, fields) => {
      if (port) await afterSignIn?.(port, carried(fields))
      return inbox(isLocale(locale) ? locale : reader.locale)
    },
  }
}

export const showCodeForm = (step: CodeStep) => {
  const { visit: reader, place } = step
  if (ticketOf(step).token() === '') return reader.c.redirect(place.signIn, 302)
  return showPrivately(reader.c, CodePage({ visit: reader, place, next: '', carry: {}, ...nothing }))
}

export const finishCode = async (step: CodeStep) => {
  const { visit: reader, place, port, starts } = step
  const { c } = reader
  const fields = await postedFields(c)
  const next = nextPath(fields.next, starts)
  const shown = { visit: reader, place, next: next ?? '', carry: carried(fields) }
  const input = checked(CodeInput, { code: fields.code ?? '' })
  if ('wrong' in input) return showPrivately(c, CodePage({ ...shown, ...nothing, wrong: input.wrong }), 422)
  const done = await port.finish(c, ticketOf(step).token(), input.data.code).catch(overOrRefused)
  // The password is asked for again; what was written goes along.
  if (done === 'over') return showPrivately(c, CodePage({ ...shown, ...nothing, over: true }), 410)
  if ('code' in done) return showPrivately(c, CodePage({ ...shown, ...nothing, refused: done }), refuse(reader, done))
  ticketOf(step).drop()
  const usual = await step.goOn(done, fields)
  return c.redirect(next ?? usual, 303)
}

const overOrRefused = (error: unknown) => (error instanceof Refusal && error.code === 'already_used' ? 'over' : refusedBy(error))
