import { expect, test } from 'vitest'
import { readBefore } from '#articles'
import { ArticleCards } from '#contract/articles'
import { ask, demoPassword, mailOf, startWorld } from '#test/world'

const world = await startWorld()
const { visitor, app } = world
const at = '/en/partner/help/reservations/overbooked-what-to-do'
const guestAt = '/en/guest/help/refund/where-is-my-refund'

const cookieOf = (headers: Headers) => headers.getSetCookie().find((cookie) => cookie.startsWith('hospes-reader'))
const browserOf = (headers: Headers) => ({ cookie: cookieOf(headers)?.split(';')[0] ?? '' })
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  visitor.send(path, { method: 'POST', body: new URLSearchParams(fields), headers })
const votes = () => app.system.db.selectFrom('articles.vote').selectAll().where('key', '=', 'overbooked').orderBy('at').execute()
const clear = () => app.system.db.deleteFrom('articles.vote').execute()

test('R2 | POST /{locale}/{door}/help/{category}/{slug}/vote | a press leads back to the article, which thanks and asks why; the browser is known from then on', async () => {
  await clear()
  const voted = await post(`${at}/vote`, { helpful: 'no', revision: '1' })
  expect([voted.status, voted.headers.get('location')]).toEqual([303, `${at}?voted=no#vote`])
  expect(cookieOf(voted.headers)).toMatch(/^hospes-reader=[0-9a-f-]{36}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/)
  expect((await visitor.page(`${at}?voted=no`)).text).toContain('What was missing?')
  const why = await post(`${at}/vote`, { helpful: 'no', revision: '1', reason: 'outdated', comment: 'It has moved.', do: 'send' }, browserOf(voted.headers))
  expect(why.headers.get('location')).toBe(`${at}?voted=sent#vote`)
  expect(await votes()).toMatchObject([{ helpful: false, reason: 'outdated', comment: 'It has moved.', locale: 'en', revision: 1 }])
})

test('R2 | POST /{locale}/{door}/help/{category}/{slug}/vote | a text too long comes back whole, with what to do at the field', async () => {
  const comment = 'x'.repeat(1_100)
  const refused = await post(`${at}/vote`, { helpful: 'no', revision: '1', reason: 'wrong', comment, do: 'send' })
  const text = await refused.text()
  expect(refused.status).toBe(422)
  expect(text).toContain(`>${comment}</textarea>`)
  expect(text).toContain('The text is 1,100 characters and 1,000 fit.')
  expect(text).toContain('value="wrong" checked=""')
})

test('R2 | POST /{locale}/{door}/help/{category}/{slug}/vote | votes on a guest’s article, on what another language shows, and not on what is not there', async () => {
  await clear()
  expect((await post(`${guestAt}/vote`, { helpful: 'yes', revision: '1' })).status).toBe(303)
  const german = '/de/partner/help/reservations/overbooked-what-to-do'
  const address = (await visitor.send(german)).headers.get('location') ?? german
  await post(`${address}/vote`, { helpful: 'no', revision: '99', reason: 'missing-language', do: 'send' })
  expect(await votes()).toMatchObject([{ locale: 'en', reader_locale: 'de', revision: 1, reason: 'missing-language' }])
  expect((await post('/en/partner/help/reservations/nowhere/vote', { helpful: 'yes' })).status).toBe(404)
  expect((await visitor.send(`${at}/vote`)).headers.get('location')).toBe(at)
})

test('R2 | GET /{locale}/{door}/help/{category}/{slug} | an anonymous page has nothing of anybody in it, whoever has voted or saved', async () => {
  const { text, headers } = await visitor.page(at)
  const voted = await post(`${at}/vote`, { helpful: 'yes', revision: '1' })
  const again = await visitor.send(at, { headers: browserOf(voted.headers) })
  expect(headers.getSetCookie()).toEqual([])
  expect(await again.text()).toBe(text)
})

