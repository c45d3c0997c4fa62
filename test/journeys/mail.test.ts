import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { mailReceiver } from '../fakes/mail-receiver.ts'
import { namesOf, sendTo, type Sent } from '../fakes/mails.ts'
import { startWorld } from '../world.ts'
import { button, openBrowser, press } from './browser.ts'
import { openDesk } from './people.ts'

const outside = await mailReceiver()
const world = await startWorld({
  takesMail: true, env: { MAIL_FROM: 'help@mail.fjordstay.example', SMTP_URL: outside.url }, names: namesOf('skargard.example', 'evil.example', 'news.example'),
})
const { visitor } = await openBrowser()
const partners = 'partners@mail.fjordstay.example'
const send = (mail: Partial<Sent> & { text: string }) => sendTo(world.app.listening.mailPort ?? 0, { from: 'Ada Lindqvist <ada@skargard.example>', to: partners, ...mail })
const count = async (table: 'conversations.conversation' | 'email.outgoing') => Number((await world.app.system.db.selectFrom(table).select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow()).n)

/** The mail that came out of the product to Ada, once it is there. */
const receivedWith = async (words: string) => {
  const found = () => outside.received.find(({ to, mail }) => to.includes('ada@skargard.example') && mail.text?.includes(words))
  await expect.poll(() => found() !== undefined, { timeout: 10_000 }).toBe(true)
  const mail = found()?.mail
  if (!mail) throw new Error('no mail')
  return mail
}

/** As a mail program answers: to Reply-To, with References, and what it answers below. */
const answerTo = async (mail: Awaited<ReturnType<typeof receivedWith>>, answer: Partial<Sent> & { text: string }) =>
  send({ to: mail.replyTo?.value[0]?.address ?? '', subject: `SV: ${mail.subject}`, inReplyTo: mail.messageId ?? '', ...answer, text: `${answer.text}\n\nDen tis 12 maj 2026 kl 11:05 skrev Fjordstay <help@mail.fjordstay.example>:\n\n${(mail.text ?? '').replace(/^/gm, '> ')}` })

const said = (page: Page, words: string) => page.locator('.said', { hasText: words })

test('R60 E10 | /desk/queue/{id} | a mail is answered at the desk, its answer comes back to the same conversation; a forged sender, an absence and a newsletter do no harm', async () => {
  const desk = await visitor({ base: world.base, locale: 'sv' })
  await openDesk(desk, 'Maja')
  await send({ subject: 'Fyra stjärnor', text: 'Vi har byggt om och vill ha fyra stjärnor.' })
  // It comes by itself: nobody reloads.
  await press(desk.locator('.row', { hasText: 'Vi har byggt om' }))
  await said(desk, 'vill ha fyra stjärnor').waitFor()
  const conversation = desk.url()
  const receipt = await receivedWith('H-')
  expect(receipt.text).not.toContain('stjärnor')

  await press(button(desk, /^Ta\b(?! nästa)/).first())
  await desk.locator('#composer-reply').fill('Skicka gärna beviset.')
  await press(button(desk, 'Skicka svar'))
  await press(button(desk, 'Skicka nu'))
  const answer = await receivedWith('Skicka gärna beviset.')
  await answerTo(answer, { text: 'Här kommer beviset.' })
  await said(desk, 'Här kommer beviset.').waitFor()
  expect(await said(desk, 'Här kommer beviset.').textContent()).not.toContain('skrev Fjordstay')
  expect(desk.url()).toBe(conversation)

  const [conversations, mails] = [await count('conversations.conversation'), await count('email.outgoing')]
  // The envelope is the forger's own and passes; the name above the words is Ada's.
  await answerTo(answer, { envelopeFrom: 'eve@evil.example', text: 'Betala till det här kontot i stället.' })
  const held = said(desk, 'Betala till det här kontot')
  await held.getByText('Hållet').waitFor()
  await held.getByText('Det är inte styrkt att det här kommer från ada@skargard.example').waitFor()
  await answerTo(answer, { text: 'Jag är på resa till den 20 maj.', headers: { 'Auto-Submitted': 'auto-replied (vacation)', Precedence: 'bulk' } })
  await said(desk, 'Jag är på resa').getByText('Automatiskt svar').waitFor()
  await send({ from: 'Offers <news@news.example>', subject: 'Vårens erbjudanden', text: 'Köp nu.', headers: { 'List-Unsubscribe': '<https://news.example/u>' } })
  await world.settle()
  expect([await count('conversations.conversation'), await count('email.outgoing')]).toEqual([conversations, mails])

  const ada = await world.partner('ada')
  const seen = await ada.page(`/sv/extranet/inbox/platform/${conversation.split('/').at(-1)}`)
  expect(seen.text).toContain('Här kommer beviset.')
  expect(seen.text).not.toContain('Betala till det här kontot')
  await desk.goto('/desk/mail')
  const aside = desk.getByRole('region', { name: 'Lagt åt sidan' })
  await aside.getByText('Vårens erbjudanden').waitFor()
  await aside.getByText('ett nyhetsbrev eller en lista').waitFor()
})
