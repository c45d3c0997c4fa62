import { expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { browser, fakeSite } from '../help/site.fixture.ts'
import { staffRoutes } from './index.ts'

const page = browser(staffRoutes(fakeSite()))
const invited = { name: 'Noor Jansen', password: 'a sentence of mine', again: 'a sentence of mine', locale: 'sv' }

test('staff sign in to the desk and nowhere else', async () => {
  const right = { email: 'maja@fjordstay.example', password: 'right' }
  expect((await page.post('/desk/sign-in', { ...right, next: '/desk/c/1' })).headers.get('location')).toBe('/desk/c/1')
  expect((await page.post('/desk/sign-in', { ...right, next: '/sv/extranet/inbox' })).headers.get('location')).toBe('/desk')
  expect((await page.post('/desk/sign-in', { ...right, password: 'no' })).status).toBe(401)
})

test('the language is the one asked for, else the browser’s, and stays after a mistake', async () => {
  expect(await (await page.get('/desk/sign-in?locale=sv&next=/desk/c/1')).text()).toContain('action="/desk/sign-in?locale=sv"')
  expect(await (await page.get('/desk/sign-in', { 'accept-language': 'sv-FI' })).text()).toContain('Logga in på arbetsytan')
  expect(await (await page.post('/desk/sign-in?locale=sv', { email: '', password: '' })).text()).toContain('Skriv din e-postadress.')
})

test('an invitation is accepted with a name and a long enough password, said twice', async () => {
  const site = fakeSite()
  const answer = await browser(staffRoutes(site)).post('/setup/good', invited)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk'])
  expect(site.acceptInvitation).toHaveBeenCalledWith(expect.anything(), 'good', { name: 'Noor Jansen', password: invited.password, locale: 'sv' })
})

test('what is wrong with it is said at each field, and no password comes back', async () => {
  const answer = await page.post('/setup/good', { name: 'Noor', password: 'short', again: 'other', locale: 'sv' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toMatch(/id="password-error".*too short/s)
  expect(html).toMatch(/id="again-error".*not the same/s)
  expect(html).toContain('value="Noor"')
  expect(html).not.toMatch(/value="(short|other)"/)
})

test('a spent link says so, also when another window was faster', async () => {
  expect((await page.get('/setup/bad')).status).toBe(404)
  const late = fakeSite({ acceptInvitation: async () => { throw new Refusal('already_used') } })
  const answer = await browser(staffRoutes(late)).post('/setup/good', invited)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('This invitation no longer works')
})

test('an installation without anybody says how the first admin comes', async () => {
  const empty = browser(staffRoutes(fakeSite({ needsAdmin: async () => true })))
  expect(await (await empty.get('/setup')).text()).toContain('hospes admin invite')
  expect((await page.get('/setup')).headers.get('location')).toBe('/desk/sign-in')
})
