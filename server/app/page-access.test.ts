import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { begin } from '#chat'
import { writeAsGuest } from '#correspondence'
import { strangersTo } from '#test/strangers'
import { ask, startWorld, type Visitor } from '#test/world'
import { mount, operations } from './mount.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const [ada, mateo, nils, maja, thomas, helen, ana] = await Promise.all([
  world.partner('ada'), world.partner('mateo'), world.partner('nils'), world.agent('maja'), world.guest('thomas'), world.guest('helen'), world.guest('ana'),
])
const [gonePartner, goneGuest] = [await world.partner('ada'), await world.guest('thomas')]
await gonePartner.submit('/en/extranet/sign-out', {})
await goneGuest.submit('/en/guest/sign-out', {})
const strangers = await strangersTo(world)

// What nobody else may see: her conversation, his booking, their letters, his conversation.
const secret = 'A lamp that only they know of.'
const hers = await ask(ada, { body: secret })
const stay = thomas.actor.reservationId ?? ''
await writeAsGuest(thomas.ctx, { reservationId: stay, clientId: randomUUID(), body: secret })
const sent = await thomas.submit('/en/guest/contact/booking-details/other/message', { submissionId: randomUUID(), body: secret, do: 'send' })
const his = /conversations\/([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? ''
await begin(ada.ctx, hers.id)
await begin(thomas.ctx, his)
await world.settle()

type Class = 'anybody' | 'partners' | 'her conversation' | 'letters of the stay' | 'guests' | 'his stay' | 'his conversation' | 'streams' | 'staff' | 'leads' | 'telephony'

const inChat = ['', '/entries', '/here', '/seen', '/leave', '/back', '/end']

/** Whose every page is, by its address; each has a row. */
const rows: Record<Class, string[]> = {
  anybody: [
    '/', '/api/v1/openapi.json', '/healthz', '/readyz', '/metrics', '/healthz/mail', '/assets/*', '/files/:id', '/robots.txt', '/sitemap.xml', '/:part', '/demo', '/demo/sign-in/:id', '/demo/guest/:number', '/demo/mail', '/demo/mail/:id', '/demo/mail/:id/html',
    '/:locale/extranet', '/:locale/extranet/sign-in', '/:locale/extranet/sign-in/code', '/:locale/extranet/sign-out', '/:locale/partner/locked-out', '/:locale/partner/locked-out/sent',
    '/:locale/partner/forgotten', '/:locale/partner/forgotten/sent', '/:locale/partner/new-password', '/desk/forgotten', '/desk/forgotten/sent', '/desk/new-password',
    '/:locale/other-door', '/app-worker.js', '/widget.js', '/demo/widget', '/:locale/widget/identity', '/:locale/widget/forget', '/:locale/widget/guest', '/:locale/widget/partner',
    ...['', '/:topic', '/:topic/:subtopic', '/:topic/:subtopic/chat'].map((rest) => `/:locale/widget/guest/topics${rest}`), '/:locale/app/manifest.webmanifest', '/:locale/app/:icon', '/:locale/app/offline', '/:locale/app/locked', '/:locale/app/signed-out', '/:locale/app/sign-out', '/:locale/app/session', '/desk/assets/*', '/desk/sign-in', '/desk/sign-in/code', '/desk/sign-out', '/desk/sign-in-code/:step', '/setup', '/setup/:token',
    '/:locale/guest/booking/sign-in', '/:locale/guest/sign-out', '/:locale/guest/booking/lost', '/:locale/guest/booking/lost/sent', '/:locale/guest/account', '/:locale/guest/account/code', '/:locale/guest/link',
    '/:locale/guest/how-we-order', '/:locale/guest/contact', '/:locale/guest/contact/:topic', '/:locale/guest/contact/:topic/:subtopic', '/:locale/guest/contact/:topic/:subtopic/options',
    '/:locale/guest/contact/:topic/:subtopic/message', '/:locale/guest/contact/:topic/:subtopic/message/draft', '/:locale/guest/contact/:topic/:subtopic/call-back', '/:locale/guest/contact/:topic/:subtopic/chat',
    '/:locale/:door/help/changes.atom', '/:locale/:door/help/changes.rss', '/:locale/:door/help/saved', '/:locale/:door/help/:category/:slug', '/:locale/:door/help/:category/:slug/vote', '/:locale/:door/help/:category/:slug/save',
    '/:locale/guest', '/:locale/guest/help', '/:locale/guest/help/:category', '/:locale/guest/search', '/:locale/guest/:topic', '/:locale/guest/:topic/:subtopic',
    '/:locale/partner', '/:locale/partner/help', '/:locale/partner/help/search', '/:locale/partner/help/:category',
  ],
  partners: [
    '/:locale/extranet/inbox', '/:locale/extranet/inbox/reservations', '/:locale/extranet/inbox/platform', '/:locale/extranet/contact', '/:locale/extranet/contact/:topic', '/:locale/extranet/contact/:topic/:subtopic',
    '/:locale/extranet/contact/:topic/:subtopic/options', '/:locale/extranet/contact/:topic/:subtopic/message', '/:locale/extranet/contact/:topic/:subtopic/message/draft', '/:locale/extranet/contact/:topic/:subtopic/call', '/:locale/extranet/contact/:topic/:subtopic/call-back', '/:locale/extranet/contact/:topic/:subtopic/chat',
    '/:locale/extranet/actions/map-location', '/:locale/extranet/actions/mark-no-show', '/:locale/extranet/actions/end-contract', '/:locale/extranet/profile', '/:locale/extranet/profile/password', '/:locale/extranet/saved',
    '/:locale/extranet/share', '/:locale/extranet/share/:file', ...['', '/:topic', '/:topic/:subtopic', '/:topic/:subtopic/chat'].map((rest) => `/:locale/widget/partner/topics${rest}`),
    ...['', '/guests', '/outbox', '/share', '/share/code.svg', '/notices', '/more', '/more/help', '/more/help/report', '/more/settings', '/more/notifications', '/more/notifications/remove', '/more/notifications/key', '/more/notifications/device', '/more/notifications/device/off', '/more/lock', '/more/code', '/more/code/begin', '/more/code/on', '/more/code/off', '/more/code/:step', '/shared', '/send'].map((rest) => `/:locale/app${rest}`),
  ],
  'her conversation': [...['', '/sent', '/draft', '/seen', '/close', '/rate'].flatMap((rest) => [`/:locale/extranet/inbox/platform/:id${rest}`, `/:locale/app/messages/:id${rest}`]), ...inChat.flatMap((rest) => [`/:locale/extranet/chat/:id${rest}`, `/:locale/widget/partner/in/:id${rest}`])],
  'letters of the stay': ['', '/draft', '/answer'].flatMap((rest) => [`/:locale/extranet/inbox/reservations/:id${rest}`, `/:locale/app/guests/:id${rest}`]),
  guests: ['/:locale/guest/booking', '/:locale/guest/booking/:way'],
  'his stay': ['', '/done', '/undo', '/withdraw', '/messages', '/confirmation', '/receipt.pdf', '/dates', '/cancel', '/receipt', '/arrival-time', '/details', '/request', '/free-cancellation'].map((rest) => `/:locale/guest/booking/:id${rest}`),
  'his conversation': [...['', '/sent', '/draft', '/seen', '/close', '/rate'].map((rest) => `/:locale/guest/conversations/:id${rest}`), ...inChat.flatMap((rest) => [`/:locale/guest/chat/:id${rest}`, `/:locale/widget/guest/in/:id${rest}`])],
  streams: ['/api/v1/events', '/api/v1/conversations/:id/events'],
  staff: ['/desk', '/desk/*', '/desk/sign-in-code', '/desk/sign-in-code/begin', '/desk/sign-in-code/on', '/desk/sign-in-code/off', '/desk/mails/:id/original', '/desk/mails/:id/shown', '/desk/mails/:id/picture', '/api/v1/desk/files'],
  leads: ['/api/v1/desk/reports/history.csv', '/api/v1/desk/readings.csv'],
  telephony: ['/voice/:provider/answer', '/voice/:provider/step/:step/:ref', '/voice/:provider/fault', '/voice/:provider/event', '/voice/:provider/event/:ref'],
}

const signedOut = { nobody: world.visitor, 'who has signed out': gonePartner, 'the guest who has signed out': goneGuest, ...strangers }
const notPartners = { ...signedOut, staff: maja, 'a guest': helen }
const notGuests = { ...signedOut, staff: maja, 'a partner': ada }
/** Who is turned away; `foreign` are the right kind of people who may not see this one. */
const turnedAway: Record<Class, { people: Record<string, Visitor>; foreign: Record<string, Visitor>; id: string }> = {
  anybody: { people: {}, foreign: {}, id: '' },
  partners: { people: notPartners, foreign: {}, id: '' },
  'her conversation': { people: notPartners, foreign: { 'another partner': mateo, 'a colleague without the right': nils }, id: hers.id },
  'letters of the stay': { people: notPartners, foreign: { 'another partner': mateo }, id: stay },
  guests: { people: notGuests, foreign: {}, id: '' },
  'his stay': { people: notGuests, foreign: { 'another guest': helen, 'one more': ana }, id: stay },
  'his conversation': { people: notGuests, foreign: { 'another guest': helen, 'one more': ana }, id: his },
  streams: { people: signedOut, foreign: {}, id: hers.id },
  staff: { people: { ...signedOut, 'a partner': ada, 'a guest': helen }, foreign: {}, id: hers.id },
  leads: { people: { ...signedOut, 'a partner': ada, 'a guest': helen, 'an agent': maja }, foreign: {}, id: '' },
  telephony: { people: { ...signedOut, 'a partner': ada, 'a guest': helen, staff: maja }, foreign: {}, id: '' },
}

// Those of the table of operations have their rows in access.test.ts.
const inTable = new Set(operations.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1')))
const routes = mount(world.app).routes
  .map(({ method, path }) => ({ method, path: path.replace(/\{.*?\}(?=\/|$)/g, '') }))
  .filter(({ method, path }) => method !== 'ALL' && !inTable.has(path))
const classOf = new Map(Object.entries(rows).flatMap(([name, paths]) => paths.map((path) => [path, name as Class])))

const parts: Record<string, string> = {
  ':locale': 'en', ':topic': 'rates', ':subtopic': 'restrictions', ':file': 'card.pdf', ':way': 'dates', '*': 'queue',
}
const addressOf = (path: string, id: string) => path.split('/').map((part) => (part.startsWith(':id') ? part.replace(':id', id) : (parts[part] ?? part))).join('/')
const fields = (id: string) => ({ id: randomUUID(), clientId: randomUUID(), submissionId: randomUUID(), body: 'Let me in.', time: '17:00', seq: '1', answer: 'free', costMinor: '0', changeId: id, staying: 'Mallory', guests: '2', do: 'send' })
const asked = (who: Visitor, { method, path, id }: { method: string; path: string; id: string }) =>
  method === 'GET' ? who.page(addressOf(path, id)).then(({ status, text, headers }) => ({ status, text, location: headers.get('location') })) : who.submit(addressOf(path, id), fields(id))

test('every page has a row, and no row is left of a page that is gone', () => {
  expect(routes.filter(({ path }) => !classOf.has(path)).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  expect([...classOf.keys()].filter((path) => !routes.some((route) => route.path === path))).toEqual([])
})

test('I5 S2 | GET /* | at every page, who may not is sent to sign in or refused, sees nothing of it and changes nothing', async () => {
  const before = await everything()
  for (const { method, path } of routes) {
    const { people, id } = turnedAway[classOf.get(path) ?? 'anybody']
    await Promise.all(Object.entries(people).map(async ([who, visitor]) => {
      const { status, location, text } = await asked(visitor, { method, path, id })
      const refused = [401, 403, 404].includes(status) || ([302, 303].includes(status) && (location === '/' || /\/sign-in\b/.test(location ?? '')))
      expect(refused, `${method} ${path} by ${who}: ${status} ${location}`).toBe(true)
      expect(text.includes(secret), `${method} ${path} by ${who}`).toBe(false)
    }))
  }
  expect(await everything()).toEqual(before)
})

test('I5 S2 | GET /*/{id} | what is somebody else’s is answered as what is not there', async () => {
  const before = await everything()
  for (const { method, path } of routes) {
    const { foreign, id } = turnedAway[classOf.get(path) ?? 'anybody']
    await Promise.all(Object.entries(foreign).map(async ([who, visitor]) => {
      const nowhere = randomUUID()
      const [real, none] = [await asked(visitor, { method, path, id }), await asked(visitor, { method, path, id: nowhere })]
      expect([real.status, without(id, real.text)], `${method} ${path} by ${who}`).toEqual([none.status, without(nowhere, none.text)])
      expect([403, 404], `${method} ${path} by ${who}`).toContain(real.status)
    }))
  }
  expect(await everything()).toEqual(before)
})

test('I5 S2 | GET /api/v1/conversations/{id}/events | nobody else gets the stream of a conversation, nor the feed of another brand', async () => {
  for (const [id, those] of [[hers.id, { ...notPartners, 'another partner': mateo, 'a colleague without the right': nils }], [his, { ...signedOut, 'another guest': helen, 'a partner': ada }]] as const)
    for (const [who, visitor] of Object.entries(those))
      if (visitor !== maja) expect([401, 403, 404], `${who}`).toContain((await visitor.send(`/api/v1/conversations/${id}/events${id === his ? '?side=guest' : ''}`)).status)
  for (const visitor of Object.values(strangers)) expect((await visitor.send('/api/v1/events')).status).toBe(401)
})

const without = (id: string, text: string) => text.replaceAll(id, 'ID')

// What any of them could have changed; sessions, attempts, wrong doors and drafts of one's own come and go.
const tables = ['conversations.conversation', 'conversations.entry', 'conversations.closure', 'conversations.closing', 'correspondence.thread', 'correspondence.message', 'correspondence.free_cancellation', 'directory.reservation', 'directory.property', 'directory.refund', 'selfservice.change', 'identity.account', 'identity.partner_user', 'email.outgoing', 'chat.chat', 'platform.fact']

async function everything() {
  const found = await Promise.all(tables.map((table) => sql<{ hash: string }>`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${sql.table(table)} t`.execute(world.app.system.db)))
  return Object.fromEntries(tables.map((table, index) => [table, found[index]?.rows[0]?.hash]))
}
