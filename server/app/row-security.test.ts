import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { handle, publishArticles, recordReading, save, saveDraft, settleReadings, vote } from '#articles'
import { begin } from '#chat'
import { createBrand } from '#brand'
import { Settings } from '#contract/content'
import { announceClosing, close } from '#conversations'
import { invite, issueCallerCode, linkMailFor, resetMailFor } from '#identity'
import { canRestrict, openDatabase } from '#platform/postgres'
import { move } from '#promises'
import { claim } from '#queue'
import { declare, end } from '#seasons'
import { countWrongDoor, handOver } from '#doors'
import { newestMails, rememberMail, takeReport } from '#email'
import { storeMail } from '#postbox'
import { builtInPlatform, changeArrivalTime } from '#selfservice'
import { guestPort } from './guest-port.ts'
import { selfservicePorts } from './selfservice-ports.ts'
import { fillTables } from '#test/fill-tables'
import { ask, databaseUrl, startWorld } from '#test/world'

const world = await startWorld()
const { db } = world.app.system
const ada = await world.partner('ada')
const maja = await world.agent('maja')

// Something in every table of the first brand.
const [open, ended, quiet] = [await ask(ada), await ask(ada), await ask(ada)]
await world.settle()
await claim(maja.ctx, open.id)
await begin(ada.ctx, open.id)
await move(world.system, open.id, { to: new Date(Date.now() + 90_000_000), reason: 'A reason.' })
await close(maja.ctx, ended.id, { outcome: 'solved' })
await announceClosing(maja.ctx, quiet.id, { outcome: 'answered', silenceDays: 7 })
await issueCallerCode(ada.ctx, { conversationId: open.id, minutes: 10, secret: world.app.secret })
await resetMailFor(world.system, { kind: 'partner', email: ada.actor.email, network: '192.0.2.1', demoOpen: true })
await invite(world.system, { email: 'anna@fjordstay.example', role: 'admin' })
const renamed = (slug: string) => publishArticles(world.system, [{
  key: 'renamed', number: 9_999, door: 'partner', category: 'account', topics: [], related: [], owner: 'partner-services', reviewed: '2026-11-01',
  translations: { en: { title: 'Renamed', slug, summary: 'Renamed.', synonyms: [], body: 'Text.' } },
}])
await renamed('before')
await renamed('after')
const { text: searched } = await world.visitor.page('/en/partner/help/search?q=no-show')
await world.visitor.page((/href="([^"]*\?s=[^"]*)"/.exec(searched)?.[1] ?? '').replaceAll('&amp;', '&'))
await ada.page('/en/partner/help/search?q=no-show')
const form = '/en/extranet/contact/rates/restrictions/message'
await ada.submit(form, { submissionId: randomUUID(), body: 'With a file.', do: 'send' }, [new File(['a;b'], 'sent.csv')])
await ada.submit(form, { body: 'A draft.', do: 'keep' }, [new File(['a;b'], 'kept.csv')])
await world.visitor.refused('POST', '/api/v1/sessions', { email: 'nobody@skargard.example', password: 'wrong' })

const read = { reader: { account: ada.actor.id }, key: 'no-show', door: 'partner', locale: 'en', revision: 1, readerLocale: 'en', from: { topic: 'reservations', subtopic: 'no-show' } } as const
await vote(ada.ctx, { ...read, helpful: true, network: '192.0.2.1' })
await save(ada.ctx, ['no-show'])
const ago = (minutes: number) => ({ ...ada.ctx, now: () => new Date(Date.now() - minutes * 60_000) })
await recordReading(ago(90), { ...read, key: 'overbooked' })
await settleReadings(world.system)
await recordReading(ada.ctx, read)
await ask(ada)
await world.settle()
await saveDraft(maja.ctx, { key: 'no-show', locale: 'en', version: 0, title: 'T', slug: 't', summary: '', synonyms: [], body: '' }, { rolesOf: async () => ['author'] })
await handle(maja.ctx, { kind: 'unhelpful', subject: 'no-show', locale: 'en' }, { rolesOf: async () => ['author'] })

const thomas = await world.guest('thomas')
const reservationId = thomas.actor.reservationId ?? ''
const port = guestPort(world.app, thomas.ctx, 'en')
await port.askFreeCancellation({ id: randomUUID(), reservationId, body: 'The ferry is cancelled.' })
await changeArrivalTime(thomas.ctx, { id: randomUUID(), reservationId, time: '21:00' }, { ...selfservicePorts(world.app), platform: { ...builtInPlatform, isElsewhere: true } })
await linkMailFor(world.system, { typed: '4071105937', network: '192.0.2.9', demoOpen: true })

