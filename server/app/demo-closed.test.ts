import { expect, test } from 'vitest'
import { demoPassword, mailOf, startWorld } from '#test/world'

const world = await startWorld()

const signIn = (headers: Record<string, string>, kind = 'partner') =>
  fetch(`${world.base}/api/v1/sessions`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ kind, email: mailOf(kind === 'partner' ? 'ada' : 'maja'), password: demoPassword }),
  })

test('S7 | POST /api/v1/sessions | nobody of the demo world signs in through a proxy, and open sessions end there', async () => {
  expect((await signIn({})).status).toBe(201)
  for (const kind of ['partner', 'agent']) {
    const refused = await signIn({ 'x-forwarded-for': '203.0.113.9' }, kind)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error: 'wrong_password' })
  }
  const ada = await world.partner('ada')
  const use = (headers: Record<string, string>) =>
    fetch(`${world.base}/api/v1/properties`, { headers: { authorization: `Bearer ${ada.token}`, ...headers } })
  expect((await use({})).status).toBe(200)
  expect((await use({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(401)
})
