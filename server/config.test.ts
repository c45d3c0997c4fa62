import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig, settingsTable } from './config.ts'
import { secretOf } from './secret.ts'

const mailByItself = {
  listen: { port: 2525, lmtp: false, tls: null, trustedServers: [] }, doors: { partner: 'partners@localhost', guest: 'guests@localhost' }, maxMb: 25, keys: [], dkim: null,
  nameServers: [], sealers: [], clamd: null, mailboxes: [], signedAddresses: true, keepDays: 365,
}

const pushHosts = ['fcm.googleapis.com', '*.push.services.mozilla.com', 'web.push.apple.com', '*.push.apple.com', '*.notify.windows.com']

test('without any setting: the loopback address, the embedded database, the demo, nothing outside but the push services of browsers', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1', port: 3000, publicUrl: null, downloadUrl: null, dataDir: resolve('data'), database: { kind: 'embedded', binDir: null }, demo: true, secret: null,
    guestLinkSecret: null, bookingPlatform: null, voice: null, privateHosts: [], pushHosts, smtpUrl: null, mailFrom: 'help@localhost', mail: mailByItself, role: 'all', trustedProxies: 0, metricsToken: null, logLevel: 'info',
  })
})

test('an empty setting counts as unset, and what is not ours is passed over', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: '', HOSPES_DEMO: '', PATH: '/bin', HOME: '/root' })).toEqual(readConfig({}))
})

test.each([
  ['PORT', ['abc', '-1', '65536', '3000.5', '0x']], ['PUBLIC_URL', ['help.example.com', 'javascript:alert(1)', 'ftp://help.example.com', 'mailto:a@b.example', '//help.example.com']], ['HOSPES_DEMO', ['yes', 'true', '2']],
  ['HOSPES_SECRET', ['too short']], ['DOWNLOAD_URL', ['files.example.net', 'ftp://files.example.net', 'http://127.0.0.1:3001']], ['ROLE', ['both', 'Web']], ['TRUSTED_PROXIES', ['-1', '11', 'one']], ['METRICS_TOKEN', ['short']], ['LOG_LEVEL', ['loud']],
])('a wrong %s is named', (name, values) => {
  for (const value of values) expect(() => readConfig({ [name]: value }), value).toThrow(new RegExp(`^Settings that cannot be used:\n  ${name}: `))
})

test('all wrong settings are named at once, and no value is repeated: it may be a secret', () => {
  const wrong = () => readConfig({ PORT: 'sixty', HOSPES_SECRET: 'my-short-secret', METRICS_TOKEN: 'my-token' })
  expect(wrong).toThrow(/PORT: [\s\S]*HOSPES_SECRET: [\s\S]*METRICS_TOKEN: /)
  expect(wrong).not.toThrow(/my-short-secret|my-token|sixty/)
})

test('production has no demo unless it is asked for', () => {
  expect(readConfig({ NODE_ENV: 'production' }).demo).toBe(false)
  expect(readConfig({ NODE_ENV: 'production', HOSPES_DEMO: '1' }).demo).toBe(true)
  expect(readConfig({ HOSPES_DEMO: '0' }).demo).toBe(false)
})

test('what is given is taken: the address without its last slash, the outside database, the folder made absolute', () => {
  expect(readConfig({ PUBLIC_URL: 'https://help.example.com/', DATABASE_URL: 'postgres://db/hospes', PG_BIN_DIR: '/usr/bin', HOSPES_DATA: '/srv/hospes', PORT: '0', TRUSTED_PROXIES: '2' })).toMatchObject({
    publicUrl: 'https://help.example.com', database: { kind: 'external', connection: { kind: 'url', url: 'postgres://db/hospes' } }, dataDir: '/srv/hospes', port: 0, trustedProxies: 2,
  })
  expect(readConfig({ PG_BIN_DIR: '/usr/lib/postgresql/18/bin' }).database).toEqual({ kind: 'embedded', binDir: '/usr/lib/postgresql/18/bin' })
})

