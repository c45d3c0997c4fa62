import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { isLoopback, networkKey, readManifest, sameOriginOnly, securityHeaders, staticFile } from './index.ts'

describe('the network that limits count', () => {
  test.each([
    ['203.0.113.9', undefined, 0, '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['::1', undefined, 0, '0:0:0:0::/64'],
    // Nobody is believed who is not trusted.
    ['203.0.113.9', '198.51.100.1', 0, '203.0.113.9'],
    ['10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
    // What the client wrote itself stands further left than what the proxies added.
    ['10.0.0.1', '1.2.3.4, 198.51.100.1', 1, '198.51.100.1'],
    ['10.0.0.1', '1.2.3.4, 198.51.100.1, 10.0.0.7', 2, '198.51.100.1'],
    ['10.0.0.1', 'unknown, garbage', 1, '10.0.0.1'],
    ['10.0.0.1', undefined, 2, '10.0.0.1'],
    [undefined, undefined, 0, ''],
  ])('%s with %s and %i trusted proxies is %s', (remote, forwarded, trusted, key) => {
    expect(networkKey(remote, forwarded, trusted)).toBe(key)
  })

  test('two addresses of one IPv6 network are one, of two are two', () => {
    expect(networkKey('2001:db8:a:b::1', undefined, 0)).toBe(networkKey('2001:0db8:000a:000b:ffff::2', undefined, 0))
    expect(networkKey('2001:db8:a:b::1', undefined, 0)).not.toBe(networkKey('2001:db8:a:c::1', undefined, 0))
  })

  test('loopback', () => {
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) expect(isLoopback(address)).toBe(true)
    for (const address of ['10.0.0.1', '::2', '128.0.0.1', '127.evil.example', '', undefined]) expect(isLoopback(address)).toBe(false)
  })
})

describe('changes asked for by another site', () => {
  const app = (...origins: string[]) => new Hono().use(sameOriginOnly(() => origins)).all('/', (c) => c.text('done'))
    .onError((error, c) => c.text(error instanceof Refusal ? error.code : 'internal', error instanceof Refusal ? 403 : 500))
  const post = async (headers: Record<string, string>, ...origins: string[]) => (await app(...origins).request('http://here.example/', { method: 'POST', headers: { host: 'here.example', ...headers } })).status
  const ours = 'https://help.fjordstay.example'

  test.each<[string, Record<string, string>, string[], number]>([
    ['our page', { origin: ours, 'sec-fetch-site': 'same-origin' }, [ours], 200],
    ['a form typed into the address bar', { 'sec-fetch-site': 'none' }, [ours], 200],
    ['a program', {}, [ours], 200],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, [ours], 403],
    ['another site whose browser says nothing more', { origin: 'https://evil.example' }, [ours], 403],
    ['a sister site', { origin: ours, 'sec-fetch-site': 'same-site' }, [ours], 403],
    ['a sandboxed frame', { origin: 'null' }, [ours], 403],
    ['our name without encryption', { origin: 'http://help.fjordstay.example' }, [ours], 403],
    ['our name with more after it', { origin: `${ours}.evil.example` }, [ours], 403],
    ['our name on another port', { origin: `${ours}:8443` }, [ours], 403],
    ['the host itself where no address is set', { origin: 'http://here.example' }, [], 200],
    ['another host where no address is set', { origin: 'http://there.example' }, [], 403],
  ])('%s', async (_what, headers, origins, status) => {
    expect(await post(headers, ...origins)).toBe(status)
  })

  test('reading is free, every way of changing is looked at', async () => {
    const answers = await Promise.all(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].map(async (method) =>
      (await app(ours).request('/', { method, headers: { origin: 'https://evil.example' } })).status))
    expect(answers).toEqual([200, 200, 403, 403, 403, 403])
  })
})

test('every answer carries the headers that keep pages to themselves; encryption is insisted on where it is there', () => {
  const headers = securityHeaders(true)
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'strict-transport-security': 'max-age=31536000' })
  expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security')
})

describe('files of a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hospes-static-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const built = join(folder, 'assets')
  await mkdir(built)
  await writeFile(join(built, 'site-9b4c2276ca.css'), 'body{}')
  await writeFile(join(built, 'manifest.json'), '{"site.css":"/assets/site-9b4c2276ca.css"}')
  await writeFile(join(folder, 'secret.js'), 'secret')

  test('a name with its hash is kept for good, any other is asked for again', async () => {
    const file = await staticFile(built, '/site-9b4c2276ca.css')
    expect(await file?.text()).toBe('body{}')
    expect(Object.fromEntries(file?.headers ?? [])).toEqual({ 'content-type': 'text/css; charset=utf-8', 'content-length': '6', 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' })
    const small = await staticFile(built, '/site-9b4c2276ca.css', 'gzip, br')
    expect(small?.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(new Uint8Array((await small?.arrayBuffer()) ?? [])).toString()).toBe('body{}')
    expect((await staticFile(built, '/manifest.json'))?.headers.get('cache-control')).toBe('no-cache')
    expect(await readManifest(folder)).toEqual({ 'site.css': '/assets/site-9b4c2276ca.css' })
    expect(await readManifest(built)).toEqual({})
  })

  test.each(['/../secret.js', '/../../etc/passwd', '/..', '/', '', '/nothing.css', '/site-9b4c2276ca.css\0.png', '/%2e%2e/secret.js', '/..\\secret.js', '/./../assets/../secret.js'])('%j leads nowhere', async (path) => {
    expect(await staticFile(built, path)).toBeNull()
  })
})
