import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, settingsTable } from './config.ts'

test('without any setting: the loopback address, the embedded database, the demo, nothing outside', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1', port: 3000, publicUrl: null, dataDir: resolve('data'), database: { kind: 'embedded', binDir: null }, demo: true, secret: null,
    smtpUrl: null, mailFrom: 'help@localhost', role: 'all', trustedProxies: 0, metricsToken: null, logLevel: 'info',
  })
})

test('an empty setting counts as unset, and what is not ours is passed over', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: '', HOSPES_DEMO: '', PATH: '/bin', HOME: '/root' })).toEqual(readConfig({}))
})

test.each([
  ['PORT', ['abc', '-1', '65536', '3000.5', '0x']], ['PUBLIC_URL', ['help.example.com', 'javascript:alert(1)', 'ftp://help.example.com', 'mailto:a@b.example', '//help.example.com']], ['HOSPES_DEMO', ['yes', 'true', '2']],
  ['HOSPES_SECRET', ['too short']], ['ROLE', ['both', 'Web']], ['TRUSTED_PROXIES', ['-1', '11', 'one']], ['METRICS_TOKEN', ['short']], ['LOG_LEVEL', ['loud']],
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

test('what was read does not change afterwards', () => {
  expect(() => Object.assign(readConfig({}), { port: 1 })).toThrow(TypeError)
})

test('every setting has a sentence for the settings page', () => {
  expect(settingsTable.every(({ name, about }) => /^[A-Z_]+$/.test(name) && about.length > 20)).toBe(true)
  expect(new Set(settingsTable.map(({ name }) => name)).size).toBe(settingsTable.length)
})
