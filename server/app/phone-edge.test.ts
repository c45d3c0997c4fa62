import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { createLog } from '#platform/log'
import { createSpool } from '#platform/spool'
import { openDatabase } from '#platform/postgres'
import { linesOf, providerOf, refOf } from '#voice'
import { logOf, playCall, scriptedCalls, seeded } from '../../bench/phone/scripts.ts'
import { readTwiml } from '../call-sim/documents.ts'
import { webhookOf, type Dialect, type Telling } from '../call-sim/webhooks.ts'
import { carrierSecret, fakeCarrier } from '../../test/fakes/carrier.ts'
import { bookings, startWorld } from '#test/world'
import { makeUpForFaults } from './phone.ts'
import { voiceRoutes } from './voice-edge.ts'

const clock = new Date('2026-11-24T09:30:00Z')
const folder = await mkdtemp(join(tmpdir(), 'hospes-spool-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Events doubled, in any order, and one in ten not before `flushLate`. */
const storm = () => {
  const kept: (() => Promise<void>)[] = []
  const late: (() => Promise<void>)[] = []
  const random = seeded(7)
  const flush = async (sends: (() => Promise<void>)[]) => {
    for (const { send } of sends.splice(0).map((each) => ({ send: each, at: random() })).toSorted((a, b) => a.at - b.at)) await send()
  }
  return {
    deliver: async (send: () => Promise<void>) => void (random() < 0.1 ? late : kept).push(send, send),
    flush: () => flush(kept),
    flushLate: () => flush(late),
  }
}

for (const dialect of ['twiml', 'jambonz'] as const satisfies Dialect[]) {
  describe(`a provider that speaks ${dialect}`, async () => {
    const time = { now: clock }
    const weather = storm()
    const { carrier, env, at, api } = await fakeCarrier(dialect, { deliver: weather.deliver, now: () => time.now, tellsTwice: true })
    const world = await startWorld({ clock, env })
    at(world.base)
    await sql`delete from staff.shift`.execute(world.app.system.db)
    const lines = { partner: (await linesOf(world.system, 'partner')).find(({ kind }) => kind === 'round-the-clock')?.number ?? '', guest: (await linesOf(world.system, 'guest')).find(({ kind }) => kind === 'round-the-clock')?.number ?? '' }
    const [line] = await linesOf(world.system, 'guest')
    const identity = { dialect, account: 'AC1', secret: carrierSecret, now: () => clock }
    const telling = (more: Partial<Telling> = {}): Telling => ({ legId: `CA${'0'.repeat(31)}${Object.keys(more).length}`, from: '+46701234567', to: line?.number ?? '', status: 'ringing', sequence: 0, ...more })
    const state = async () => {
      const tables = ['voice.call', 'voice.leg', 'voice.event', 'voice.seat', 'voice.callback', 'conversations.conversation', 'conversations.entry']
      const rows = await Promise.all(tables.map((table) => sql<{ hash: string }>`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${sql.table(table)} t`.execute(world.app.system.db)))
      return rows.map(({ rows: [row] }) => row?.hash).join()
    }
    const post = ({ url, body, headers }: ReturnType<typeof webhookOf>) => fetch(url, { method: 'POST', body, headers })
    const answerUrl = `${world.base}/voice/${dialect}/answer`

    test('P1 | POST /voice/{provider}/event | scripted calls, every webhook told twice, events shuffled and one in ten a minute late: one log, the same of both dialects', async () => {
      const played = scriptedCalls(8)
      for (const [index, call] of played.entries()) {
        await playCall(carrier, call, lines)
        if (index % 3 === 2) await weather.flush()
      }
      await weather.flush()
      world.setNow((time.now = new Date(clock.getTime() + 60_000)))
      await weather.flushLate()
      world.setNow((time.now = clock))
      expect(await logOf(world.app.system.db)).toEqual(played.map(({ from, script: { expects } }) => ({ from, ...expects, legs: 1, whole: true })))
    })

    test('P2 | POST /voice/{provider}/{hook} | what is unsigned, signed wrongly, changed or of another account is refused; nothing changes, nothing is asked for', async () => {
      const [before, asked] = [await state(), api.state.asked]
      const good = webhookOf(identity, answerUrl, telling())
      const bad = [
        { ...good, headers: { 'content-type': good.headers['content-type'] ?? '' } },
        webhookOf({ ...identity, secret: 'another key' }, answerUrl, telling()),
        { ...good, body: good.body.replace('4670', '4671') },
        webhookOf({ ...identity, account: 'AC2' }, answerUrl, telling()),
        webhookOf(identity, `${world.base}/voice/${dialect}/step/waiting/x~caller~${'0'.repeat(32)}`, telling({ digits: '1' })),
        webhookOf(identity, `${world.base}/voice/${dialect}/event/${'a'.repeat(2_000)}`, telling()),
        ...(dialect === 'jambonz' ? [webhookOf({ ...identity, now: () => new Date(clock.getTime() - 301_000) }, answerUrl, telling())] : []),
      ]
      expect(await Promise.all(bad.map(async (webhook) => (await post(webhook)).status))).toEqual(bad.map(() => 403))
      expect([await state(), api.state.asked]).toEqual([before, asked])
    })

    test('P2 | POST /voice/{provider}/answer | a webhook told again changes nothing', async () => {
      const webhook = webhookOf(identity, answerUrl, telling({ sequence: 1 }))
      const first = await (await post(webhook)).text()
      const before = await state()
      const again = await (await post(webhook)).text()
      expect([await state(), first.length > 100, again.length > 100]).toEqual([before, true, true])
    })

    test('P1 | POST /voice/{provider}/answer | hostile values: withheld and impossible callers, words that would be markup, floods of keys, media addresses', async () => {
      const asked = api.state.asked
      const callers = ['anonymous', '+1<script>', 'sip:bob@169.254.169.254', 'x'.repeat(500), '', '+46701234567"><Dial>+19005551234</Dial>', '\u0000\u202e+46']
      for (const [index, from] of callers.entries()) {
        const legId = `CAhostile${index}`
        const response = await post(webhookOf(identity, answerUrl, { legId, from, to: line?.number ?? '', status: 'ringing', sequence: 0 }))
        const text = await response.text()
        expect([response.status, /script>|<Dial>\+|19005551234|169\.254/.test(text)]).toEqual([200, false])
        if (dialect === 'twiml') expect(readTwiml(text).at(-1)).toMatchObject({ do: 'gather' })
      }
      const { rows } = await sql<{ number: string | null }>`select number from voice.call where provider_id like 'CAhostile%'`.execute(world.app.system.db)
      expect(rows.every(({ number }) => number === null)).toBe(true)
      const call = (await sql<{ id: string }>`select id from voice.call where provider_id = 'CAhostile0'`.execute(world.app.system.db)).rows[0]
      const step = `${world.base}/voice/${dialect}/step/number-0/${refOf({ callId: call?.id ?? '', side: 'caller' }, world.app.secret)}`
      const flood = await post(webhookOf(identity, step, telling({ legId: 'CAhostile0', digits: '9'.repeat(1_500) })))
      expect(flood.status).toBe(200)
      expect((await post(webhookOf(identity, step, telling({ legId: 'CAhostile0', digits: '1'.repeat(70_000) })))).status).toBe(413)
      expect(api.state.asked).toBe(asked)
    })

    test('P1 | POST /voice/{provider}/step/{step} | an answer told twice is one try; an end told again, also by another account’s call of the same name, changes nothing; what a webhook links to is never fetched', async () => {
      const media = { reached: 0 }
      const server = createServer(() => void media.reached++).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const links = { RecordingUrl: `http://127.0.0.1:${port}/a.wav`, recording_url: `http://127.0.0.1:${port}/a.wav`, MediaUrl0: `http://169.254.169.254/latest`, StatusCallback: `http://127.0.0.1:${port}/` }
      const legId = `CA${'7'.repeat(32)}`
      await post(webhookOf(identity, answerUrl, telling({ legId, to: lines.partner, extra: links })))
      const idOf = async () => (await sql<{ id: string; tries: number }>`select id, tries from voice.call where provider_id = ${legId}`.execute(world.app.system.db)).rows[0]
      const ref = refOf({ callId: (await idOf())?.id ?? '', side: 'caller' }, world.app.secret)
      const wrong = webhookOf(identity, `${world.base}/voice/${dialect}/step/code-0/${ref}`, telling({ legId, digits: '000000', extra: links }))
      const said = await Promise.all([wrong, wrong, wrong].map(async (webhook) => (await post(webhook)).status))
      expect([said, (await idOf())?.tries]).toEqual([[200, 200, 200], 1])
      const ended = (account: string, sequence: number) => webhookOf({ ...identity, account }, `${world.base}/voice/${dialect}/event`, telling({ legId, status: 'completed', sequence, extra: links }))
      expect((await post(ended('AC1', 9))).status).toBe(204)
      const before = await state()
      expect([(await post(ended('AC1', 9))).status, (await post(ended('AC2', 9))).status, await state()]).toEqual([204, 403, before])
      await post(ended('AC1', 10))
      const { rows } = await sql<{ n: number; ended: string }>`select count(*) over ()::int as n, ended from voice.call where provider_id = ${legId}`.execute(world.app.system.db)
      expect([rows, media.reached]).toEqual([[{ n: 1, ended: 'caller-left' }], 0])
      server.close()
    })

    test('P3 | POST /voice/{provider}/answer | with the database away the caller hears so, is noted on the disk within two seconds, and is called back once; who was in the line keeps their case', async () => {
      const inLine = await carrier.call({ from: '+46701112255', to: lines.guest })
      // The scripted calls are about other bookings: one call-back is promised a booking.
      for (const digits of [bookings.helen.number, bookings.helen.pin]) await carrier.key(inLine, digits)
      const waits = inLine.question?.address ?? ''
      const away = openDatabase({ connection: { kind: 'socket', host: join(folder, 'nobody'), port: 5432, user: 'nobody', database: 'nobody' }, brand: '*', restricted: false, maxConnections: 2 })
      const spool = createSpool(join(folder, `${dialect}-spool`))
      const app = { ...world.app, db: away.db, voiceSpool: spool }
      const edge = voiceRoutes(app)
      const began = performance.now()
      const told = [webhookOf(identity, answerUrl, telling({ legId: 'CAaway', from: '+46701112233' })), webhookOf(identity, answerUrl, telling({ legId: 'CAaway', from: '+46701112233' }))]
      for (const { url, body, headers } of told) {
        const response = await edge.request(url, { method: 'POST', body, headers })
        expect([response.status, /called|ringer|back|call|rufen|tag/i.test(await response.text())]).toEqual([200, true])
      }
      expect(performance.now() - began).toBeLessThan(4_000)
      const withheld = webhookOf(identity, answerUrl, telling({ legId: 'CAwithheld', from: 'anonymous' }))
      expect(await (await edge.request(withheld.url, { method: 'POST', body: withheld.body, headers: withheld.headers })).text()).toContain(`/voice/${dialect}/fault`)
      const keyed = webhookOf(identity, `${world.base}/voice/${dialect}/fault`, telling({ legId: 'CAwithheld', from: 'anonymous', digits: '0046701112244' }))
      expect((await edge.request(keyed.url, { method: 'POST', body: keyed.body, headers: keyed.headers })).status).toBe(200)
      const cutOff = webhookOf(identity, waits, telling({ legId: inLine.id, from: inLine.from, digits: '' }))
      expect((await edge.request(cutOff.url, { method: 'POST', body: cutOff.body, headers: cutOff.headers })).status).toBe(200)
      await away.close()
      // One that can never be done holds up nobody behind it.
      const never = { kind: 'call', legId: 'CA\u0000', number: '+46701112266', to: lines.guest, at: clock.toISOString() }
      await spool.keep(never)
      const back = { ...world.app, voiceSpool: spool, log: createLog('silent') }
      expect([await makeUpForFaults(back), await makeUpForFaults(back)]).toEqual([5, 0])
      expect(JSON.parse(await readFile(join(folder, `${dialect}-spool.aside`), 'utf8'))).toEqual(never)
      const { rows } = await sql<{ number: string; level: number; same: boolean }>`
        select b.number, b.level::int as level, exists (select from voice.call c where c.provider_id = ${inLine.id} and c.conversation_id = b.conversation_id) as same
        from voice.callback b where why = 'fault' order by number`.execute(world.app.system.db)
      expect(rows).toEqual([{ number: '+46701112233', level: 0, same: false }, { number: '+46701112244', level: 0, same: false }, { number: '+46701112255', level: 2, same: true }])
    })
  })
}

test('P2 | POST /voice/twiml/{hook} | a provider that signs by Ed25519 over time and body: old, changed and foreign are refused', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
  const provider = providerOf('twiml', { account: '', secret: '', publicKey: raw, apiUrl: 'http://127.0.0.1:1', apiToken: '' })
  const signed = (seconds: number, body: string, key = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }))) => ({
    url: 'https://help.example.com/voice/twiml/answer', body,
    headers: { 'telnyx-timestamp': String(seconds), 'telnyx-signature-ed25519': sign(null, Buffer.from(`${seconds}|${body}`), key).toString('base64') },
  })
  const now = Math.floor(clock.getTime() / 1_000)
  const cases = [signed(now, 'a=1'), signed(now - 299, 'a=1'), signed(now - 301, 'a=1'), { ...signed(now, 'a=1'), body: 'a=2' }, signed(now, 'a=1', generateKeyPairSync('ed25519').privateKey), { ...signed(now, 'a=1'), headers: {} }]
  expect(cases.map((webhook) => provider.trust(webhook, clock))).toEqual(['yes', 'yes', 'late', 'unsigned', 'unsigned', 'unsigned'])
})

test('P1 | providerOf() | words that would be markup are said as words in both dialects', () => {
  const words = 'Nils</Say><Dial>+19005551234</Dial>" & \u0000]]>'
  const written = (dialect: Dialect) => providerOf(dialect, { account: '', secret: '', publicKey: null, apiUrl: 'http://127.0.0.1:1', apiToken: '' }).write([{ do: 'say', text: words }], { locale: 'en', addressOf: () => '', eventAddress: '' }).body
  expect(readTwiml(written('twiml'))).toEqual([{ do: 'say', text: words.replace('\u0000', '') }])
  expect(JSON.parse(written('jambonz'))).toMatchObject([{ verb: 'say', text: words }])
})
