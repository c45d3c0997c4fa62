import { expect, test } from 'vitest'
import { startServer } from '#test/server'
const t0 = performance.now()
const server = await startServer()
console.log('boot', performance.now() - t0)
test('up', async () => {
  const r = await fetch(`${server.base}/healthz`)
  expect(r.status).toBe(200)
  let t = performance.now()
  const s = await fetch(`${server.base}/api/v1/sessions`, { method: 'POST', body: JSON.stringify({ kind: 'partner', email: 'ada@skargard.example', password: 'hospes-demo' }) })
  console.log(s.status, await s.json(), performance.now() - t)
  t = performance.now(); await server.settle(); console.log('settle', performance.now() - t)
})
