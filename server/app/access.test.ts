import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { begin } from '#chat'
import { Properties } from '#contract/public'
import { strangersTo } from '#test/strangers'
import { ask, messageInput, startWorld, type Visitor } from '#test/world'
import { operations } from './mount.ts'

const world = await startWorld()
const [ada, nils, mateo, jonas, gone] = await Promise.all(['ada', 'nils', 'mateo', 'jonas', 'ada'].map(world.partner))
const [maja, lukas, wentHome] = await Promise.all(['maja', 'lukas', 'maja'].map(world.agent))
if (!ada || !nils || !mateo || !jonas || !gone || !maja || !lukas || !wentHome) throw new Error('people')
await gone.submit('/en/extranet/sign-out', {})
await wentHome.submit('/en/extranet/sign-out', {})
await fetch(`${world.base}/desk/sign-out`, { method: 'POST', headers: { authorization: `Bearer ${wentHome.token}` }, redirect: 'manual' })

const hers = await ask(ada)
const money = await ask(await world.partner('camille'), { topic: 'payouts', subtopic: 'bank-details', propertyId: (await jonas.get('/api/v1/properties', Properties)).properties[0]?.id })
await begin(ada.ctx, hers.id)
await lukas.call('POST', `/api/v1/desk/conversations/${hers.id}/take`, {})
await world.settle()

const people: Record<string, Visitor> = {
  ...(await strangersTo(world)), 'a guest': await world.guest('helen'),
  nobody: world.visitor, 'another partner': mateo, 'an agent': maja, 'a colleague without the right': nils, 'a session that was ended': gone, 'an agent’s session that was ended': wentHome,
}
type Name = 'a guest' | 'another brand’s partner' | 'another brand’s agent' | 'another brand’s guest' | 'nobody' | 'another partner' | 'an agent' | 'a colleague without the right' | 'a session that was ended' | 'an agent’s session that was ended'
type Row = { body?: unknown; query?: string; path?: string; refused: Partial<Record<Name, number>>; /** Foreign ids inside the request. */ foreign?: { by: Visitor; body?: unknown; query?: string; status: number }[] }

const clientId = () => randomUUID()
const signedOut = { 'a guest': 401, 'another brand’s partner': 401, 'another brand’s agent': 401, 'another brand’s guest': 401, nobody: 401, 'a session that was ended': 401, 'an agent’s session that was ended': 401 }
const forPartners = { ...signedOut, 'an agent': 401 }
const forStaff = { ...signedOut, 'another partner': 401, 'a colleague without the right': 401 }
const forAuthors = { ...forStaff, 'an agent': 403 }
const ofOneConversation = { ...forPartners, 'another partner': 404, 'a colleague without the right': 404 }
const adasProperty = (await ada.get('/api/v1/properties', Properties)).properties[0]?.id