test('R4 | POST /{locale}/partner/help/{category}/{slug}/save | who is not signed in signs in once, and it is saved', async () => {
  const asked = await post(`${at}/save`, { saved: '1' })
  const text = await asked.text()
  expect(asked.status).toBe(401)
  expect(text).toContain(`name="next" value="${at}"`)
  expect(text).toContain('name="carry_save" value="overbooked"')
  const signedIn = await post('/en/extranet/sign-in', { email: mailOf('ada'), password: demoPassword, next: at, carry_save: 'overbooked' })
  expect(signedIn.headers.get('location')).toBe(at)
  const ada = await world.partner('ada')
  expect((await ada.page('/en/extranet/saved')).text).toContain('Overbooked: what to do')
  expect((await ada.page(at)).text).toContain('aria-pressed="true"')
  await ada.submit(`${at}/save`, { saved: '0' })
  expect((await ada.page('/en/extranet/saved')).text).not.toContain('Overbooked: what to do')
})

test('R4 | POST /api/v1/saved-articles | a browser’s saves move into the account, as often as they are sent', async () => {
  const nils = await world.partner('nils')
  for (const keys of [['no-show', 'overbooked', 'gone'], ['no-show']]) await nils.call('POST', '/api/v1/saved-articles', { keys })
  const saved = await nils.get('/api/v1/saved-articles', ArticleCards)
  expect(saved.articles.map(({ key, path, translated }) => [key, path.split('/')[1], translated])).toEqual([['no-show', nils.actor.locale, true], ['overbooked', nils.actor.locale, true]])
  expect(await nils.refused('POST', '/api/v1/saved-articles', { keys: [] })).toMatchObject({ status: 400 })
})

test('R4 | GET /api/v1/articles | gives the cards of the keys asked for, in that order, and passes over what is not there', async () => {
  const { articles } = await visitor.get('/api/v1/articles?locale=sv&keys=where-is-my-refund,gone,no-show', ArticleCards)
  expect(articles.map(({ key, door, locale }) => [key, door, locale])).toEqual([['where-is-my-refund', 'guest', 'sv'], ['no-show', 'partner', 'sv']])
})

test('R4 | GET /{locale}/{door}/help/saved | a visitor’s list is the same page for all and says what to do without JavaScript', async () => {
  const { status, text } = await visitor.page('/en/partner/help/saved')
  expect([status, text.includes('Sign in and they are kept in your account.')]).toEqual([200, true])
  expect((await visitor.page('/en/guest/help/saved')).text).toContain('A bookmark in the browser does the same.')
  const ada = await world.partner('ada')
  expect((await ada.send('/en/partner/help/saved')).headers.get('location')).toBe('/en/extranet/saved')
})

test('R7 | POST /api/v1/conversations | what its asker read within half an hour before is noted with the conversation, also what the browser read before signing in', async () => {
  const voted = await post(`${guestAt}/vote`, { helpful: 'yes', revision: '1' })
  const browser = browserOf(voted.headers)
  await (await visitor.send(at, { headers: browser })).text()
  const signIn = await post('/en/extranet/sign-in', { email: mailOf('ada'), password: demoPassword }, browser)
  expect(signIn.status).toBe(303)
  const { id } = await ask(await world.partner('ada'))
  await world.settle()
  expect((await readBefore(world.system, id)).map(({ key }) => key)).toContain('overbooked')
})

test('R7 | POST /{locale}/guest/contact/{topic}/{subtopic}/message | what a guest without an account read and sought in this browser just before is noted with what they write', async () => {
  const headers = browserOf((await post(`${guestAt}/vote`, { helpful: 'yes', revision: '1' })).headers)
  await visitor.send(guestAt, { headers })
  await visitor.send('/en/guest/search?q=my+refund+is+late', { headers })
  const sent = await post('/en/guest/contact/booking-details/other/message', { submissionId: crypto.randomUUID(), name: 'Siv Ek', email: 'siv@example.com', body: 'Where is it?', do: 'send' }, headers)
  expect(sent.status).toBe(200)
  await world.settle()
  const { id } = await app.system.db.selectFrom('conversations.conversation').where('asker_email', '=', 'siv@example.com').select('id').executeTakeFirstOrThrow()
  expect(await readBefore(world.system, id)).toMatchObject([{ key: 'where-is-my-refund' }])
  const sought = await app.system.db.selectFrom('search.inquiry').where('q', '=', 'my refund is late').select('contact_at').execute()
  expect(sought).toEqual([{ contact_at: expect.any(Date) }])
})