const henrik = await world.agent('henrik')
const season = await declare(henrik.ctx, { kind: 'declared', name: 'Storm', hours: 6, doors: ['guest'], countries: [], languages: [], topics: [], waitFactor: 2 })
await end(henrik.ctx, season.id)
await handOver(world.system, { to: 'guest', source: 'sign-in', locale: 'en', typed: { text: 'My booking.' }, by: 'confirmation-number' })
const raw = Buffer.from('From: a@b.example\r\n\r\nHello')
await storeMail(world.system, { recipients: ['help@localhost'], origin: { sender: 'a@b.example', remote: '192.0.2.1', helo: 'b.example', trusted: false }, raw }, { source: 'smtp' })
await rememberMail(world.system, open.id, { messageId: '<a@b.example>', subject: 'Hello' })
const { rows: [written] } = await newestMails(world.system, { limit: 1 })
await takeReport(world.system, randomUUID(), { mailId: written?.id ?? '', report: { kind: 'complaint', recipients: [], status: null, detail: 'abuse' } })
await world.settle()
await countWrongDoor(world.system, { door: 'partner', source: 'sign-in', by: 'confirmation-number' })

// What the verbs above do not reach.
await fillTables(db, world.app.brandId)

const { id: other } = await createBrand(db, {
  key: 'other', name: 'Other', appName: 'Other', loyaltyName: 'Other', locales: ['en'], defaultLocale: 'en', platformUrl: null, colours: {}, settings: Settings.parse({}), isDemo: false,
})
const connection = { kind: 'url', url: databaseUrl(world) } as const
const restricted = await canRestrict(db)
const opened = [openDatabase({ connection, brand: other, restricted, maxConnections: 2 }), openDatabase({ connection, brand: '', restricted, maxConnections: 1 })]
const [foreign, nobody] = opened
afterAll(() => Promise.all(opened.map((database) => database.close())))
if (!foreign || !nobody) throw new Error('databases')

const { rows: tables } = await sql<{ name: string; column: string; secured: boolean }>`
  select n.nspname || '.' || c.relname as name, case when n.nspname = 'brand' then 'id' else 'brand_id' end as column, c.relrowsecurity and c.relforcerowsecurity as secured
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'public', 'pg_toast') and c.relname <> 'feed' order by 1`.execute(db)

const rowsIn = async (name: string, in_ = db) => (await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(in_)).rows[0]?.rows ?? 0

test('every table is secured by brand and holds something of the first brand', async () => {
  expect(tables.length).toBeGreaterThan(35)
  expect(tables.filter(({ secured }) => !secured)).toEqual([])
  const empty = []
  for (const { name } of tables) if ((await rowsIn(name)) === 0) empty.push(name)
  expect(empty).toEqual([])
})

test('no policy asks for the connection’s brand row by row', async () => {
  const { rows } = await sql<{ name: string; asked: string }>`select schemaname || '.' || tablename as name, regexp_replace(qual, '\\( SELECT [^S]*current_setting', '', 'g') as asked from pg_policies`.execute(db)
  expect(rows.length).toBe(tables.length)
  expect(rows.filter(({ asked }) => asked.includes('current_setting('))).toEqual([])
})

test('a connection of one brand sees no row of another, and one that names no brand sees none at all', async () => {
  const seen = []
  for (const { name } of tables) {
    const rows = [await rowsIn(name, foreign.db), await rowsIn(name, nobody.db)]
    if (rows[0] !== (name === 'brand.brand' ? 1 : 0) || rows[1] !== 0) seen.push({ name, rows })
  }
  expect(seen).toEqual([])
})

test('it changes none, deletes none, and writes none in the other’s name', async () => {
  for (const { name, column } of tables) {
    const changed = await sql`update ${sql.table(name)} set ${sql.ref(column)} = ${sql.ref(column)} where ${sql.ref(column)} = ${world.app.brandId}`.execute(foreign.db)
    const deleted = await sql`delete from ${sql.table(name)} where ${sql.ref(column)} = ${world.app.brandId}`.execute(foreign.db)
    expect([name, changed.numAffectedRows, deleted.numAffectedRows]).toEqual([name, 0n, 0n])
    await expect(sql`insert into ${sql.table(name)} (${sql.ref(column)}) values (${world.app.brandId})`.execute(foreign.db), name).rejects.toMatchObject({ code: '42501' })
  }
})

test('it gives none of its own rows away to the other brand', async () => {
  await sql`insert into staff.team (brand_id, key, names) values (${other}, 'own', '{}')`.execute(foreign.db)
  await expect(sql`update staff.team set brand_id = ${world.app.brandId}`.execute(foreign.db)).rejects.toMatchObject({ code: '42501' })
  expect(await rowsIn('staff.team', foreign.db)).toBe(1)
})

test('the application itself works under this bond: no bypass, no other brand, no jobs, no rights beyond rows', async () => {
  const { rows } = await sql<{ role: string; brand: string; bypass: boolean }>`
    select current_user as role, current_setting('hospes.brand') as brand, (select rolbypassrls or rolsuper from pg_roles where rolname = current_user) as bypass`.execute(world.app.db)
  expect(rows).toEqual([{ role: restricted ? 'hospes_app' : expect.any(String), brand: world.app.brandId, bypass: false }])
  for (const statement of ['select * from pgboss.job limit 1', 'drop table conversations.entry', 'truncate conversations.entry', 'alter table conversations.entry disable row level security', 'create table public.mine (id int)', 'select * from pg_authid'])
    await expect(sql.raw(statement).execute(world.app.db), statement).rejects.toMatchObject({ code: '42501' })
})
