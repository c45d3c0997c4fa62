import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Worker } from 'playwright-core'
import { bringPush, startPhone } from '../../test/phone.ts'
import { handPush, pressNotification, standInForPushService, workerOf } from '../../test/push-phone.ts'
import type { Line } from '../app/measure.ts'
import { answer, ask, signIn, type Service } from './people.ts'

type Place = { base: string; service: Service; folder: string }

/** M4: what came stands on the screen of a Chromium once, opens its conversation when pressed, and is not there for who has signed out. */
export const onScreen = async ({ base, service, folder }: Place, tell: (line: Line) => void): Promise<void> => {
  const [ada, maja] = [await signIn(base, 'partner', 'ada@skargard.example'), await signIn(base, 'agent', 'maja@fjordstay.example')]
  const browser = service.browser((await ada.ask<{ key: string }>('GET', '/en/app/more/notifications/key')).key)
  const phone = await startPhone(folder)
  try {
    await phone.context.grantPermissions(['notifications'], { origin: base })
    const page = phone.context.pages()[0] ?? (await phone.context.newPage())
    await standInForPushService(page, browser)
    await turnOn(page, base)
    const id = await ask(ada, 'Is it on the screen?')
    await answer(maja, id, 'It is.')
    for (const end = Date.now() + 20_000; browser.arrived.length === 0 && Date.now() < end; await sleep(20));
    const note = JSON.stringify(browser.arrived[0]?.note)
    const worker = workerOf(page)
    for (let times = 0; times < 3; times++) {
      await bringPush(page, note)
      await until(async () => (await shown(worker)).length > 0)
    }
    await sleep(500)
    const texts = await shown(worker)
    tell({ criterion: 'M4', what: 'a note that comes three times stands on the screen once', found: `${texts.length}: ${texts.join(', ')}`, holds: texts.length === 1 })
    await pressNotification(worker)
    await until(async () => new URL(page.url()).pathname === `/en/app/messages/${id}`)
    const opened = new URL(page.url()).pathname === `/en/app/messages/${id}`
    await until(async () => (await shown(worker)).length === 0)
    tell({ criterion: 'M4', what: 'pressed, it opens its conversation and is gone', found: `${opened ? 'opened' : page.url()}, ${(await shown(worker)).length} left`, holds: opened && (await shown(worker)).length === 0 })
    await signedOut({ page, worker, note: browser.arrived[0]?.note }, tell)
  } finally {
    await phone.close()
  }
}

const turnOn = async (page: Page, base: string) => {
  await page.goto(`${base}/demo`)
  await page.getByRole('button', { name: /Ada$/ }).click()
  await page.waitForURL(/inbox/)
  await page.goto(`${base}/en/app/more/notifications`)
  await page.locator('[data-turn=on]').click()
  await page.locator('[data-turn=off]').waitFor()
  await page.goto(`${base}/en/app/more`)
}

const shown = (worker: Worker) => worker.evaluate<string[]>('self.registration.getNotifications().then((all) => all.map(({ title, body }) => `${title}: ${body}`.replace(/[\u2066-\u2069]/g, "")))')

const until = async (holds: () => Promise<boolean>) => {
  for (const end = Date.now() + 10_000; !(await holds()) && Date.now() < end; ) await sleep(20)
}

/** Its owner has left; the worker, as long as the browser lets it run, shows what is still on its way to nobody. */
const signedOut = async ({ page, worker, note }: { page: Page; worker: Worker; note: unknown }, tell: (line: Line) => void) => {
  await page.goto(`${new URL(page.url()).origin}/en/app/more`)
  await handPush(worker, note)
  const before = (await shown(worker)).length
  await page.evaluate(`new Promise((done) => {
    const open = indexedDB.open('hospes-app')
    open.onsuccess = () => {
      const tx = open.result.transaction('meta', 'readwrite')
      tx.objectStore('meta').put('en', 'leaving')
      tx.oncomplete = () => { open.result.close(); done() }
    }
  })`)
  await handPush(worker, note)
  const leaving = (await shown(worker)).length
  await Promise.all([page.waitForURL(/\/signed-out$/), page.getByRole('button', { name: 'Sign out' }).click()])
  const workers = await page.evaluate<number>('navigator.serviceWorker.getRegistrations().then((all) => all.length)')
  tell({ criterion: 'M4', what: 'signed out without a line, a phone shows nothing more; signed out with one, nothing is left that could', found: `${before} before, ${leaving} after; ${workers} workers left`, holds: before === 1 && leaving === 0 && workers === 0 })
}
