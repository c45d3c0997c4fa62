import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { namesOf, sendTo } from '../fakes/mails.ts'
import { startWorld } from '../world.ts'
import { button, openBrowser, press } from './browser.ts'
import { scriptVectors, trackerVectors } from './mail-vectors.ts'
import { openDesk, signInAs } from './people.ts'

const asked: string[] = []
const red = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } }).withExif({ IFD0: { Artist: 'tracker-4711' } }).jpeg().toBuffer()
const world = await startWorld({
  takesMail: true, env: { MAIL_FROM: 'help@mail.fjordstay.example', DOWNLOAD_URL: 'http://localhost' }, names: namesOf('skargard.example'),
  // It says PNG and is JPEG; the other says PNG and is a drawing that names another file.
  outside: async (url) => {
    asked.push(url)
    return { type: 'image/png', bytes: url.includes('drawing') ? Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/inside.png"/></svg>') : red }
  },
})
const db = world.app.system.db
const { visitor } = await openBrowser()
const evil = 'https://evil.example'
const vectors = Object.entries({ ...scriptVectors, ...trackerVectors })

/** A mail as the listener has kept it and the postbox has read it. */
const keep = async (raw: string, proved: boolean): Promise<string> => {
  const id = randomUUID()
  await db.insertInto('postbox.arrival').values({
    brand_id: world.app.brandId, id, hash: Buffer.from(id), recipient: 'guests@mail.fjordstay.example', sender: 'eve@evil.example', remote: '192.0.2.1', helo: 'evil', trusted: false, source: 'smtp',
    raw: Buffer.from(raw), byte_size: raw.length, received_at: new Date(), state: 'done', has_html: true, verdict: JSON.stringify({ proved }),
  }).execute()
  return id
}

const htmlMail = (html: string) => `From: eve@evil.example\r\nSubject: Look\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`

/** Everything the attacker's servers are asked for and every script of theirs that runs, by the address each vector was given. */
const watch = async (context: BrowserContext) => {
  const seen = { fetched: new Set<string>(), ran: new Set<string>() }
  await context.exposeBinding('ran', (_source, what: string) => void seen.ran.add(what))
  await context.route(`${evil}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    seen.fetched.add(pathname.slice(1).replace(/\/a\.js$/, ''))
    return route.fulfill({ contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' }, body: `parent.ran && parent.ran(${JSON.stringify(pathname.slice(1))})` })
  })
  return seen
}

const of = (seen: Set<string>, how: string) => [...seen].filter((what) => what.startsWith(`${how}/`))
const vectorAs = (how: string) => vectors.map(([, vector], n) => vector(`${evil}/${how}/${n}`, `ran(\`${how}/${n}\`)`))
const framesOf = (addresses: string[], sandbox = '') => `<!doctype html><meta charset="utf-8">${addresses.map((address) => `<iframe ${sandbox} src="${address}"></iframe>`).join('')}`

test('E11 S3 | /desk/mails/{id}/shown | of 54 scripts and trackers none runs and none is fetched, neither cleaned in the frame nor raw in one of the same policy; without both they do', async () => {
  expect([Object.keys(scriptVectors).length >= 30, Object.keys(trackerVectors).length >= 18]).toEqual([true, true])
  const page = await visitor({ base: world.base, expects: [/./] })
  const context = page.context()
  const seen = await watch(context)
  await signInAs(page, 'Maja')
  // Half of the senders are proved, so that both policies are tried.
  const ids = await Promise.all(vectorAs('cleaned').map((html, n) => keep(htmlMail(html), n % 2 === 0)))
  const policy = async (id = '') => (await context.request.get(`${world.base}/desk/mails/${id}/shown`)).headers()['content-security-policy'] ?? ''
  expect(await policy(ids[1])).toMatch(/^default-src 'none'; .*; sandbox$/)
  const raw = vectorAs('raw')
  await serve(context, `${world.base}/raw/`, { bodies: raw, policy: await policy(ids[0]) })
  await serve(context, 'https://open.example/', { bodies: vectorAs('open'), policy: null })
  await show(page, `${world.base}/all-cleaned`, framesOf(ids.map((id) => `/desk/mails/${id}/shown`)))
  await show(page, `${world.base}/all-raw`, framesOf(raw.map((_, n) => `/raw/${n}`), 'sandbox="allow-popups allow-popups-to-escape-sandbox"'))
  // The same in a page that nothing protects, last: what the others did not do by then they do not do.
  await show(page, 'https://open.example/all', framesOf(raw.map((_, n) => `https://open.example/${n}`)))
  await expect.poll(() => [of(seen.ran, 'open').length >= 12, of(seen.fetched, 'open').length >= 18], { timeout: 10_000 }).toEqual([true, true])
  expect([of(seen.ran, 'cleaned'), of(seen.fetched, 'cleaned'), of(seen.ran, 'raw'), of(seen.fetched, 'raw')]).toEqual([[], [], [], []])
  console.log(`E11: ${vectors.length} vectors; unprotected ${of(seen.ran, 'open').length} ran and ${of(seen.fetched, 'open').length} were fetched; cleaned 0 and 0, raw in the frame 0 and 0`)
})

type Serving = { bodies: string[]; policy: string | null }

const serve = (context: BrowserContext, base: string, { bodies, policy }: Serving) =>
  context.route(`${base}*`, (route) => {
    const n = Number(new URL(route.request().url()).pathname.split('/').at(-1))
    return route.fulfill({ contentType: 'text/html; charset=utf-8', headers: policy ? { 'content-security-policy': policy } : {}, body: bodies[n] ?? '' })
  })

const show = async (page: Page, address: string, body: string) => {
  await page.context().route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await page.goto(address, { waitUntil: 'load' })
}

test('E11 E9 | /desk/queue/{id} | a mail is shown as it came: quoted text folded, pictures on request and by way of us alone, the original byte by byte', async () => {
  const raw = [
    'From: Ada <ada@skargard.example>', 'To: partners@mail.fjordstay.example', 'Subject: Bilder', 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', '',
    `<p>Se <a href="https://skargard.example/a">bilderna</a>.</p><img src="${evil}/photo.png" alt="a photo"><img src="${evil}/drawing.png" alt="a drawing">`,
    '<blockquote><p>What we wrote before</p></blockquote>', ''].join('\r\n')
  await sendTo(world.app.listening.mailPort ?? 0, { from: 'ada@skargard.example', to: 'partners@mail.fjordstay.example', raw })
  await world.settle()
  const { conversation_id: conversationId, id } = await db.selectFrom('postbox.arrival').where('outcome', '=', 'opened').select(['id', 'conversation_id']).executeTakeFirstOrThrow()
  const page = await visitor({ base: world.base, expects: [/404|NotSameOrigin/] })
  const seen = await watch(page.context())
  await openDesk(page, 'Maja')
  await page.goto(`/desk/queue/${conversationId}`)
  await press(button(page, /Visa som det kom|Show as it came/))
  const frame = page.frameLocator('.mail-frame')
  await frame.getByText('bilderna').waitFor()
  expect(await frame.locator('img').count()).toBe(0)
  expect(await frame.locator('details').getAttribute('open')).toBeNull()
  expect(await frame.getByText('What we wrote before').isVisible()).toBe(false)
  await press(frame.locator('summary'))
  await frame.getByText('What we wrote before').waitFor()
  expect(asked).toEqual([])

  await press(button(page, /Visa bilder|Show pictures/))
  const photo = frame.locator('img[alt="a photo"]')
  await expect.poll(() => photo.evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth)).toBe(30)
  expect(await frame.locator('img[alt="a drawing"]').evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth)).toBe(0)
  const address = await photo.evaluate((picture) => (picture as unknown as { src: string }).src)
  const drawn = Buffer.from(await (await fetch(address)).arrayBuffer())
  expect((await sharp(drawn).metadata()).format).toBe('jpeg')
  expect(drawn.includes('tracker-4711')).toBe(false)
  // Looked at twice, fetched once; an address nobody signed is not fetched at all.
  expect(asked.toSorted()).toEqual([`${evil}/drawing.png`, `${evil}/photo.png`])
  expect((await fetch(address.replace('photo', 'other'))).status).toBe(404)
  expect(asked).toHaveLength(2)
  expect(seen.fetched.size).toBe(0)
  const original = await page.context().request.get(`/desk/mails/${id}/original`)
  expect((await original.body()).equals(Buffer.from(raw))).toBe(true)
})
