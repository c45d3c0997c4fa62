import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { rolldown } from 'rolldown'
import { launchChromium } from '../../test/chromium.ts'
import type { Ground } from '../mail/ground.ts'

/** Two browsers with made-up microphones that beep. */
export const twoBrowsers = async (ground: Ground): Promise<[Browser, Browser]> => {
  const launch = async () => {
    const browser = await launchChromium('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream')
    ground.atEnd(() => browser.close())
    return browser
  }
  return [await launch(), await launch()]
}

/** A script of `in-page/` as a page takes it. */
const scriptOf = async (name: string): Promise<string> => {
  const bundle = await rolldown({ input: path.join(import.meta.dirname, `in-page/${name}.ts`), platform: 'browser', logLevel: 'silent' })
  return (await bundle.generate({ format: 'iife' })).output[0].code
}

export type Desk = { page: Page; press(name: RegExp): Promise<void>; telephone(state: string): ReturnType<Page['locator']>; lineIs(state: string): Promise<void>; onDuty(isOn: boolean): Promise<void>; registeredMs: number }

/** Somebody's desk, on duty, with a telephone that is ready; how long it took from asking for its line to being registered. */
export const openTelephone = async (browser: Browser, base: string, name: string): Promise<Desk> => {
  const context = await browser.newContext({ baseURL: base, locale: 'en', viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(15_000)
  await context.grantPermissions(['microphone'])
  await context.addInitScript({ content: await scriptOf('desk') })
  const page = await context.newPage()
  const times = { asked: 0 }
  page.on('request', (request) => {
    if (times.asked === 0 && request.url().endsWith('/desk/phone/line')) times.asked = performance.now()
  })
  await page.goto('/desk/sign-in')
  await page.locator('input[type=email]').fill(`${name.toLowerCase()}@fjordstay.example`)
  await page.locator('input[type=password]').fill('hospes-demo')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/desk(\/(queue|mine).*)?$/)
  await page.request.patch('/api/v1/desk/me', { data: { locale: 'en' } })
  times.asked = 0
  await page.reload()
  const lineIs = (state: string) => page.locator(`[data-line=${state}]`).waitFor({ state: 'attached' })
  await lineIs('ready')
  const registeredMs = performance.now() - times.asked
  const onDuty = async (isOn: boolean) => {
    await page.request.patch('/api/v1/desk/me', { data: { onDuty: isOn } })
  }
  await onDuty(true)
  return {
    page, lineIs, registeredMs, onDuty, telephone: (state) => page.locator(`[data-telephone=${state}]`),
    press: (pattern) => page.locator('.telephone').getByRole('button', { name: pattern }).click(),
  }
}

/** A page that is nobody's desk, with the provider's end of calls in it. */
export const openProvider = async (browser: Browser, ground: Ground, onEnded: (id: string) => void): Promise<Page> => {
  const server = createServer((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>provider</title>')).listen(0, '127.0.0.1')
  ground.atEnd(() => server.close())
  const context = await browser.newContext()
  await context.grantPermissions(['microphone'])
  const page = await context.newPage()
  await page.exposeFunction('ended', onEnded)
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await page.addScriptTag({ content: await scriptOf('provider') })
  return page
}
