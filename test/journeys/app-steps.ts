import type { Page } from 'playwright-core'
import { waitingIn } from '../phone.ts'
import type { Locale, Step } from './scene-steps.ts'

/** Whose sign-in codes are turned on: nobody else's scene is theirs. */
export const codeOwner = { sv: 'Nils', en: 'Mateo', ar: 'Jonas' }
const demoPassword = 'hospes-demo'

const problem = { sv: 'Kalendern stängs när jag öppnar juni.', en: 'The calendar closes when I open June.', ar: 'يُغلق التقويم عندما أفتح شهر يونيو.' }
const others = {
  sv: ['Kan vi få fakturan på engelska?', 'Tack, nu syns priserna igen.', 'Skicka koden till Skärgårdsro.', 'Adressen är för lång för formuläret.'],
  en: ['May we have the invoice in Swedish?', 'Thank you, the rates are back.', 'Please send the code to the desk.', 'The address is too long for the form.'],
  ar: ['هل يمكن إرسال الفاتورة بالإنجليزية؟', 'شكرًا، ظهرت الأسعار من جديد.', 'أرسلوا الرمز إلى الاستقبال.', 'العنوان أطول مما يقبله النموذج.'],
}

/** The first conversation of the app. */
export const openInApp: Step = async (page) => {
  await page.locator('#conversations a').first().click()
  await page.waitForSelector('#thread')
}

export const describeInApp: Step = async (page, locale) => {
  await page.selectOption('#topic', 'app')
  await page.selectOption('#subtopic', 'app/crash-or-slow')
  if (await page.locator('#property').count()) await page.selectOption('#property', { index: 1 })
  await page.fill('#body', problem[locale])
  await page.locator('.goes-along summary').click()
}

/** With the log, for who agrees to it. */
export const describeWithLog: Step = async (page, locale) => {
  await describeInApp(page, locale)
  await page.locator('[name=includeLog]').check()
}

export const sendFromApp: Step = async (page, locale) => {
  await describeInApp(page, locale)
  await Promise.all([page.waitForURL(/\/sent$/), page.click('form [name=do]')])
}

const kept = async (page: Page, path: string) => {
  while (!(await page.evaluate<boolean>(`caches.match('${path}').then(Boolean)`))) await page.waitForTimeout(50)
}

/** Another app hands over a picture and a line of text. */
export const share: Step = async (page, locale) => {
  await kept(page, `/${locale}/app/outbox`)
  await page.evaluate(`new Promise((done) => {
    const form = document.createElement('form')
    form.method = 'post'
    form.enctype = 'multipart/form-data'
    form.action = '/${locale}/app/shared'
    const field = (name, type) => form.appendChild(Object.assign(document.createElement('input'), { name, type }))
    field('text', 'text').value = ${JSON.stringify(problem[locale])}
    const canvas = Object.assign(document.createElement('canvas'), { width: 144, height: 144 })
    const brush = canvas.getContext('2d')
    brush.fillStyle = 'teal'
    brush.fillRect(0, 0, 144, 144)
    brush.fillStyle = 'white'
    for (const row of [0, 1, 2, 3]) brush.fillRect(20, 24 + row * 28, 104 - row * 16, 12)
    canvas.toBlob((blob) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([blob], 'screen.png', { type: 'image/png' }))
      field('files', 'file').files = transfer.files
      document.body.append(form)
      form.submit()
      done()
    })
  })`)
  await page.waitForURL(/shared=1$/)
  await page.locator('.pictures li').waitFor()
}

/** What waits where there is no line, and beside it one of each: gone without an answer, refused, sent. */
export const writeOffline: Step = async (page, locale) => {
  await page.goto(`/${locale}/app/more/help/report`)
  await kept(page, `/${locale}/app/outbox`)
  await page.context().setOffline(true)
  await describeInApp(page, locale)
  await Promise.all([page.waitForURL(/\/outbox$/), page.click('form [name=do]')])
  await page.locator('.outbox-item').first().waitFor()
  const states = [{ state: 'waiting', unsure: true }, { state: 'sent', conversationId: '01a20417-f3e6-7570-98cd-69d60b500002' }, { state: 'failed', problem: 'signed-out' }, { state: 'failed', problem: '' }]
  await page.evaluate(`new Promise((done, fail) => {
    const open = indexedDB.open('hospes-app')
    open.onerror = fail
    open.onsuccess = () => {
      const tx = open.result.transaction('outbox', 'readwrite')
      const store = tx.objectStore('outbox')
      const first = store.getAll()
      first.onsuccess = () => {
        const { n, ...like } = first.result[0]
        for (const told of ${JSON.stringify(states.map((state, place) => ({ ...state, body: others[locale][place] })))})
          store.add({ ...like, unsure: false, problem: null, conversationId: null, files: [], ...told, id: crypto.randomUUID() })
      }
      tx.onabort = fail
      tx.oncomplete = () => { open.result.close(); done() }
    }
  })`)
  await page.reload()
  await page.locator('.outbox-item').nth(states.length).waitFor()
  if ((await waitingIn(page)) !== states.length) throw new Error('the outbox holds something else')
}

export const beginCode: Step = async (page) => {
  await page.fill('#password', demoPassword)
  await page.locator('form button').first().click()
  await page.locator('.code-recovery').waitFor()
  await page.locator('[data-code-confirm] input[name=code]').waitFor()
}

/** Turned on, and the code of this moment on the screen. */
export const turnCodeOn: Step = async (page, locale) => {
  if (await page.locator('[data-code]').count()) return
  await beginCode(page, locale)
  while (!/^\d{6}$/.test(await page.locator('[data-code-confirm] input[name=code]').inputValue())) await page.waitForTimeout(20)
  await page.locator('[data-code-confirm] button').click()
  await page.locator('.code-digits').waitFor()
}

const addresses: Record<Locale, string> = { sv: 'nils@skargard.example', en: 'mateo@mirador.example', ar: 'jonas@northlight.example' }

/** After the password: the page that asks for the code of who has turned it on. */
export const askedForCode: Step = async (page, locale) => {
  await page.fill('#email', addresses[locale])
  await page.fill('#password', demoPassword)
  await page.click('.sign-in-form button')
  await page.locator('#code').waitFor()
}

/** Staff see the picture for their app for codes, and their recovery codes. */
export const beginStaffCode: Step = async (page) => {
  await page.fill('#password', demoPassword)
  await page.click('.sign-in-form button')
  await page.locator('.code-recovery').waitFor()
}
