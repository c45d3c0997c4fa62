import type { Page } from 'playwright-core'

export type Locale = 'sv' | 'en' | 'ar'
/** From an opened address to the state that is looked at. */
export type Step = (page: Page, locale: Locale) => Promise<unknown>

export const signInWrongly: Step = async (page) => {
  await page.fill('#email', 'ada@skargard.example')
  await page.fill('#password', 'not the password')
  await page.click('.sign-in-form button')
  await page.waitForSelector('#errors')
}

/** A confirmation number and a PIN where partners sign in. */
export const signInAsGuest: Step = async (page) => {
  await page.fill('#email', '4071882316')
  await page.fill('#password', '604182')
  await page.click('.sign-in-form button')
  await page.waitForSelector('.wrong-door')
}

export const askWithNothing: Step = async (page) => {
  await page.click('.sign-in form button')
  await page.waitForSelector('#errors')
}

const submit = (page: Page) => Promise.all([page.waitForEvent('load'), page.click('.message-form button[value=send]')])

const chooseProperty = async (page: Page) => {
  const property = page.locator('select#property')
  if (await property.count()) await property.selectOption({ index: 1 })
}

/** A number too short, with the list to choose from open. */
export const sendWrongNumber: Step = async (page, locale) => {
  await chooseProperty(page)
  await page.fill('#confirmation', '40719305')
  await page.fill('#body', locale === 'sv' ? 'Gästen kom aldrig i går kväll.' : 'The guest never came last night.')
  await submit(page)
  await page.locator('.picker summary').click()
}

/** One file that goes along and one that cannot. */
export const sendWrongFile: Step = async (page, locale) => {
  await chooseProperty(page)
  await page.fill('#confirmation', '')
  await page.fill('#body', locale === 'sv' ? 'Här är kvittot.' : 'Here is the receipt.')
  await page.setInputFiles('#files', [
    { name: locale === 'sv' ? 'kvitto.txt' : 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('1 690 kr') },
    { name: 'program.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ nothing to run') },
  ])
  await submit(page)
  await page.waitForSelector('.refused')
}

export const send: Step = async (page, locale) => {
  await chooseProperty(page)
  await page.fill('#confirmation', '')
  await page.fill('#body', locale === 'sv' ? 'Hur länge efter utcheckning kan jag markera en utebliven ankomst?' : 'How long after check-out can I mark a no-show?')
  await submit(page)
  await page.waitForSelector('.sent')
}

export const askForCode: Step = async (page) => {
  await chooseProperty(page)
  await page.click('form.card button')
  await page.waitForSelector('.digits')
}

export const endWithNothing: Step = async (page) => {
  await page.locator('.message-form').evaluate((form) => form.submit())
  await page.waitForSelector('#errors')
}

export const openMail: Step = async (page) => {
  await page.click('.mails a')
  await page.waitForSelector('.mail-headers')
}

/** Opens the first conversation whose line has one of these words. */
export const openConversation = (...words: string[]): Step => async (page) => {
  await page.locator('.conversation a', { hasText: new RegExp(words.join('|')) }).first().click()
  await page.waitForSelector('#thread')
}

export const openNotices: Step = async (page) => {
  for (const line of await page.locator('.notice-lines summary').all()) await line.click()
}

/** Until the numbers stand there. */
export const untilFigures: Step = async (page) => page.locator('.tile-value').first().waitFor()
export const untilCurves: Step = async (page) => page.locator('.chart canvas').last().waitFor()
/** A day of the shipped season, played through, and who is needed for it. */
export const planStaff: Step = async (page) => {
  await page.locator('.trial input').nth(0).fill('1')
  await page.locator('.trial input').nth(1).fill('1')
  await page.locator('.trial [type=submit]').click()
  await page.locator('.trial .chart canvas').waitFor()
}
export const untilWritten: Step = (page) => page.waitForSelector('textarea')
/** The first saved reply that does something, opened to be written. */
export const openReply: Step = async (page) => {
  await page.locator('.reply-list button', { has: page.locator('.hint svg') }).first().click()
  await page.locator('.sheet-part form').waitFor()
}
/** Somebody of whom nothing is known begins a chat. */
export const beginChat: Step = async (page) => {
  await page.fill('#name', 'Una Byrne')
  await page.fill('#body', 'Is there a lift?')
  await page.locator('.message-form button').first().click()
  await page.locator('.chat-status').waitFor()
}
/** The chat on a page of somebody else’s, at its beginning. */
export const openWidget: Step = async (page) => {
  await page.locator('hospes-help button.open').click()
  await page.frameLocator('hospes-help iframe').locator('.choices').waitFor()
}
export const untilList: Step = (page) => page.waitForSelector('.list-form')
export const untilLooks: Step = (page) => page.waitForSelector('.audit-table, .state')
export const changeRule: Step = async (page) => {
  await page.locator('.rule-row button').first().click()
  await page.waitForSelector('[role=dialog] .rule-fields')
}
/** What needs somebody, or that nothing does. */
export const untilMail: Step = (page) => page.waitForSelector('.mail-row, .state')
/** Where there is a held mail: its conversation, with the mail as it came. */
export const openHeldMail: Step = async (page, locale) => {
  await untilMail(page, locale)
  const first = page.locator('.mail-row .mail-acts a').first()
  if (!(await first.count())) return
  await first.click()
  await page.locator('.said-held .link-button').click()
  await page.locator('.mail-frame').scrollIntoViewIfNeeded()
}
export const untilRows: Step = (page) => page.waitForSelector('.row')

