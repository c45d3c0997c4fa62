import { Hono } from 'hono'
import { Refusal } from '#kernel'
import { posted } from '../extranet/posted.ts'
import { signedIn, type SignedInPage } from '../extranet/signed-in.ts'
import { showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { CodeOffPage, CodeOnPage, CodeSetupPage, type CodeErrors } from './code.tsx'
import { appPath } from './frame.tsx'

const root = '/:locale{[a-z]{2}}/app/more/code'

/** The sign-in code: set up, shown, turned off. */
export const signInCodeRoutes = (site: Site) =>
  new Hono()
    .get(root, signedIn(site, page))
    .post(`${root}/begin`, signedIn(site, begin))
    .post(`${root}/on`, signedIn(site, turnOn))
    .post(`${root}/off`, signedIn(site, turnOff))
    .get(`${root}/:step{begin|on|off}`, (c) => c.redirect(c.req.path.replace(/\/\w+$/, ''), 302))

const pathOf = (visit: Visit) => appPath(visit, 'more', 'code')

const page: SignedInPage = async ({ visit, c }) => {
  const said = c.req.query('said')
  if (await visit.site.code.isOn(c)) return showPrivately(c, CodeOnPage({ visit, said: said === 'on' ? said : null }))
  return showPrivately(c, CodeOffPage({ visit, said: said === 'off' || said === 'late' ? said : null }))
}

const begin: SignedInPage = async ({ visit, c }) => {
  try {
    const setup = await visit.site.code.begin(c, (await posted(c)).text('password'))
    return showPrivately(c, CodeSetupPage({ visit, setup }))
  } catch (error) {
    if (isOver(error)) return c.redirect(pathOf(visit), 303)
    return showPrivately(c, CodeOffPage({ visit, errors: errorsOf(visit, error) }), 422)
  }
}

const turnOn: SignedInPage = async ({ visit, c }) => {
  try {
    await visit.site.code.turnOn(c, (await posted(c)).text('code'))
  } catch (error) {
    if (isOver(error)) return c.redirect(`${pathOf(visit)}?said=late`, 303)
    return showPrivately(c, CodeSetupPage({ visit, setup: null, errors: errorsOf(visit, error) }), 422)
  }
  return c.redirect(`${pathOf(visit)}?said=on`, 303)
}

const turnOff: SignedInPage = async ({ visit, c }) => {
  const form = await posted(c)
  try {
    await visit.site.code.turnOff(c, { password: form.text('password'), code: form.text('code') })
  } catch (error) {
    if (isOver(error)) return c.redirect(pathOf(visit), 303)
    return showPrivately(c, CodeOnPage({ visit, errors: errorsOf(visit, error) }), 422)
  }
  return c.redirect(`${pathOf(visit)}?said=off`, 303)
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
