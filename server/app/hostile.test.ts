import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Conversation } from '#contract/public'
import { ask, messageInput, startWorld, type Visitor } from '#test/world'
import { operations } from './mount.ts'

const world = await startWorld({ env: { LOG_LEVEL: 'silent' } })
const ada = await world.partner('ada')
const maja = await world.agent('maja')
const { id } = await ask(ada)

const unhandled: unknown[] = []
const note = (error: unknown) => void unhandled.push(error)
process.on('unhandledRejection', note).on('uncaughtException', note)
afterAll(() => process.off('unhandledRejection', note).off('uncaughtException', note))

const texts = [
  '\0', 'a\0b', '\ud83d', '\udc00\ud83d', '\u202e\u2066reversed', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞'.repeat(20), '🐟'.repeat(4_000), "'; drop table conversations.entry; --", '{{constructor}}', '${7*7}', '<script>alert(1)</script>',
  'javascript:alert(1)', '../../../etc/passwd', '%00%0d%0aSet-Cookie: a=b', '\r\nSet-Cookie: a=b', '\u2028\u2029', '\ufeff', 'NaN', '1e999', '-1', '9223372036854775808', 'true', '[]', '__proto__', 'constructor', 'x'.repeat(70_000),
]

test('whatever stands in any field of any operation, the answer is no internal error', async () => {
  const good: Record<string, unknown> = { ...messageInput(), submissionId: randomUUID, propertyId: () => undefined, clientId: randomUUID, seenSeq: () => 99, outcome: () => 'solved', askerAgreed: () => true, code: () => '123456' }
  const bad = [...texts.slice(0, 8), texts.at(-1), null, {}, [], 1e308, -1, 2 ** 53, 2 ** 31, true]
  const filled = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, valueOf(good[field])]))
  for (const { method, path, who, body } of operations.filter((operation) => operation.body && !operation.path.endsWith('/sessions'))) {
    const fields = body instanceof z.ZodObject ? Object.keys(body.shape) : []
    for (const field of fields) {
      const answers = await Promise.all(bad.map((value) => (who === 'agent' ? maja : ada).call(method.toUpperCase(), addressOf(path), { ...filled(fields), [field]: value })))
      expect(answers.filter(({ status }) => status >= 500), `${path} ${field}`).toEqual([])
    }
  }
  expect((await ada.get(`/api/v1/conversations/${id}`, Conversation)).id).toBe(id)
})

test('whatever is asked for, by API or page, the answer is no internal error', async () => {
  const paths = [
    ...operations.filter(({ method }) => method === 'get').map(({ path }) => addressOf(path)), '/en/extranet/inbox/platform', '/en/partner/help', '/en/extranet/contact/rates/restrictions/call', '/demo/mail', '/desk/sign-in', `/en/extranet/inbox/platform/${id}`,
  ]
  const names = ['after', 'search', 'state', 'propertyId', 'limit', 'lane', 'door', 'locale', 'topic', 'subtopic', 'conversation', 'next', 'q', 'side']
  for (const path of paths) {
    const who = path.includes('/desk') ? maja : ada
    const queries = [...texts.slice(0, 5), texts.at(-3)].map((value) => new URLSearchParams(Object.fromEntries(names.map((name) => [name, value ?? '']))).toString())
    await never500(who, [...queries, ...names.map((name) => `${name}=%00&${name}=two&${name}[]=three`)].map((query) => `${path}?${query}`))
  }
})

test('whatever stands in an address, the answer is no internal error', async () => {
  const parts = ['%00', '%ff', '%ud83d', '..%2f..', '-'.repeat(36), `${'0'.repeat(8)}-${'-'.repeat(27)}`, '__proto__', 'constructor', '%F0%9F%90%9F', 'x'.repeat(300), '%0d%0aSet-Cookie:a=b', '%25']
  const addresses = ['/api/v1/conversations/X', '/api/v1/conversations/X/events', '/api/v1/desk/conversations/X', '/files/X', '/assets/X', '/desk/X', '/desk/assets/X', '/setup/X', '/X', '/X/partner/help', '/en/partner/help/X', '/en/partner/help/rates/X', '/en/extranet/inbox/platform/X', '/en/extranet/contact/X', '/en/extranet/contact/rates/X', '/en/extranet/contact/X/X/message', '/en/extranet/contact/rates/restrictions/call?conversation=X', '/demo/mail/X', '/demo/mail/X/html', '/en/guest/X', '/en/guest/contact/X/X', '/en/extranet/actions/X']
  for (const address of addresses) await never500(address.includes('/desk') ? maja : ada, parts.map((part) => address.replaceAll('X', part)))
})

