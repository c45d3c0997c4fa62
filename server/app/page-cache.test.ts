import { request } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { publishArticles, type Article } from '#articles'
import { announce, resolve } from '#notices'
import { declare, end } from '#seasons'
import { databaseUrl, startWorld } from '#test/world'
import { compose } from './compose.ts'
import { serve } from '../serve.ts'

const clock = new Date('2026-11-22T12:00:00Z')
const world = await startWorld({ clock })
const { app, base, visitor, system } = world

/** A second node on the same database. */
const other = await compose({
  config: { ...app.config, role: 'web' }, connection: { kind: 'url', url: databaseUrl(world) }, system: app.system, brandId: app.brandId, secret: app.secret, log: app.log, now: app.now,
  distFolder: app.distFolder, brandIsDemo: true, tour: [], demoGuests: [],
})
const otherNode = await serve(other)
afterAll(async () => {
  await otherNode.close()
  await other.close()
})
const nodes = [base, `http://127.0.0.1:${otherNode.port}`]

const article = (title: string, slug = 'changing'): Article => ({
  key: 'changing', number: 9_000, door: 'partner', category: 'account', topics: [], related: [], owner: 'partner-services', reviewed: '2026-11-01',
  translations: { en: { title, slug, summary: 'It changes.', synonyms: [], body: '## Part\n\nText.' } },
})
const at = '/en/partner/help/account/changing'
const titleAt = async (node: string, path = at) => /<h1[^>]*>(.*?)<\/h1>/.exec(await (await fetch(node + path)).text())?.[1]
const everywhere = (path?: string) => Promise.all(nodes.map((node) => titleAt(node, path)))

test('R2 | GET /{locale}/partner/help/{category}/{slug} | what is published is what the next reader gets, on every node', async () => {
  for (let edition = 1; edition <= 20; edition++) {
    await publishArticles(system, [article(`Edition ${edition}`)])
    expect(await everywhere()).toEqual([`Edition ${edition}`, `Edition ${edition}`])
  }
})

test('R2 | GET /{locale}/partner/help/{category}/{slug} | while many read and one writes, no reader who comes after is shown what was before', async () => {
  const published = { edition: 0 }
  const writing = (async () => {
    for (let edition = 1; edition <= 15; edition++) {
      await publishArticles(system, [article(`Edition ${edition}`)])
      published.edition = edition
    }
  })()
  const stale: string[] = []
  const reading = nodes.flatMap((node) => Array.from({ length: 4 }, async () => {
    while (published.edition < 15) {
      const least = published.edition
      const title = await titleAt(node)
      if (least > 0 && Number(title?.replace('Edition ', '')) < least) stale.push(`${title} after ${least}`)
    }
  }))
  await Promise.all([writing, ...reading])
  expect(stale).toEqual([])
})

