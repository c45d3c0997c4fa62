import { Hono } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import { Refusal } from '#kernel'
import type { CodePort, CodeSetup } from '../code-port.ts'
import { posted } from '../extranet/posted.ts'
import { showPrivately } from '../help/answer.ts'
import type { Request, Site, Visit } from '../site.ts'

/** What is wrong with what was typed, in words. */
export type CodeErrors = { password?: string; code?: string }

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>
type Page = (input: { visit: Visit; c: Request }) => Promise<Response> | Response

/** Where a side sets up its code, and the three pages of it. */
export type OwnCode = {
  root: string
  /** Lets in who is signed in. */
  signedIn(site: Site, page: Page): (c: Request) => Promise<Response>
  port(site: Site): CodePort
  path(visit: Visit): string
  Off(props: { visit: Visit; said?: 'off' | 'late' | null; errors?: CodeErrors }): Markup
  Setup(props: { visit: Visit; setup: CodeSetup | null; errors?: CodeErrors }): Markup
  On(props: { visit: Visit; said?: 'on' | null; errors?: CodeErrors }): Markup
}

/** The sign-in code of whoever is signed in: set up, shown, turned off. The same on both sides. */
export const ownCodeRoutes = (site: Site, own: OwnCode) => {
  const { root } = own
  const step = (page: (own: OwnCode) => Page) => own.signedIn(site, page(own))
  return new Hono()
    .get(root, step(page))
    .post(`${root}/begin`, step(begin))
    .post(`${root}/on`, step(turnOn))
    .post(`${root}/off`, step(turnOff))
    .get(`${root}/:step{begin|on|off}`, (c) => c.redirect(c.req.path.replace(/\/\w+$/, ''), 302))
}

const page = (own: OwnCode): Page => async ({ visit, c }) => {
  const said = c.req.query('said')
  if (await own.port(visit.site).isOn(c)) return showPrivately(c, own.On({ visit, said: said === 'on' ? said : null }))
  return showPrivately(c, own.Off({ visit, said: said === 'off' || said === 'late' ? said : null }))
}

const begin = (own: OwnCode): Page => async ({ visit, c }) => {
  try {
    const setup = await own.port(visit.site).begin(c, (await posted(c)).text('password'))
    return showPrivately(c, own.Setup({ visit, setup }))
  } catch (error) {
    if (isOver(error)) return c.redirect(own.path(visit), 303)
    return showPrivately(c, own.Off({ visit, errors: errorsOf(visit, error) }), 422)
  }
}

const turnOn = (own: OwnCode): Page => async ({ visit, c }) => {
  try {
    await own.port(visit.site).turnOn(c, (await posted(c)).text('code'))
  } catch (error) {
    if (isOver(error)) return c.redirect(`${own.path(visit)}?said=late`, 303)
    return showPrivately(c, own.Setup({ visit, setup: null, errors: errorsOf(visit, error) }), 422)
  }
  return c.redirect(`${own.path(visit)}?said=on`, 303)
}

const turnOff = (own: OwnCode): Page => async ({ visit, c }) => {
  const form = await posted(c)
  try {
    await own.port(visit.site).turnOff(c, { password: form.text('password'), code: form.text('code') })
  } catch (error) {
    if (isOver(error)) return c.redirect(own.path(visit), 303)
    return showPrivately(c, own.On({ visit, errors: errorsOf(visit, error) }), 422)
  }
  return c.redirect(`${own.path(visit)}?said=off`, 303)
}

const isOver = (error: unknown) => error instanceof Refusal && error.code === 'already_used'

const errorsOf = ({ tr }: Visit, error: unknown): CodeErrors => {
  if (!(error instanceof Refusal)) throw error
  if (error.code === 'wrong_password') return { password: tr.t('extranet.passwordWrong') }
  if (error.code === 'wrong_code') return { code: tr.t('code.wrong') }
  if (error.code !== 'too_many') throw error
  const tooMany = tr.t('errors.tooMany', { minutes: Number(error.detail.minutes) })
  return { password: tooMany, code: tooMany }
}