/** Who is refused what at each operation; every operation has a row. */
const matrix: Record<string, Row> = {
  'get /api/v1/topics': { refused: {} },
  'get /api/v1/notices': { refused: {} },
  'post /api/v1/sessions': { body: { email: 'ada@skargard.example', password: 'wrong' }, refused: { nobody: 401 } },
  'get /api/v1/search': { query: '?door=partner&locale=en&q=no-show', refused: {} },
  'get /api/v1/search/suggestions': { query: '?door=partner&locale=en&q=no-sh', refused: {} },
  'get /api/v1/articles': { query: '?locale=en&keys=no-show', refused: {} },
  'get /api/v1/saved-articles': { refused: forPartners },
  'post /api/v1/saved-articles': { body: { keys: ['no-show'] }, refused: forPartners },
  'get /api/v1/properties': { refused: forPartners },
  'get /api/v1/contact-options': { query: '?topic=rates&subtopic=restrictions', refused: forPartners },
  'post /api/v1/conversations': {
    body: messageInput(), refused: { ...forPartners, 'a colleague without the right': 403 },
    foreign: [
      { by: mateo, body: messageInput({ propertyId: adasProperty }), status: 400 },
      { by: mateo, body: messageInput({ topic: 'reservations', subtopic: 'other', confirmationNumber: '4071930548' }), status: 400 },
      { by: jonas, body: messageInput({ topic: 'payouts', subtopic: 'bank-details' }), status: 403 },
    ],
  },
  'get /api/v1/conversations': { refused: forPartners, foreign: [{ by: mateo, query: `?propertyId=${adasProperty}`, status: 200 }, { by: mateo, query: `?search=${hers.caseNumber}`, status: 200 }] },
  'get /api/v1/conversations/{id}': { refused: ofOneConversation },
  'post /api/v1/conversations/{id}/messages': { body: { clientId: clientId(), body: 'Let me in.' }, refused: ofOneConversation },
  'get /api/v1/desk/me': { refused: forStaff },
  'patch /api/v1/desk/me': { body: { onDuty: false }, refused: forStaff },
  'get /api/v1/desk/queue': { refused: forStaff },
  'post /api/v1/desk/queue/next': { body: {}, refused: forStaff },
  'get /api/v1/desk/mine': { refused: forStaff },
  'get /api/v1/desk/conversations/{id}': { refused: forStaff },
  'get /api/v1/desk/conversations/{id}/entries': { refused: forStaff },
  'get /api/v1/desk/conversations/{id}/find': { refused: forStaff },
  'post /api/v1/desk/conversations/{id}/take': { body: {}, refused: { ...forStaff, 'an agent': 409 } },
  'post /api/v1/desk/conversations/{id}/release': { body: {}, refused: { ...forStaff, 'an agent': 403 } },
  'post /api/v1/desk/conversations/{id}/read': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/reply': { body: { clientId: clientId(), body: 'As staff.', seenSeq: 99 }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/note': { body: { clientId: clientId(), body: 'As staff.' }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/close': { body: { outcome: 'solved', askerAgreed: true }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/hold': { body: { clientId: clientId(), body: 'As staff.', seenSeq: 99 }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/take-back': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/conversations/{id}/send-now': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/draft': { body: { kind: 'reply', body: 'As staff.' }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/near': { body: { does: 'looks' }, refused: forStaff },
  'post /api/v1/conversations/{id}/near': { body: { does: 'looks' }, refused: ofOneConversation },
  'get /api/v1/chats/{id}': { refused: ofOneConversation },
  'post /api/v1/chats/{id}/here': { body: {}, refused: ofOneConversation },
  'post /api/v1/chats/{id}/messages': { body: { clientId: clientId(), body: 'Let me in.' }, refused: ofOneConversation },
  'post /api/v1/chats/{id}/seen': { body: {}, refused: ofOneConversation },
  'post /api/v1/chats/{id}/leave': { body: { goesOn: 'message' }, refused: ofOneConversation },
  'post /api/v1/chats/{id}/back': { body: {}, refused: ofOneConversation },
  'post /api/v1/desk/simulations': { body: { source: 'shipped', load: 1, days: 1, mean: 0.9, peak: 1.2 }, refused: { ...forStaff, 'an agent': 403 } },
  'post /api/v1/desk/presence': { body: {}, refused: forStaff },
  'get /api/v1/desk/offers': { refused: forStaff },
  'post /api/v1/desk/offers/{id}/accept': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/offers/{id}/decline': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'get /api/v1/desk/colleagues': { refused: forStaff },
  'get /api/v1/desk/conversations/{id}/decisions': { refused: forStaff },
  'post /api/v1/desk/conversations/{id}/hand-over': { body: { to: { team: 'nobody' }, note: 'Yours.' }, refused: { ...forStaff, 'an agent': 409 } },
  'get /api/v1/desk/conversations/{id}/saved-replies': { refused: forStaff },
  'get /api/v1/desk/conversations/{id}/articles': { refused: forStaff },
  'post /api/v1/desk/conversations/{id}/snooze': { body: { until: null }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/wake': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/reminders': { body: { kind: 'relocation' }, refused: forStaff },
  'post /api/v1/desk/reminders/{id}/done': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/conversations/{id}/tags': { body: { add: ['vip'] }, refused: forStaff },
  'get /api/v1/desk/tags': { refused: forStaff },
  'post /api/v1/desk/conversations/{id}/links': { body: { caseNumber: money.caseNumber }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/unlink': { body: { otherId: money.id }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/merge': { body: { caseNumber: money.caseNumber }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/unmerge': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/split': { body: { submissionId: clientId(), seqs: [1], topic: 'rates', subtopic: 'restrictions' }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/unsplit': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/conversations/{id}/suspect': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/clear': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/mentions-seen': { body: {}, refused: forStaff },
  'get /api/v1/desk/conversations/{id}/readings': { refused: { ...forStaff, 'an agent': 403 } },
  'post /api/v1/desk/conversations/{id}/macro': { body: { key: 'overbooking-relocate' }, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/macro/take-back': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/conversations/{id}/macro/act-now': { body: {}, refused: forStaff },
  'get /api/v1/desk/saved-replies': { refused: forAuthors },
  'post /api/v1/desk/saved-replies': { body: { door: 'partner', key: 'mine', topics: [], names: { en: 'Mine' }, bodies: { en: 'Hello' }, actions: [] }, refused: forAuthors },
  'post /api/v1/desk/saved-replies/remove': { body: { door: 'partner', key: 'asked-colleagues' }, refused: forAuthors },
  'get /api/v1/desk/views': { refused: forStaff },
  'post /api/v1/desk/views': { body: { name: 'Guests', shared: false, filters: 'door=guest' }, refused: forStaff },
  'post /api/v1/desk/views/{id}/drop': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'get /api/v1/desk/mail': { refused: forStaff },
  'get /api/v1/desk/mail-alarms': { refused: forStaff },
  'get /api/v1/desk/mail/{id}': { refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/conversations/{id}/accept': { body: { seq: 1 }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/mail/{id}/again': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/undelivered-mail/{id}/again': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/undelivered-mail/{id}/to': { body: { address: 'ada@example.com' }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/undelivered-mail/{id}/aside': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/suppressed-addresses/lift': { body: { address: 'nobody@example.com' }, refused: { ...forStaff, 'an agent': 404 } },
  'get /api/v1/desk/search': { query: '?q=rates', refused: forStaff },
  'get /api/v1/desk/properties': { query: '?q=bay', refused: forStaff },
  'post /api/v1/desk/bulk': { body: { ids: [hers.id], act: { kind: 'tag', tag: 'vip' } }, refused: forStaff },
  'get /api/v1/desk/worklist': { refused: forStaff },
  'post /api/v1/desk/worklist/done': { body: { kind: 'overdue-review', subject: 'no-show', locale: null }, refused: forAuthors },
  'get /api/v1/desk/library': { refused: forStaff },
  'post /api/v1/desk/library': { body: { door: 'partner', category: 'rates', owner: 'partner-services', locale: 'en', title: 'New' }, refused: forAuthors },
  'post /api/v1/desk/library/preview': { body: { door: 'partner', locale: 'en', body: 'Text.' }, refused: forStaff },
  'patch /api/v1/desk/library/{key}': { body: { reviewed: true }, refused: forAuthors },
  'get /api/v1/desk/library/{key}/{locale}': { refused: forStaff },
  'get /api/v1/desk/library/{key}/{locale}/difference': { query: '?from=0', refused: forStaff },
  'post /api/v1/desk/library/{key}/{locale}/draft': { body: { title: 'New', slug: 'new', summary: '', synonyms: [], body: '', version: 0 }, refused: forAuthors },
  'post /api/v1/desk/library/{key}/{locale}/review': { body: { version: 1 }, refused: forAuthors },
  'post /api/v1/desk/library/{key}/{locale}/publish': { body: { version: 1 }, refused: forAuthors },
  'post /api/v1/desk/library/{key}/{locale}/discard': { body: { version: 1 }, refused: forAuthors },
  'post /api/v1/desk/library/{key}/{locale}/restore': { body: { number: 1, version: 0 }, refused: forAuthors },
  'get /api/v1/desk/words/{locale}': { refused: forStaff },
  'post /api/v1/desk/words/{locale}': { body: { groups: [['no-show', 'never came']], version: 1 }, refused: forAuthors },
  'post /api/v1/desk/words/{locale}/restore': { body: { number: 1, version: 1 }, refused: forAuthors },
  'get /api/v1/desk/featured': { refused: forStaff },
  'post /api/v1/desk/featured': { body: { entries: [], version: 1 }, refused: forAuthors },
  'post /api/v1/desk/featured/restore': { body: { number: 1, version: 1 }, refused: forAuthors },
  'get /api/v1/desk/seasons': { refused: forStaff },
  'get /api/v1/desk/conversations/{id}/promise': { refused: forStaff },
  'get /api/v1/desk/promises-at-risk': { refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/promise-rules': { refused: forStaff },
  'post /api/v1/desk/promise-rules': { body: { door: 'partner', topic: 'rates', subtopic: 'restrictions', rule: { hours: 12 } }, refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/calendars': { refused: forStaff },
  'post /api/v1/desk/calendars': { body: { key: 'mine', names: { en: 'Mine' }, timeZone: 'Europe/Rome', hours: { mon: ['09:00-17:00'], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }, holidays: [] }, refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/calendars/{key}/editions': { refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calendars/{key}/restore': { body: { number: 1, version: 1 }, refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/readings': { query: '?from=2026-11-01&until=2026-11-30', refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/reports/now': { refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/reports/parts': { query: '?from=2026-11-01&to=2026-11-30&by=topic', refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/reports/history': { query: '?from=2026-11-01&to=2026-11-30', refused: { ...forStaff, 'an agent': 403 } },
  'get /api/v1/desk/wrong-doors': { refused: { ...forStaff, 'an agent': 403 } },
  'post /api/v1/desk/seasons': { body: { kind: 'declared', name: 'Storm', hours: 6, doors: ['guest'] }, refused: { ...forStaff, 'an agent': 403 } },
  'post /api/v1/desk/seasons/{id}/end': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'get /api/v1/desk/phone': { refused: forStaff },
  'get /api/v1/desk/phone/line': { refused: forStaff },
  'get /api/v1/desk/phone/colleagues': { refused: forStaff },
  'get /api/v1/desk/calls': { refused: forStaff },
  'post /api/v1/desk/calls/{id}/answer': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/decline': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/hold': { body: { held: true }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/mute': { body: { muted: true }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/keys': { body: { keys: '1' }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/ask': { body: { agentId: clientId() }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/end-asking': { body: { handOver: false }, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/hang-up': { body: {}, refused: { ...forStaff, 'an agent': 404 } },
  'post /api/v1/desk/calls/{id}/finish': { body: { outcome: 'solved', note: '', clientId: clientId() }, refused: { ...forStaff, 'an agent': 404 } },
  'get /api/v1/desk/conversations/{id}/contact-hours': { refused: forStaff },
  'post /api/v1/desk/conversations/{id}/ring': { body: {}, refused: forStaff },
  'post /api/v1/desk/conversations/{id}/log-call': { body: { outcome: 'solved', note: '', clientId: clientId() }, refused: forStaff },
  'post /api/v1/desk/caller-codes/redeem': { body: { code: '123456' }, refused: { ...forStaff, 'an agent': 409 } },
}

const addressOf = (path: string, id: string, query = '') => path.replace('{id}', id).replace('{key}', 'no-show').replace('{locale}', 'en') + query

test('every operation has a row', () => {
  expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(matrix).toSorted())
})

test('I5 S2 | GET /api/v1/openapi.json | every operation it lists refuses whoever may not with 401, 403, 404 or 409, and nothing changes', async () => {
  const before = await everything()
  for (const { method, path } of operations) {
    const row = matrix[`${method} ${path}`] ?? { refused: {} }
    await Promise.all(Object.entries(row.refused).map(async ([who, status]) => {
      const refused = await (people[who] ?? world.visitor).refused(method.toUpperCase(), addressOf(path, hers.id, row.query), row.body)
      expect(refused.status, `${method} ${path} by ${who}`).toBe(status)
      if (status < 409) expect(Object.keys(refused.detail).filter((key) => key !== 'missing' && key !== 'heldBy'), who).toEqual([])
    }))
    for (const { by, body, query, status } of row.foreign ?? []) {
      const answered = await by.call(method.toUpperCase(), addressOf(path, hers.id, query), body)
      expect(answered.status, `${method} ${path}`).toBe(status)
      expect(JSON.stringify(answered.body)).not.toContain(hers.id)
    }
  }
  expect(await everything()).toEqual(before)
}, 120_000)

test('I5 | GET /api/v1/openapi.json | every operation answers what is not there, what is no id, and what is somebody else’s alike', async () => {
  const notFound = JSON.stringify({ status: 404, body: { error: 'not_found', detail: {} } })
  for (const { method, path, who } of operations.filter((operation) => operation.path.includes('{id}'))) {
    const ids = [randomUUID(), 'x', '1', '..%2f..%2fetc', '%00', ...(who === 'agent' ? [] : [hers.id, money.id])]
    const answers = await Promise.all(ids.map((id) => (who === 'agent' ? maja : mateo).call(method.toUpperCase(), addressOf(path, id), matrix[`${method} ${path}`]?.body)))
    expect([...new Set(answers.map((answered) => JSON.stringify(answered)))], `${method} ${path}`).toEqual([notFound])
  }
})

test('S9 | PATCH /api/v1/* | every operation that takes a body refuses every column there is and whatever is unknown, and nothing changes', async () => {
  const before = await everything()
  const { rows } = await sql<{ name: string }>`select distinct column_name as name from information_schema.columns where table_schema not in ('information_schema', 'pg_catalog')`.execute(world.app.system.db)
  const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  const names = [...new Set(rows.flatMap(({ name }) => [name, camel(name)])), '__proto__', 'constructor', 'isAdmin', 'unknown']
  for (const { method, path, who, body } of operations) {
    if (!body) continue
    const good = matrix[`${method} ${path}`]?.body ?? {}
    const taken = new Set(JSON.stringify(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })).match(/"\w+"(?=:)/g)?.map((each) => each.slice(1, -1)))
    const foreign = names.filter((name) => !taken.has(name))
    const withFields = (fields: string[]) => JSON.parse(`{${[...Object.entries(good as object), ...fields.map((name) => [name, 'x'] as const)].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`) as unknown
    expect(foreign.filter((name) => body.safeParse(withFields([name])).success), `${method} ${path}`).toEqual([])
    const refused = await (who === 'agent' ? maja : ada).refused(method.toUpperCase(), addressOf(path, hers.id), withFields(foreign))
    expect([refused.status, refused.error], `${method} ${path}`).toEqual([400, 'invalid'])
  }
  // A form of a page takes the fields it shows: the others are passed over.
  const own = async () => (await sql`select p.account_id, p.rights, p.partner_id, a.email, a.name, a.password_hash, a.kind from identity.partner_user p join identity.account a on a.id = p.account_id order by 1`.execute(world.app.system.db)).rows
  const asTheyWere = await own()
  await ada.submit('/en/extranet/profile', { ...Object.fromEntries(names.filter((name) => name !== '__proto__').map((name) => [name, 'x'])), locale: 'sv', mailCopies: '1' })
  expect(await own()).toEqual(asTheyWere)
  expect(await everything()).toEqual(before)
}, 60_000)

test('S2 | GET /files/{id} | a file is opened by those who may read its conversation', async () => {
  const form = new FormData()
  for (const [field, value] of Object.entries({ submissionId: randomUUID(), body: 'With a file.', do: 'send' })) form.set(field, value)
  form.append('files', new File(['a;b'], 'prices.csv'))
  await ada.send('/en/extranet/contact/rates/restrictions/message', { method: 'POST', body: form })
  const { rows } = await sql<{ id: string }>`select file_id as id from conversations.attachment order by file_id desc limit 1`.execute(world.app.system.db)
  const status = async (who: Visitor) => (await who.send(`/files/${rows[0]?.id}`)).status
  expect(await Promise.all([ada, maja].map(status))).toEqual([200, 200])
  const those = Object.values(people).filter((who) => who !== maja)
  expect(new Set(await Promise.all(those.map(status)))).toEqual(new Set([404]))
  expect(await Promise.all([randomUUID(), '-'.repeat(36), 'x'].map(async (id) => (await ada.send(`/files/${id}`)).status))).toEqual([404, 404, 404])
})

// What anybody could have changed; sessions, attempts and jobs come and go.
const tables = ['conversations.conversation', 'conversations.entry', 'conversations.closure', 'conversations.closing', 'conversations.attachment', 'queue.claim', 'queue.entry', 'promises.promise', 'staff.shift', 'identity.account', 'identity.partner_user', 'identity.caller_code', 'contact.draft', 'directory.reservation', 'platform.fact', 'articles.saved', 'articles.handled', 'chat.chat']

async function everything() {
  const rows = await Promise.all(tables.map((table) => sql<{ hash: string }>`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${sql.table(table)} t`.execute(world.app.system.db)))
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]?.rows[0]?.hash]))
}
