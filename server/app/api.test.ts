import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { z } from 'zod'
import { refusalStatus } from '#kernel'
import { ask, messageInput, startWorld } from '#test/world'
import { operations } from './mount.ts'

const world = await startWorld({ env: { LOG_LEVEL: 'silent' } })
const ada = await world.partner('ada')
const maja = await world.agent('maja')

const Schema = z.record(z.string(), z.unknown())
const Body = z.strictObject({ content: z.strictObject({ 'application/json': z.strictObject({ schema: Schema }) }) })
const Answer = Body.extend({ description: z.string().min(1) })
const Parameter = z.strictObject({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: Schema })
const Operation = z.strictObject({
  summary: z.string().min(1), security: z.array(z.strictObject({ session: z.array(z.string()) })).optional(), parameters: z.array(Parameter),
  requestBody: Body.extend({ required: z.boolean() }).optional(), responses: z.record(z.string().regex(/^(\d{3}|default)$/), Answer),
})
/** The parts of OpenAPI 3.1 that this document uses; anything else in it is a mistake. */
const Document = z.strictObject({
  openapi: z.literal('3.1.0'), info: z.strictObject({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'patch']), Operation)),
  components: z.strictObject({ securitySchemes: z.strictObject({ session: z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: z.string() }) }) }),
})
const document = await world.visitor.get('/api/v1/openapi.json', Document)

