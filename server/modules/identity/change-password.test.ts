import { expect, test } from 'vitest'
import { demoPassword, startWorld } from '#test/world'

const world = await startWorld()
const longEnough = 'a lamp at the night desk'

const change = (token: string, fields: Record<string, string>) =>
  fetch(`${world.base}/en/extranet/profile/password`, {
    method: 'POST', redirect: 'manual', headers: { cookie: `hospes-partner=${token}` }, body: new URLSearchParams(fields),
  })

test('I7 S7 | POST /{locale}/extranet/profile/password | ends every session of the account and begins a new one', async () => {
  const [here, elsewhere] = [await world.partner('ada'), await world.partner('ada')]
  const answer = await change(here.token, { current: demoPassword, next: longEnough })
  expect(answer.status).toBe(303)
  const fresh = /hospes-partner=([\w-]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  expect((await here.call('GET', '/api/v1/properties')).status).toBe(401)
  expect((await elsewhere.call('GET', '/api/v1/properties')).status).toBe(401)
  const properties = await fetch(`${world.base}/api/v1/properties`, { headers: { cookie: `hospes-partner=${fresh}` } })
  expect(properties.status).toBe(200)
})

test('a wrong current password or a short new one changes nothing and says so at the field', async () => {
  const nils = await world.partner('nils')
  const wrong = await change(nils.token, { current: 'not this', next: longEnough })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('id="current-error"')
  const short = await change(nils.token, { current: demoPassword, next: 'short' })
  expect(await short.text()).toContain('id="next-error"')
  expect((await nils.call('GET', '/api/v1/properties')).status).toBe(200)
})