test('R1 | GET /{locale}/partner/help/{category}/{slug} | a new slug and a new category name are known on every node at once', async () => {
  await publishArticles(system, [article('Moved', 'changed')])
  for (const node of nodes) {
    const moved = await fetch(node + at, { redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/en/partner/help/account/changed'])
  }
  await publishArticles(system, [article('Back')])
})

test('R6 | GET /{locale}/partner/help | a notice shows at once, is gone at once, and its times go on', async () => {
  const home = () => Promise.all(nodes.map(async (node) => (await fetch(`${node}/en/partner/help`)).text()))
  const shows = async (text: string) => (await home()).map((html) => html.includes(text))
  await home()
  await announce(system, { key: 'new', door: 'partner', topics: ['rates'], severity: 'fault', titles: { en: 'A new fault' }, bodies: { en: 'We mend it.' } })
  expect(await shows('A new fault')).toEqual([true, true])
  expect(await shows('Began now')).toEqual([true, true])
  world.setNow(new Date(clock.getTime() + 120_000))
  expect(await shows('Began 2 minutes ago')).toEqual([true, true])
  await resolve(system, 'new')
  expect(await shows('A new fault')).toEqual([false, false])
  world.setNow(clock)
})

test('R35 | GET /{locale}/guest | a season that is declared or ended shows at once', async () => {
  const henrik = await world.agent('henrik')
  const said = async () => Promise.all(nodes.map(async (node) => (await (await fetch(`${node}/en/guest`)).text()).includes('class="season-note"')))
  expect(await said()).toEqual([false, false])
  const { id } = await declare(henrik.ctx, { kind: 'declared', name: 'Storm', doors: ['guest'], countries: [], languages: [], topics: [], waitFactor: 2, hours: 6 })
  expect(await said()).toEqual([true, true])
  await end(henrik.ctx, id)
  expect(await said()).toEqual([false, false])
})

test('the brand’s name is everywhere what it was made', async () => {
  const named = (name: string) => app.db.updateTable('brand.brand').set({ name }).where('id', '=', app.brandId).execute()
  await everywhere()
  // By hand: what the process remembers of the brand is not told of it otherwise.
  await named('Lagoonstay')
  for (const node of nodes) expect(await (await fetch(node + at)).text()).toContain('· Lagoonstay</title>')
  await named('Fjordstay')
})

test('a page says what it is by its content: asked for again unchanged, it is not sent again', async () => {
  const first = await fetch(base + at, { headers: { 'accept-encoding': 'br' } })
  const etag = first.headers.get('etag') ?? ''
  expect(Object.fromEntries(first.headers)).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding, Cookie', 'cache-control': 'public, no-cache' })
  expect(first.headers.get('content-security-policy')).toContain("default-src 'none'")
  const again = await fetch(base + at, { headers: { 'if-none-match': `"other", ${etag}` } })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  await publishArticles(system, [article('Another title')])
  expect((await fetch(base + at, { headers: { 'if-none-match': etag } })).status).toBe(200)
  await publishArticles(system, [article('Back')])
  const back = (await fetch(base + at)).headers.get('etag') ?? ''
  await publishArticles(system, [{ ...article('Elsewhere', 'elsewhere'), key: 'elsewhere', number: 9_001, category: 'rates' }])
  expect((await fetch(base + at, { headers: { 'if-none-match': back } })).status).toBe(304)
})

test('every encoding holds the same text', async () => {
  const texts = await Promise.all(['br', 'gzip', 'identity'].map(async (encoding) => (await fetch(base + at, { headers: { 'accept-encoding': encoding } })).text()))
  expect(new Set(texts).size).toBe(1)
  expect(texts[0]).toContain('</html>')
})

test('who is signed in gets a page of their own, and nobody else gets it', async () => {
  const ada = await world.partner('ada')
  const own = await fetch(base + at, { headers: { cookie: `hospes-partner=${ada.token}` } })
  expect(own.headers.get('cache-control')).toBe('private, no-cache')
  expect(own.headers.get('etag')).toBeNull()
  expect(await own.text()).toContain('Ada Lindqvist')
  expect((await visitor.page(at)).text).not.toContain('Ada Lindqvist')
  expect((await ada.page(at)).text).toContain('Ada Lindqvist')
})

test('what one name of the host is answered is not what another is', async () => {
  const { port } = new URL(base)
  const asked = (host: string) => new Promise<string>((done, failed) => {
    request({ port, path: at, headers: { host } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts).toString()))
    }).on('error', failed).end()
  })
  expect(await asked('evil.example')).toContain('<h1>Back</h1>')
  expect(await asked(`127.0.0.1:${port}`)).not.toContain('evil.example')
})

test('what is written by any way at all counts: a statement by hand, and one that changes nothing does not', async () => {
  const version = async () => (await app.db.selectFrom('platform.content_version').select('version').executeTakeFirstOrThrow()).version
  await everywhere()
  const before = await version()
  await app.db.updateTable('articles.translation').set({ title: 'By hand' }).where('key', '=', 'nothing').execute()
  expect(await version()).toBe(before)
  await app.db.updateTable('articles.translation').set({ title: 'By hand' }).where('key', '=', 'changing').execute()
  expect(await version()).toBe(before + 1)
  expect(await everywhere()).toEqual(['By hand', 'By hand'])
})

test('pages that are not there and pages with a question are made anew each time', async () => {
  for (const path of ['/en/partner/help/nowhere', `${at}?x=1`]) expect((await fetch(base + path)).headers.get('etag')).toBeNull()
})