test('the document lists every operation and nothing else, with its parameters, body and answers', () => {
  const listed = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
  expect(listed.toSorted()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted())
  for (const { method, path, who, body, status } of operations) {
    const described = document.paths[path]?.[method]
    expect(described?.parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    expect(new Set(described?.parameters.map((each) => `${each.in} ${each.name}`)).size).toBe(described?.parameters.length)
    expect(Boolean(described?.requestBody)).toBe(Boolean(body))
    expect(Boolean(described?.security)).toBe(who !== 'anyone')
    expect(Object.keys(described?.responses ?? {})).toEqual([String(status ?? 200), 'default'])
  }
})

test('every schema in the document is whole: no reference leads out of it, and every object says what it holds', () => {
  const schemas = Object.values(document.paths).flatMap((methods) => Object.values(methods)).flatMap((operation) => [
    ...operation.parameters.map(({ schema }) => schema), ...Object.values(operation.responses).map((answer) => answer.content['application/json'].schema),
    ...(operation.requestBody ? [operation.requestBody.content['application/json'].schema] : []),
  ])
  const wrong = schemas.flatMap((schema) => [...JSON.stringify(schema).matchAll(/"\$ref":"(?!#\/\$defs\/)[^"]*"/g)].map(([ref]) => ref))
  expect(wrong).toEqual([])
  const emptyObjects = schemas.filter((schema) => Object.keys(schema).length === 0)
  expect(emptyObjects).toEqual([])
})

test('what the API answers is what its document promises', async () => {
  const { id } = await ask(ada)
  const calls = [[ada, '/api/v1/properties'], [ada, '/api/v1/conversations'], [ada, `/api/v1/conversations/${id}`], [maja, '/api/v1/desk/queue'], [maja, `/api/v1/desk/conversations/${id}`], [maja, '/api/v1/desk/mine'], [maja, '/api/v1/desk/me']] as const
  for (const [who, path] of calls) {
    const operation = operations.find((each) => each.method === 'get' && each.path === path.replace(id, '{id}'))
    const { body } = await who.call('GET', path)
    expect(operation?.result.safeParse(body), path).toMatchObject({ success: true })
  }
})

test('every refusal is one of the closed list, with its status and a body of this shape', async () => {
  const strange = [
    ['GET', '/api/v1/nothing', undefined], ['DELETE', '/api/v1/conversations', undefined], ['POST', '/api/v1/topics', {}], ['GET', '/api/v1/topics?door=back', undefined],
    ['POST', '/api/v1/sessions', {}], ['POST', '/api/v1/sessions', { email: 'x', password: 'y', admin: true }], ['POST', '/api/v1/conversations', { ...messageInput(), submissionId: 'x' }],
    ['GET', '/api/v1/conversations?limit=0', undefined], ['GET', '/api/v1/conversations?limit=1e9', undefined], ['GET', '/api/v1/contact-options', undefined],
  ] as const
  for (const [method, path, body] of strange) {
    const refused = await ada.refused(method, path, body)
    expect(Object.keys(refusalStatus), path).toContain(refused.error)
    expect(refused.status, path).toBe(refusalStatus[refused.error as keyof typeof refusalStatus])
  }
  expect(await ada.refused('POST', '/api/v1/conversations', { topic: 5 })).toMatchObject({ error: 'invalid', detail: { fields: expect.arrayContaining([expect.stringMatching(/^topic: /), expect.stringMatching(/^submissionId: /)]) } })
})

test('S9 | PATCH /api/v1/desk/me | fields that are unknown or not to be changed are refused, and nothing changes', async () => {
  const before = await maja.call('GET', '/api/v1/desk/me')
  const columns = ['id', 'brandId', 'brand_id', 'email', 'name', 'kind', 'roles', 'rights', 'password', 'passwordHash', 'password_hash', 'timeZone', 'mail_copies', 'why', 'teams', 'capacity', '__proto__', 'constructor']
  for (const column of columns) expect(await maja.refused('PATCH', '/api/v1/desk/me', JSON.parse(`{"${column}":"admin"}`)), column).toMatchObject({ status: 400, error: 'invalid' })
  const { id } = await ask(ada)
  for (const extra of [{ authorId: ada.actor.id }, { kind: 'note' }, { fileIds: [id] }]) {
    const body = { clientId: crypto.randomUUID(), seenSeq: 9, body: 'Hello', ...extra }
    expect(await maja.refused('POST', `/api/v1/desk/conversations/${id}/reply`, body)).toMatchObject({ status: 400 })
  }
  expect(await maja.call('GET', '/api/v1/desk/me')).toEqual(before)
})

test('an unexpected error says nothing of the inside, on the API and on pages; the process goes on', async () => {
  await sql`alter table notices.notice rename to gone`.execute(world.app.system.db)
  expect(await world.visitor.call('GET', '/api/v1/notices')).toEqual({ status: 500, body: { error: 'internal' } })
  const page = await world.visitor.page('/en/partner/help')
  expect(page.status).toBe(500)
  expect(page.text).not.toMatch(/notices|relation|select|kysely|\.ts|at \w+ \(/i)
  await sql`alter table notices.gone rename to notice`.execute(world.app.system.db)
  expect((await world.visitor.page('/en/partner/help')).status).toBe(200)
})

test('the program says that it lives, and whether it can work', async () => {
  expect(await world.visitor.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await world.visitor.call('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready', database: 'up', mail: 'kept' } })
  const metrics = await world.visitor.page('/metrics')
  expect(metrics.text).toMatch(/hospes_queue_waiting\{lane="ordinary"\} \d+/)
  expect((await world.visitor.send('/metrics', { headers: { 'x-forwarded-for': '203.0.113.1' } })).status).toBe(403)
})

test('I6 | GET /{locale}/extranet/inbox | no read changes anything', async () => {
  const { id } = await ask(ada)
  await maja.call('POST', `/api/v1/desk/conversations/${id}/reply`, { clientId: crypto.randomUUID(), seenSeq: 9, body: 'An answer.' })
  await world.settle()
  const everything = async () => (await sql`select md5(string_agg(x, '')) as hash from (
    select md5(string_agg(t::text, '|' order by t::text)) as x from conversations.conversation t union all select md5(string_agg(t::text, '|' order by t::text)) from conversations.entry t
    union all select md5(string_agg(t::text, '|' order by t::text)) from queue.entry t union all select md5(string_agg(t::text, '|' order by t::text)) from platform.fact t) all_of_it`.execute(world.app.system.db)).rows
  const before = await everything()
  const pages = ['/en/extranet/inbox', '/en/extranet/inbox/platform', `/en/extranet/inbox/platform/${id}`, `/en/extranet/inbox/platform/${id}/sent`, '/en/extranet/contact', '/en/extranet/contact/rates/restrictions/message', '/en/extranet/contact/rates/restrictions/call', '/en/extranet/profile', '/en/partner/help', '/demo', '/demo/mail', '/desk', `/api/v1/conversations/${id}`]
  for (const path of pages) for (const who of [ada, maja]) await who.send(path)
  for (const { path } of operations.filter(({ method }) => method === 'get')) await maja.send(path.replace('{id}', id))
  expect(await everything()).toEqual(before)
})
