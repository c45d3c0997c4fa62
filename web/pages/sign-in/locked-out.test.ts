import { expect, test, vi } from 'vitest'
import { Refusal } from '#kernel'
import type { VisitorPort } from '../ports.ts'
import { browser, fakeSite } from '../help/site.fixture.ts'
import { signInRoutes } from './index.ts'

const at = '/en/partner/locked-out'
const typed = { submissionId: '8b5a7c1e-3f4d-4a51-9d67-0b8f5f2d8c11', propertyNumber: '221 0475', name: 'Ada', text: '' }
const pageWith = (askForCallBack: VisitorPort['askForCallBack'], seen: Partial<VisitorPort> = {}) =>
  browser(signInRoutes(fakeSite({}, { askForCallBack, ...seen }), { callBackRule: async () => ({ hours: 24 }) }))

test('R20 | POST /{locale}/partner/locked-out | answers the same whether the property is known or not, and never at once', async () => {
  const began = performance.now()
  const answers = await Promise.all(
    [async () => undefined, () => new Promise<void>((done) => void setTimeout(done, 150))].map((work) => pageWith(work).post(at, typed)),
  )
  expect(performance.now() - began).toBeGreaterThan(395)
  expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([[303, `${at}/sent`], [303, `${at}/sent`]])
  const sent = await (await pageWith(async () => undefined).get(`${at}/sent`)).text()
  expect(sent).toContain('If the property is with us, we call the number we have on file within 24 hours.')
  expect(sent).toContain('We never ask for a password or a code')
})

test('R20 | GET /{locale}/partner/locked-out | needs no sign-in and asks for a property id, a name and nothing secret', async () => {
  const html = await (await pageWith(async () => undefined).get(at)).text()
  expect([...html.matchAll(/ name="(\w+)"/g)].map(([, name]) => name).filter((name) => !['viewport', 'robots', 'q'].includes(name ?? ''))).toEqual(['submissionId', 'propertyNumber', 'name', 'text'])
  expect(html).not.toContain('type="password"')
})

test('what was asked for arrives once more under the same id', async () => {
  const ask = vi.fn<VisitorPort['askForCallBack']>(async () => undefined)
  await pageWith(ask).post(at, typed)
  expect(ask).toHaveBeenCalledWith({ submissionId: typed.submissionId, propertyNumber: '2210475', name: 'Ada', text: '', network: '192.0.2.1' })
})

test('a wrong form is said at the field, with everything typed kept', async () => {
  const ask = vi.fn<VisitorPort['askForCallBack']>(async () => undefined)
  const answer = await pageWith(ask).post(at, { ...typed, propertyNumber: '12345678', name: '', text: 'Kaputt' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toMatch(/id="propertyNumber-error".*exactly 7 digits/s)
  expect(html).toMatch(/id="name-error".*Write your name\./s)
  expect(html).toContain('>Kaputt</textarea>')
  expect(html).toContain(`value="${typed.submissionId}"`)
  expect(ask).not.toHaveBeenCalled()
})

test('too many requests say how long to wait, as late as any other answer', async () => {
  const began = performance.now()
  const answer = await pageWith(async () => { throw new Refusal('too_many', { minutes: 60 }) }).post(at, typed)
  expect(performance.now() - began).toBeGreaterThan(395)
  expect(answer.status).toBe(429)
  expect(await answer.text()).toContain('Wait 60 minutes')
})