const addressOf = (path: string) => path.replace('{id}', id)
const valueOf = (value: unknown): unknown => (typeof value === 'function' ? (value as () => unknown)() : (value ?? 'x'))

const never500 = async (who: Visitor, addresses: string[]) => {
  const answers = await Promise.all(addresses.map(async (address) => {
    const answered = await who.send(address, { signal: AbortSignal.timeout(5_000) })
    await answered.body?.cancel()
    return { address, status: answered.status, cookie: answered.headers.get('set-cookie') ?? '' }
  }))
  expect(answers.filter(({ status, cookie }) => status >= 500 || cookie.includes('a=b'))).toEqual([])
}

test('whatever a form holds, or how it is cut off, the answer is no internal error', async () => {
  const forms = ['contact/rates/restrictions/message', 'contact/reservations/other/message', 'contact/rates/restrictions/call', `inbox/platform/${id}`, 'contact/rates/restrictions/message/draft', 'profile', 'actions/map-location', 'actions/mark-no-show', 'actions/end-contract', '../partner/locked-out', '../../setup/nothing']
  const names = ['submissionId', 'clientId', 'body', 'confirmationNumber', 'pickedReservation', 'propertyId', 'detach', 'do', 'locale', 'mailCopies', 'name', 'text', 'propertyNumber', 'latitude', 'longitude', 'reservationId', 'kind', 'date', 'reason', 'files', 'password', 'again']
  const types = ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/json', 'nonsense']
  for (const form of forms.map((path) => new URL(path, `${world.base}/en/extranet/`).pathname)) {
    const statuses = [
      ...await Promise.all(texts.slice(0, 6).map(async (value) => (await ada.submit(form, Object.fromEntries(names.map((name) => [name, value])))).status)),
      ...await Promise.all(types.map(async (type) => (await ada.send(form, { method: 'POST', body: '--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nhalf', headers: { 'content-type': type } })).status)),
    ]
    expect(statuses.filter((status) => status >= 500), form).toEqual([])
  }
})

test('a large, deep or broken body is refused', async () => {
  const post = async (body: string | Uint8Array<ArrayBuffer>) => (await ada.send('/api/v1/conversations', { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status
  expect(await post(JSON.stringify(messageInput({ body: 'x'.repeat(1_048_576) })))).toBe(413)
  expect(await post('['.repeat(50_000) + ']'.repeat(50_000))).toBe(400)
  expect(await post(`${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`)).toBe(400)
  expect(await post('{"body":')).toBe(400)
  expect(await post('{"topic":"rates","topic":"payouts"}')).toBe(400)
  expect(await post(Uint8Array.from([0xff, 0xfe, 0x00, 0x7b]))).toBe(400)
  expect(await post('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}')).toBe(400)
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  const file = new File([Buffer.alloc(66 * 1024 * 1024)], 'large.png')
  expect((await ada.submit('/en/extranet/contact/rates/restrictions/message', { body: 'x' }, [file])).status).toBe(413)
})

test('a request that is none is refused, and the connection does not stay open', async () => {
  const say = (text: string) => new Promise<string>((resolve) => {
    const line = connect(Number(new URL(world.base).port), '127.0.0.1', () => line.write(text))
    const parts: Buffer[] = []
    line.on('data', (part) => void parts.push(part)).on('close', () => resolve(Buffer.concat(parts).toString('latin1'))).on('error', () => resolve(''))
    setTimeout(() => line.destroy(), 1_500)
  })
  const requests = [
    'GET / HTTP/9.9\r\n\r\n', 'NONSENSE\r\n\r\n', '\0\0\0\0', 'GET /healthz HTTP/1.0\r\n\r\n', 'GET //evil.example/%2f.. HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'GET /assets/../server/main.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'GET /assets/../../package.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'GET /desk/assets/../../server/main.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x y z\r\nConnection: close\r\n\r\n', 'GET / HTTP/1.1\r\nHost: ]\r\nConnection: close\r\n\r\n',
  ]
  const answers = await Promise.all(requests.map(say))
  for (const [index, answered] of answers.entries()) expect(answered, requests[index]?.slice(0, 60)).not.toMatch(/^HTTP\/1\.1 5\d\d/)
  expect(answers.slice(6, 9).every((answered) => answered.startsWith('HTTP/1.1 404'))).toBe(true)
  expect((await world.visitor.call('GET', '/healthz')).status).toBe(200)
})

test('after all of it nothing was left unhandled, and people can go on', async () => {
  expect(unhandled).toEqual([])
  await ask(ada)
  await world.settle()
})