export const openFirstRow: Step = async (page) => {
  await page.click('.row')
  await page.waitForSelector('.said')
}

/** In the first conversation, once its head stands still. */
export const pressInFirstRow = (key: string, then: string): Step => async (page, locale) => {
  await openFirstRow(page, locale)
  await page.waitForSelector('#conversation-heading:focus')
  await page.keyboard.press(key)
  await page.waitForSelector(then)
}

export const press = (key: string, then: string): Step => async (page) => {
  await page.waitForSelector('.row')
  await page.keyboard.press(key)
  await page.waitForSelector(then)
}

export const openMenu: Step = async (page) => {
  await page.click('.agent')
  await page.waitForSelector('[role=menu]')
}

export const callWithWrongCode: Step = async (page) => {
  await page.waitForSelector('.row')
  await page.keyboard.press('p')
  await page.locator('[role=dialog] input').fill('000 000')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=dialog] .failure')
}

/** As somebody whom a proxy let in from outside. */
export const throughProxy: Step = async (page) => {
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': '192.0.2.1' })
  await page.reload()
}

/** A form on a page of nobody's posts to us, and is told that it may not. */
export const postFromElsewhere: Step = async (page) => {
  const address = page.url()
  await page.goto('about:blank')
  await page.setContent(`<form method="post" action="${address}"><button>Go</button></form>`)
  await page.click('button')
  await page.waitForSelector('h1')
}

export const voteNo: Step = async (page) => {
  await page.click('#vote [value=no]')
  await page.waitForSelector('#comment')
}

export const voteAtLength: Step = async (page, locale) => {
  await voteNo(page, locale)
  await page.fill('#comment', 'x '.repeat(600))
  await page.click('#vote [value=send]')
  await page.waitForSelector('#comment[aria-invalid]')
}

export const voteYes: Step = async (page) => {
  await page.click('#vote [value=yes]')
  await page.waitForSelector('#vote [role=status]')
}

/** Nobody is signed in: the browser keeps it. */
export const saveHere: Step = async (page) => {
  await page.click('.save button')
  await page.click('.to-saved')
  await page.waitForSelector('[data-saved-list] li')
}

export const saveInAccount: Step = async (page) => {
  const button = page.locator('.save button[aria-pressed=false]')
  if (await button.count()) await Promise.all([page.waitForEvent('load'), button.click()])
  await page.click('.to-saved')
  await page.waitForSelector('[data-saved-account] li')
}

export const openTexts: Step = (page) => page.locator('.work-texts summary').first().click()

/** A few rows tell of all of them. */
export const findCards: Step = async (page) => {
  await page.locator('.work-filters input').fill('card')
  await page.locator('.library-number', { hasText: /^1$/ }).waitFor({ state: 'detached' })
}

export const narrowToNothing: Step = async (page) => {
  await page.locator('.work-filters select').nth(0).selectOption('guest')
  await page.locator('.work-filters select').nth(1).selectOption('sv')
  await page.waitForSelector('.state')
}

/** An answer with what the editor can do, begun and not sent. */
export const writeAnswer: Step = async (page, locale) => {
  await pressInFirstRow('r', '.format-bar')(page, locale)
  await page.locator('#composer-reply:focus').waitFor()
  await page.keyboard.type(locale === 'sv' ? 'Hej, det här ordnar vi **i dag**:' : 'Hello, we see to this **today**:')
  await page.keyboard.press('Enter')
  await page.keyboard.type(locale === 'sv' ? '- vi ringer gästen' : '- we call the guest')
  await page.keyboard.press('Enter')
  await page.keyboard.type(locale === 'sv' ? 'du får _kvittot_ i kväll' : 'you have the _receipt_ tonight')
}
