import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createLog } from '#platform'
import { Me } from '#contract/desk'
import { TopicTree } from '#contract/public'
import { migrate } from '#platform/postgres'
import { databaseUrl, mailOf, startWorld } from '#test/world'
import { commands } from '../commands.ts'
import { readConfig } from '../config.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const { db } = world.app.system
const root = join(import.meta.dirname, '../..')

const hospes = async (name: string, ...args: string[]) => {
  const said: string[] = []
  const config = readConfig({ DATABASE_URL: databaseUrl(world), HOSPES_DATA: world.app.config.dataDir, HOSPES_DEMO: '1', HOST: '127.0.0.1', PORT: '3000' })
  await commands[name]?.run({ config, root, log: createLog('silent'), now: world.app.now, say: (line) => void said.push(line) }, args)
  return said.join('\n')
}
const contentTables = ['brand.brand', 'topics.topic', 'topics.subtopic', 'topics.action', 'articles.article', 'articles.translation', 'notices.notice', 'voice.line', 'staff.team']
const hashOf = async (tables: string[]) => Promise.all(tables.map(async (table) =>
  (await sql<{ hash: string }>`select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${sql.table(table)} t`.execute(db)).rows[0]?.hash))
const countOf = async (table: string) => (await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(db)).rows[0]?.rows
const invited = async (email = 'anna@fjordstay.example') => /\/setup\/([\w-]+)/.exec(await hospes('admin', 'invite', email))?.[1] ?? ''
const setUp = { name: 'Anna Admin', password: 'long enough to keep', again: 'long enough to keep', locale: 'en' }

test('hospes migrate, run again and by several nodes at once, changes nothing', async () => {
  const before = await hashOf(contentTables)
  await Promise.all([hospes('migrate'), hospes('migrate')])
  expect(await migrate(db, join(root, 'db/migrations'))).toEqual([])
  expect(await hashOf(contentTables)).toEqual(before)
})

test('hospes import brings content to what the files say, and again to the same', async () => {
  const before = await hashOf(contentTables)
  await db.updateTable('topics.topic').set({ names: JSON.stringify({ en: 'Changed by hand' }) }).where('key', '=', 'rates').execute()
  await db.deleteFrom('voice.line').where('country', '=', 'SE').execute()
  expect(await hospes('import')).toMatch(/^Imported 2 topic trees, \d+ articles, \d+ phone lines, \d+ notices\.$/)
  expect(await hashOf(contentTables)).toEqual(before)
  await hospes('import')
  expect(await hashOf(contentTables)).toEqual(before)
})

test('hospes admin invite gives a link that makes one admin, once', async () => {
  const said = await hospes('admin', 'invite', 'anna@fjordstay.example')
  expect(said).toMatch(/^http:\/\/127\.0\.0\.1:3000\/setup\/[\w-]{43}\nFor anna@fjordstay\.example, until 2026-05-15T09:00:00\.000Z, once\.$/)
  const token = /setup\/([\w-]+)/.exec(said)?.[1] ?? ''
  expect(JSON.stringify(await db.selectFrom('identity.invitation').selectAll().execute())).not.toContain(token)
  expect((await world.visitor.page(`/setup/${token}`)).text).toContain('anna@fjordstay.example')
  for (const wrong of [{ password: 'short', again: 'short' }, { again: 'another one altogether' }, { name: ' ' }])
    expect((await world.visitor.submit(`/setup/${token}`, { ...setUp, ...wrong })).status).toBe(422)
  const answers = await Promise.all([1, 2, 3].map(() => world.visitor.submit(`/setup/${token}`, setUp)))
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
  const admins = await db.selectFrom('identity.account').where('email', '=', 'anna@fjordstay.example').select('kind').execute()
  expect(admins).toEqual([{ kind: 'agent' }])
  const cookie = /hospes-staff=[\w-]+/.exec(answers.find(({ status }) => status === 303)?.headers.get('set-cookie') ?? '')?.[0] ?? ''
  expect(Me.parse(await (await world.visitor.send('/api/v1/desk/me', { headers: { cookie } })).json())).toMatchObject({ name: 'Anna Admin', roles: ['admin', 'agent'] })
  expect((await world.visitor.page(`/setup/${token}`)).status).toBe(404)
  expect((await world.visitor.submit(`/setup/${token}`, setUp)).status).toBe(404)
})

