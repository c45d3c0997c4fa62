import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { isInside } from './fetch-outside.ts'
import { createOutward } from './outward.ts'

// Somebody inside, who counts who comes.
let connects = 0
const inside = createServer((_, response) => response.writeHead(200).end('inside'))
inside.on('connection', () => void connects++)
const outside = createServer((request, response) => response.writeHead(307, { location: `http://127.0.0.1:${portOf(inside)}${request.url}` }).end())
for (const server of [inside, outside]) await once(server.listen(0, '::', () => undefined), 'listening')
afterAll(() => [inside, outside].forEach((server) => { server.closeAllConnections(); server.close() }))
beforeEach(() => void (connects = 0))

const portOf = (server: Server) => (server.address() as AddressInfo).port
const call = createOutward({ privateHosts: [] })
const reason = (error: unknown): string => (error instanceof Error ? `${error.message} ${reason(error.cause)}` : '')
const refused = (promise: Promise<unknown>) => promise.then(() => 'answered', reason)

test.each([
  '127.0.0.1', 'localhost', '127.1', '0', '0.0.0.0', '0x7f000001', '0x7f.1', '2130706433', '017700000001', '0177.0.0.1', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '127.0.0.1.', 'LOCALHOST', '169.254.169.254', '10.0.0.1',
])('S4 | createOutward() | %s is never connected to', async (host) => {
  expect(await refused(call(`http://${host}:${portOf(inside)}/`))).toContain('is inside a network')
  expect(connects).toBe(0)
})

test('S4 | createOutward() | a name is judged by the very address it is connected to, however often it changes, and by all it has', async () => {
  const answers = [['203.0.113.9', '127.0.0.1'], ['127.0.0.1'], ['8.8.8.8', '::1']]
  for (const given of answers) {
    const rebound = createOutward({ privateHosts: [], resolver: (_, done) => done(null, given.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) })
    expect(await refused(rebound(`http://rebound.example:${portOf(inside)}/`))).toContain('is inside a network')
  }
  expect(connects).toBe(0)
})

test('S4 | createOutward() | a redirect is not followed, and nothing but http is spoken', async () => {
  const allowed = createOutward({ privateHosts: ['127.0.0.1'] })
  expect(await refused(allowed(`http://127.0.0.1:${portOf(outside)}/`))).toMatch(/redirect/i)
  for (const url of [`ftp://127.0.0.1:${portOf(inside)}/`, 'file:///etc/passwd', `http://user@127.0.0.1:${portOf(inside)}/`, 'x']) expect(await refused(allowed(url))).toContain('is inside')
  expect(connects).toBe(0)
  expect(await (await allowed(`http://127.0.0.1:${portOf(inside)}/`)).text()).toBe('inside')
})

test('what is given out is outside, what is set apart is not', () => {
  expect(['8.8.8.8', '93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'].map(isInside)).toEqual([false, false, false])
  expect(['100.64.0.1', '172.31.255.255', '192.168.1.1', 'fe80::1', 'fd00::1', '::ffff:10.8.8.8', 'ff02::1', '2001:db8::1', '', 'x'].map(isInside)).toEqual(Array(10).fill(true))
})
