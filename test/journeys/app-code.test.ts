import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { demoPassword, mailOf, startWorld } from '../world.ts'
import { onPhone, openApp, withoutLine } from './app.ts'
import { loadAxe, violations } from './axe.ts'
import { button, follow, openBrowser, press } from './browser.ts'

const world = await startWorld()
const { visitor } = await openBrowser()
const patient = { timeout: 15_000 }

test('R43 | GET /{locale}/app/more/code | the phone makes the code by itself, also without a line; signing in asks for it, has it there on this phone, and signing out takes it away', async () => {
  const page = await visitor({ base: world.base, device: 'phone', expects: withoutLine })
  await openApp(page)
  await page.goto('/en/app/more/code')
  await page.fill('#password', demoPassword)
  await follow(button(page, 'Set it up on this phone'))
  const secret = (await page.locator('[data-code-setup]').getAttribute('data-secret')) ?? ''
  const codes = () => [-1, 0, 1].map((steps) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 }))
  await expect.poll(() => page.inputValue('#code'), patient).toMatch(/^\d{6}$/)
  const [recovery = ''] = await page.locator('.code-recovery code').allTextContents()
  await page.evaluate(fetchBeside)
  await follow(button(page, 'Turn on two-step login'))
  await page.getByText('Two-step login is on.').waitFor()
  await page.locator('[data-code-digits]').waitFor()
  await loadAxe(page)
  expect(await violations(page, 'all')).toEqual([])
  await page.goto('/en/app/more')
  await onPhone(page, '/en/app/more/code')
  await page.context().setOffline(true)
  await page.goto('/en/app/more/code')
  const shown = page.locator('[data-code-digits]')
  await shown.waitFor()
  expect(codes()).toContain((await shown.textContent())?.replace(' ', ''))
  expect(await page.locator('[data-code-left]').textContent()).toMatch(/^A new code in \d+ s$/)
  await page.context().setOffline(false)

  // Another session on the same phone: the page that asks has the code there.
  await page.context().clearCookies()
  const enter = async () => {
    await page.goto('/en/extranet/sign-in')
    await page.fill('#email', mailOf('ada'))
    await page.fill('#password', demoPassword)
    await follow(button(page, 'Sign in'))
  }
  await enter()
  await page.getByText('This phone has filled in its code.').waitFor()
  expect(codes()).toContain(await page.inputValue('#code'))
  await page.fill('#code', recovery)
  await Promise.all([page.waitForURL(/\/inbox/), press(button(page, 'Sign in'))])

  await page.goto('/en/app/more')
  await page.getByText('This phone makes your sign-in codes.').waitFor()
  await Promise.all([page.waitForURL(/\/signed-out$/), press(button(page, 'Sign out'))])
  await enter()
  await page.locator('#code').waitFor()
  expect(await page.inputValue('#code')).toBe('')
})

/** While the form is on its way the page asks for what it changes, in part with the session that the form ends. */
const fetchBeside = `addEventListener('submit', () => {
  for (let n = 0; n < 20; n++) setTimeout(() => fetch('/en/app/more/code', { headers: { accept: 'text/html' } }).catch(() => null), n * 3)
})`