test('an invitation that has run out, or was never made, makes nobody', async () => {
  const token = await invited('late@fjordstay.example')
  world.setNow(new Date(start.getTime() + 72 * 3_600_000))
  for (const each of [token, 'x'.repeat(43), 'nothing', '%00']) expect((await world.visitor.submit(`/setup/${each}`, setUp)).status).toBe(404)
  world.setNow(start)
  expect(await db.selectFrom('identity.account').where('email', '=', 'late@fjordstay.example').select('id').execute()).toEqual([])
})

const staffFile = async (text: string) => {
  const file = join(world.app.config.dataDir, 'staff.yaml')
  await writeFile(file, text)
  return file
}
const week = 'mon: ["08:00-12:00", "13:00-17:00"], tue: [], wed: [], thu: [], fri: [], sat: [], sun: []'

test('R52 | hospes staff import | changes what staff do, invites who is new with their duties, and changes nothing where something is wrong', async () => {
  const nina = 'nina@fjordstay.example'
  const file = await staffFile(`- { email: ${mailOf('lukas').toUpperCase()}, roles: [lead, agent], languages: [de], teams: [finance], capacity: 7, doors: [guest] }
- { email: ${nina}, roles: [agent], languages: [sv, nb], teams: [reviews], hours: { timeZone: Europe/Oslo, hours: { ${week} } } }`)
  const said = (await hospes('staff', 'import', file)).split('\n')
  expect(said[0]).toMatch(/^lukas@.+: as the file says$/i)
  expect(said[1]).toMatch(/^nina@fjordstay\.example: invited, until 2026-05-15T09:00:00\.000Z, once: http:\/\/127\.0\.0\.1:3000\/setup\/[\w-]{43}$/)
  const again = (await hospes('staff', 'import', file)).split('\n')
  const tokens = [said[1], again[1]].map((line) => /setup\/([\w-]+)/.exec(line ?? '')?.[1] ?? '')
  expect((await world.visitor.submit(`/setup/${tokens[0]}`, setUp)).status).toBe(404)
  expect((await world.visitor.submit(`/setup/${tokens[1]}`, { ...setUp, name: 'Nina Ny' })).status).toBe(303)
  const rows = await db
    .selectFrom('staff.agent as a').innerJoin('identity.account as i', 'i.id', 'a.account_id').where('i.email', 'in', [mailOf('lukas'), nina]).orderBy('i.email')
    .select(['a.roles', 'a.languages', 'a.teams', 'a.capacity', 'a.doors', 'a.hours']).execute()
  expect(rows).toMatchObject([
    { roles: ['lead', 'agent'], languages: ['de'], teams: ['finance'], capacity: 7, doors: ['guest'], hours: null },
    { roles: ['agent'], languages: ['sv', 'nb'], teams: ['reviews'], capacity: 5, doors: ['partner', 'guest'], hours: { timeZone: 'Europe/Oslo', hours: { mon: ['08:00-12:00', '13:00-17:00'] } } },
  ])
  const wrong = [
    [`- { email: ${nina}, roles: [agent], languages: [sv], teams: [nobodys] }`, /nina@.+: there is no team nobodys\nThe teams are .*finance/],
    [`- { email: ${nina}, roles: [boss], languages: [sv] }`, /staff\.yaml: \[nina@fjordstay\.example\]\.roles/],
    [`- { email: ${nina}, roles: [agent], languages: [Swedish] }`, /is not a language/],
    [`- { email: ${nina}, roles: [agent], languages: [sv], hours: { timeZone: Nowhere, hours: { ${week} } } }`, /is not a time zone/],
    [`- { email: ${nina}, roles: [agent], languages: [sv] }\n- { email: Nina@fjordstay.example, roles: [agent], languages: [en] }`, /names an address twice/],
  ] as const
  for (const [text, why] of wrong) await expect(hospes('staff', 'import', await staffFile(text))).rejects.toThrow(why)
  await expect(hospes('staff', 'import', 'not-there.yaml')).rejects.toThrow('no file not-there.yaml')
  await expect(hospes('admin', 'invite', nina)).rejects.toThrow('is staff already')
})

