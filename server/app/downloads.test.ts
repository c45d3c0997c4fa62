import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startWorld, type Visitor } from '#test/world'
import { readConfig } from '../config.ts'
import { examineDownloads } from './download-doctor.ts'
import { mount } from './mount.ts'

const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start, env: { DOWNLOAD_URL: 'http://localhost' } })
const { app } = world
const [ada, mateo, maja] = [await world.partner('ada'), await world.partner('mateo'), await world.agent('maja')]
const downloads = app.downloadUrl() ?? ''

await ada.submit('/en/extranet/contact/rates/restrictions/message', { submissionId: randomUUID(), body: 'Two files.', do: 'send' }, [new File(['a;b'], 'prices.csv'), new File(['c;d'], 'rooms.csv')])
const { rows: files } = await sql<{ id: string }>`select file_id as id from conversations.attachment order by file_id desc limit 2`.execute(app.system.db)
const [one, other] = files.map(({ id }) => `/files/${id}`)
const mail = await keptMail()

const wayOf = async (who: Visitor, path: string) => (await who.send(path)).headers.get('location') ?? ''

test('S3 | GET /files/{id} | a file is opened at a host of its own, by an address made for its reader, and by nobody else', async () => {
  const sent = await ada.send(one ?? '')
  expect([sent.status, sent.headers.get('cache-control')]).toEqual([302, 'private, no-store'])
  const address = sent.headers.get('location') ?? ''
  expect(address.startsWith(`${downloads}/`)).toBe(true)
  const opened = await fetch(address)
  expect(['a;b', 'c;d']).toContain(await opened.text())
  expect(Object.fromEntries(opened.headers)).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment; /), 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    'access-control-allow-origin': world.base, 'cross-origin-resource-policy': 'cross-origin', 'referrer-policy': 'no-referrer',
  })
  expect(opened.headers.has('set-cookie')).toBe(false)
  expect(await wayOf(maja, one ?? '')).not.toBe(address)
  expect(await Promise.all([mateo, world.visitor].map(async (who) => (await who.send(one ?? '')).status))).toEqual([404, 404])
})

test('S3 | GET /files/{id} | the address opens this one thing, for a quarter of an hour, while its reader is signed in', async () => {
  const leaving = await world.partner('ada')
  const [address, leavers] = [await wayOf(ada, one ?? ''), await wayOf(leaving, one ?? '')]
  const status = async (at: string, init?: RequestInit) => (await fetch(at, init)).status
  const [, grant = ''] = new URL(address).pathname.split('/')
  const [until = '', session = '', mac = ''] = grant.split('.')
  expect(await Promise.all([
    address.replace(one ?? '', other ?? ''), address.replace(grant, `${Number(until) + 1}.${session}.${mac}`), address.replace(session, 'A'.repeat(43)), address.replace(mac, 'A'.repeat(43)), `${address}?x=1`, `${downloads}${one}`,
  ].map((at) => status(at)))).toEqual([404, 404, 404, 404, 404, 404])
  expect(await status(`${downloads}${one}`, { headers: { authorization: `Bearer ${ada.token}`, cookie: `hospes-partner=${ada.token}` } })).toBe(404)
  expect([await status(address), await status(leavers)]).toEqual([200, 200])
  await leaving.submit('/en/extranet/sign-out', {})
  expect([await status(address), await status(leavers)]).toEqual([200, 404])
  world.setNow(new Date(start.getTime() + 15 * 60_000))
  expect(await status(address)).toBe(404)
  world.setNow(start)
})

test('S3 | GET /desk/mails/{id}/shown | a mail as it came is shown there too, in a frame of ours alone, and its file is downloaded there', async () => {
  const shown = await fetch(await wayOf(maja, `/desk/mails/${mail}/shown?pictures=1`))
  expect(await shown.text()).toContain('Rooms with a view')
  expect(shown.headers.get('content-security-policy')).toContain(`frame-ancestors ${world.base};`)
  expect(shown.headers.get('content-security-policy')).toMatch(/; sandbox$/)
  expect((await (await fetch(await wayOf(maja, `/desk/mails/${mail}/original`))).text()).startsWith('From: eve@')).toBe(true)
  expect(await Promise.all([ada, world.visitor].map(async (who) => (await who.send(`/desk/mails/${mail}/original`)).headers.get('location')))).toEqual(['/', '/'])
  const desk = (await maja.page('/desk')).headers.get('content-security-policy') ?? ''
  for (const part of ['img-src', 'media-src', 'connect-src', 'frame-src']) expect(desk, part).toMatch(new RegExp(`${part} 'self'[^;]* ${downloads}`))
})

test('S3 | GET /* | nothing else is at the host of downloads: no page, no sign-in, no API, no script', async () => {
  const paths = [...new Set(mount(app).routes.flatMap(({ method, path }) => (method === 'ALL' ? [] : [path.replace('{[0-9a-f-]{36}}', '').replaceAll(/:locale/g, 'en').replaceAll(/:\w+/g, randomUUID()).replace('*', 'x')])))]
  expect(paths.length).toBeGreaterThan(200)
  const found = await Promise.all(paths.flatMap((path) => ['GET', 'POST'].map(async (method) => {
    const { status, headers } = await fetch(downloads + path, { method, redirect: 'manual', headers: { authorization: `Bearer ${maja.token}` } })
    return status === 404 && !headers.has('set-cookie') && headers.get('content-security-policy') === "default-src 'none'; sandbox" ? [] : [`${method} ${path}: ${status}`]
  })))
  expect(found.flat()).toEqual([])
})

test('hospes doctor mail | says whether files have a host of their own, and whether its name leads here', async () => {
  const look = async (env: Record<string, string>) => (await examineDownloads(readConfig(env))).map(({ level, says }) => `${level}: ${says}`)
  expect(await look({ DOWNLOAD_URL: downloads })).toEqual([`ok: files are opened at ${downloads}, and nothing else is there`])
  expect(await look({ PUBLIC_URL: 'https://help.example.com' })).toEqual([expect.stringMatching(/^warn: .*DOWNLOAD_URL is not set/)])
  expect(await look({})).toEqual([expect.stringMatching(/^note: /)])
  expect(await look({ DOWNLOAD_URL: world.base, HOST: 'elsewhere.example' })).toEqual([`fail: ${world.base} does not answer as the host of downloads does`])
  expect(await look({ DOWNLOAD_URL: 'http://localhost:1' })).toEqual([expect.stringMatching(/^fail: http:\/\/localhost:1 cannot be reached: /)])
})

async function keptMail() {
  const id = randomUUID()
  const raw = Buffer.from('From: eve@evil.example\r\nSubject: Look\r\nContent-Type: text/html\r\n\r\n<p>Rooms with a view</p>')
  await app.system.db.insertInto('postbox.arrival').values({
    brand_id: app.brandId, id, hash: Buffer.from(id), recipient: 'guests@localhost', sender: 'eve@evil.example', remote: '192.0.2.1', helo: 'evil', trusted: false, source: 'smtp',
    raw, byte_size: raw.length, received_at: start, state: 'done', has_html: true, verdict: JSON.stringify({ proved: false }),
  }).execute()
  return id
}