test('files have another host than pages: what cookies keep apart is hosts', () => {
  const wanted = { PUBLIC_URL: 'https://help.example.com', DOWNLOAD_URL: 'https://files.example.net/' }
  expect(readConfig(wanted).downloadUrl).toBe('https://files.example.net')
  expect(() => readConfig({ ...wanted, DOWNLOAD_URL: 'https://help.example.com:8443' })).toThrow('DOWNLOAD_URL: must have another host name')
})

test('what was read does not change afterwards', () => {
  expect(() => Object.assign(readConfig({}), { port: 1 })).toThrow(TypeError)
})

test('every setting has a sentence for the settings page', () => {
  expect(settingsTable.every(({ name, about }) => /^[A-Z_]+$/.test(name) && about.length > 20)).toBe(true)
  expect(new Set(settingsTable.map(({ name }) => name)).size).toBe(settingsTable.length)
})

const dataDir = await mkdtemp(join(tmpdir(), 'hospes-secret-'))
const file = join(dataDir, 'secret')
afterAll(() => rm(dataDir, { recursive: true, force: true }))

test('the secret is the one that is set, else made once for all who start together, and readable by its owner alone', async () => {
  expect(await secretOf({ dataDir, secret: 'a secret that somebody has set' })).toBe('a secret that somebody has set')
  expect(await readdir(dataDir)).toEqual([])
  const made = await Promise.all([1, 2, 3, 4].map(() => secretOf({ dataDir, secret: null })))
  expect(new Set(made).size).toBe(1)
  expect(made[0]).toMatch(/^[\w-]{64}$/)
  expect(await secretOf({ dataDir, secret: null })).toBe(made[0])
  expect(await readdir(dataDir)).toEqual(['secret'])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a secret that was left empty is made again', async () => {
  await writeFile(file, '')
  const made = await secretOf({ dataDir, secret: null })
  expect(made).toMatch(/^[\w-]{64}$/)
  expect(await readFile(file, 'utf8')).toBe(made)
})

test('a mailbox is one URL; what is wrong with one is said without its password', () => {
  const read = (url: string) => readConfig({ MAILBOXES: url }).mail.mailboxes
  expect(read('imaps://guests%40help.example.com@imap.example.com/INBOX?door=guest&password-file=/run/guests imap://a:p%25w@10.0.0.5:1143/Post%20in?tls=none&seen=1&hops=2&since=2026-11-30')).toEqual([
    { name: 'guests@help.example.com imap.example.com/INBOX', host: 'imap.example.com', port: 993, tls: 'implicit', user: 'guests@help.example.com', secret: { kind: 'password-file', file: '/run/guests' }, folder: 'INBOX', door: 'guest', markSeen: false, since: null, hops: 1 },
    { name: 'a 10.0.0.5:1143/Post in', host: '10.0.0.5', port: 1143, tls: 'none', user: 'a', secret: { kind: 'password', value: 'p%w' }, folder: 'Post in', door: null, markSeen: true, since: '2026-11-30', hops: 2 },
  ])
  for (const [url, what] of [
    ['imap.example.com', 'must be as in'], ['imaps://a@b.example', 'needs one of'], ['imaps://a:hush@b.example?password-file=/x', 'needs one of'], ['imaps://:hush@b.example', 'names no user'],
    ['imaps://a:hush@b.example?dor=guest', 'unknown option dor'], ['imaps://a:hush@b.example?door=both', 'partner or guest'], ['imaps://a:hush@b.example?tls=none', 'imap:// alone'], ['imaps://a:hu%sh@b.example', '%25'],
  ] as const) {
    expect(() => read(url)).toThrow(what)
    expect(() => read(url)).not.toThrow('hush')
  }
  expect(readConfig({ MAILBOXES: 'imaps://a:b@c.example', SMTP_PORT: '0' }).mail.signedAddresses).toBe(false)
})