test('R50 | hospes staff leave | signs somebody out for good, off duty and out of every list, until the file names them again', async () => {
  const sofia = { kind: 'agent', email: mailOf('sofia'), password: 'hospes-demo' }
  const desk = await world.agent('sofia')
  expect(await hospes('staff', 'leave', sofia.email)).toContain('cannot sign in')
  expect((await desk.call('GET', '/api/v1/desk/me')).status).toBe(401)
  expect(await world.visitor.refused('POST', '/api/v1/sessions', sofia)).toMatchObject({ error: 'wrong_password' })
  const left = await db.selectFrom('identity.account as i').innerJoin('staff.agent as a', 'a.account_id', 'i.id').leftJoin('staff.shift as s', 's.account_id', 'i.id')
    .where('i.email', '=', sofia.email).select(['a.roles', 's.on_since', 'i.password_hash']).execute()
  expect(left).toEqual([{ roles: [], on_since: null, password_hash: null }])
  await expect(hospes('staff', 'leave', sofia.email)).rejects.toThrow('Nobody of staff')
  await expect(hospes('staff', 'leave')).rejects.toThrow('hospes staff import staff.yaml')
  expect(await hospes('staff', 'import', await staffFile(`- { email: ${sofia.email}, roles: [agent], languages: [es] }`))).toContain('back; a new password')
})

test('a command that lacks something says what', async () => {
  await expect(hospes('admin', 'invite')).rejects.toThrow('hospes admin invite you@example.com')
  await expect(hospes('admin')).rejects.toThrow('hospes admin invite you@example.com')
  await expect(hospes('demo')).rejects.toThrow('hospes demo remove')
})

test('hospes seed moves the demo world to today and leaves what was said', async () => {
  const before = await countOf('conversations.entry')
  world.setNow(new Date(start.getTime() + 30 * 86_400_000))
  expect(await hospes('seed')).toBe('The demo world stands around today.')
  const [soonest] = await db.selectFrom('directory.reservation').where('confirmation_number', '=', '4071930548').select('arrival').execute()
  expect(soonest?.arrival).toBe('2026-06-11')
  expect(await countOf('conversations.entry')).toBe(before)
  world.setNow(start)
})

test('hospes demo remove takes demo people and everything of theirs away, keeps content and invited staff, and cannot come back', async () => {
  // What the seed has set off comes to its end first: a reaction that is under way would tell of what is gone.
  await world.settle()
  const before = await hashOf(contentTables.filter((table) => table !== 'brand.brand'))
  expect(await hospes('demo', 'remove')).toBe('The demo world is gone; topics, articles and phone lines stay.')
  const emptied = ['directory.partner', 'directory.property', 'directory.reservation', 'directory.guest', 'conversations.conversation', 'conversations.entry', 'promises.promise', 'queue.entry', 'queue.lane_count', 'identity.partner_user', 'platform.fact']
  expect(await Promise.all(emptied.map(countOf))).toEqual(emptied.map(() => 0))
  expect(await hashOf(contentTables.filter((table) => table !== 'brand.brand'))).toEqual(before)
  expect((await world.visitor.get('/api/v1/topics', TopicTree)).topics).toHaveLength(10)
  expect(await world.visitor.refused('POST', '/api/v1/sessions', { email: mailOf('ada'), password: 'hospes-demo' })).toMatchObject({ error: 'wrong_password' })
  expect(await db.selectFrom('identity.account').select('email').orderBy('email').execute()).toEqual([{ email: 'anna@fjordstay.example' }, { email: 'nina@fjordstay.example' }])
  const anna = { kind: 'agent', email: 'anna@fjordstay.example', password: setUp.password }
  expect((await world.visitor.call('POST', '/api/v1/sessions', anna)).status).toBe(201)
  await expect(hospes('demo', 'remove')).rejects.toThrow('no demo world')
  await expect(hospes('seed')).rejects.toThrow('no demo world')
})
