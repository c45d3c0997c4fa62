import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { MailAlarms } from '#contract/mail'
import { unsentCount } from '#email'
import { createLog } from '#platform'
import type { Names } from '#platform/mail'
import { fakeClamd } from '#test/fakes/clamd'
import { imapServer, mailboxUser } from '#test/fakes/imap'
import { namesOf, sendTo } from '#test/fakes/mails'
import { databaseUrl, deskOf, startWorld, threadOf } from '#test/world'
import { commands } from '../commands.ts'
import { readConfig } from '../config.ts'
import { examineMail } from './mail-doctor.ts'
import { scanFiles } from './scan-files.ts'

const folder = await mkdtemp(join(tmpdir(), 'hospes-doctor-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } })
await writeFile(join(folder, 'dkim.pem'), privateKey)

// A smarthost that knows one password, which may be changed.
const door = { password: 'right-password' }
const smarthost = new SMTPServer({
  disabledCommands: ['STARTTLS'], allowInsecureAuth: true, logger: false, closeTimeout: 100,
  onAuth: ({ password }, _session, done) => (password === door.password ? done(null, { user: 'hospes' }) : done(Object.assign(new Error(`5.7.8 no such sign-in ${password}`), { responseCode: 535 }))),
  onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
})
smarthost.on('error', () => undefined)
await new Promise<void>((ready) => smarthost.listen(0, '127.0.0.1', ready))
afterAll(() => new Promise<void>((gone) => smarthost.close(() => gone())))
const address = smarthost.server.address()
const smtpUrl = `smtp://hospes:right-password@127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`

const imap = await imapServer()
const clamd = await fakeClamd()
afterAll(() => Promise.all([imap.goAway(), clamd.close()]))
const env = {
  MAIL_FROM: 'help@mail.fjordstay.example', SMTP_URL: smtpUrl, MAILBOXES: imap.url('door=guest'), PRIVATE_HOSTS: '127.0.0.1', CLAMD: clamd.place, MAIL_DKIM_SELECTOR: 'may', MAIL_DKIM_KEY: join(folder, 'dkim.pem'),
}
const world = await startWorld({ env, takesMail: true, names: namesOf('skargard.example') })
const { app } = world
// What the demo world has written leaves first.
await world.settle()
while ((await unsentCount(world.system)) > 0) await app.deliverMail()
const well = {
  'mx mail.fjordstay.example': ['10 mx.fjordstay.example'], 'a mx.fjordstay.example': ['192.0.2.9'], 'ptr 9.2.0.192.in-addr.arpa': ['mx.fjordstay.example'],
  'txt mail.fjordstay.example': ['v=spf1 ip4:192.0.2.9 -all'], 'txt _dmarc.fjordstay.example': ['v=DMARC1; p=reject'], 'txt may._domainkey.mail.fjordstay.example': [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`],
}
const examine = (records: Record<string, string[]> = well, change: Record<string, string> = {}) => {
  const config = readConfig({ ...env, DATABASE_URL: databaseUrl(world), HOSPES_DATA: app.config.dataDir, SMTP_PORT: String(app.listening.mailPort), ...change })
  return examineMail({ config, ctx: world.system, names: { kind: 'table', records } satisfies Names })
}
const ill = async (...asked: Parameters<typeof examine>) => (await examine(...asked)).flatMap((finding) => (finding.level === 'fail' || finding.level === 'warn' ? [`${finding.part}: ${finding.says}`] : []))

test('hospes doctor mail | where everything is as it should be it says so, part by part', async () => {
  const found = (await examine()).filter(({ part }) => part !== 'downloads')
  expect(found.filter(({ level }) => level !== 'ok')).toEqual([])
  expect([...new Set(found.map(({ part }) => part))].toSorted()).toEqual(['clock', 'disk', 'listener', 'mailbox', 'names', 'outbox', 'postbox', 'scanner', 'smarthost'])
})

test('hospes doctor mail | each wrong name is told from the others, with what it means and what to do', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).publicKey.toString('base64')
  const without = (...keys: string[]) => Object.fromEntries(Object.entries(well).filter(([key]) => !keys.some((each) => key.startsWith(each))))
  const dkim = 'txt may._domainkey.mail.fjordstay.example'
  expect(await ill(without('mx'))).toEqual(['MX: mail.fjordstay.example has no MX'])
  expect(await ill(without('ptr'))).toEqual([expect.stringContaining('192.0.2.9 (mx.fjordstay.example) has no reverse name')])
  expect(await ill(without('txt mail'))).toEqual(['SPF: mail.fjordstay.example has no SPF record'])
  expect(await ill({ ...well, 'txt mail.fjordstay.example': ['v=spf1 -all', 'v=spf1 mx -all'] })).toEqual([expect.stringContaining('more than one SPF')])
  expect(await ill({ ...well, 'txt mail.fjordstay.example': ['v=spf1 +all'] })).toEqual([expect.stringContaining('lets everybody send')])
  expect(await ill(without('txt _dmarc'))).toEqual(['DMARC: mail.fjordstay.example has no DMARC record'])
  expect(await ill(without(dkim))).toEqual([expect.stringContaining('no DKIM key is published')])
  expect(await ill({ ...well, [dkim]: ['v=DKIM1; p='] })).toEqual([expect.stringContaining('revoked')])
  expect(await ill({ ...well, [dkim]: [`v=DKIM1; p=${other}`] })).toEqual([expect.stringContaining('is not the public half of MAIL_DKIM_KEY')])
})

test('hospes doctor mail | a listener, a mailbox, a smarthost and a scanner that are away are each said, and none holds up the others', async () => {
  const away = await ill(well, { SMTP_PORT: '1', SMTP_URL: 'smtp://127.0.0.1:1', MAILBOXES: 'imap://a:hush-hush@127.0.0.1:1?tls=none imaps://a:hush-hush@10.0.0.9', CLAMD: '127.0.0.1:1' })
  expect(away).toEqual([
    expect.stringContaining('listener: nobody takes mail at 127.0.0.1:1'), expect.stringContaining('smarthost: it cannot be reached'), expect.stringContaining('mailbox: a 127.0.0.1:1/INBOX cannot be reached'),
    expect.stringContaining('mailbox: a 10.0.0.9/INBOX is inside your own network'), expect.stringContaining('scanner: clamd does not answer'),
  ])
  expect(away.join()).not.toContain('hush-hush')
})

test('hospes doctor mail --json, GET /api/v1/desk/mail-alarms | a refused sign-in is an alarm at once, at the desk, in health and figures, and goes by itself', async () => {
  const said: string[] = []
  const doctor = async () => {
    said.length = 0
    const config = readConfig({ ...env, DATABASE_URL: databaseUrl(world), HOSPES_DATA: app.config.dataDir, SMTP_PORT: String(app.listening.mailPort), MAIL_DNS: '127.0.0.1:1' })
    await commands['doctor']?.run({ config, root: join(import.meta.dirname, '../..'), log: createLog('silent'), now: app.now, say: (line) => void said.push(line) }, ['mail', '--json'])
    const code = process.exitCode
    process.exitCode = 0
    return { code, ...(JSON.parse(said.join('')) as { ok: boolean; findings: { part: string; level: string; says: string; todo: string }[] }) }
  }
  const maja = await world.agent('maja')
  const alarms = async () => (await maja.get('/api/v1/desk/mail-alarms', MailAlarms)).alarms
  await app.lookAtSmarthost()
  expect(await alarms()).toEqual([])
  door.password = 'changed since'
  await app.lookAtSmarthost()
  expect(await alarms()).toEqual([{ part: 'smarthost', name: 'credential', trouble: '', detail: expect.stringContaining('no such sign-in') }])
  expect(JSON.stringify(await alarms())).not.toContain('right-password')
  const health = await fetch(`${world.base}/healthz/mail`)
  expect(health.status).toBe(503)
  expect(await (await fetch(`${world.base}/metrics`)).text()).toMatch(/hospes_mail_smarthost_up 0[^]*/)
  const examined = await doctor()
  expect(examined).toMatchObject({ ok: false, code: 1 })
  expect(examined.findings.find(({ part, level }) => part === 'smarthost' && level === 'fail')).toMatchObject({ says: expect.stringContaining('refuses our sign-in'), todo: expect.stringContaining('SMTP_URL') })

  door.password = 'right-password'
  await app.lookAtSmarthost()
  expect(await alarms()).toEqual([])
  expect((await fetch(`${world.base}/healthz/mail`)).status).toBe(200)
  const figures = await (await fetch(`${world.base}/metrics`)).text()
  for (const line of ['hospes_mail_smarthost_up 1', 'hospes_mail_alarms 0', `hospes_mail_mailbox_up{mailbox="${mailboxUser.name} 127.0.0.1:${imap.port}/INBOX"} 1`]) expect(figures).toContain(line)
})

test('E12 | GET /files/{id} | while the scanner is away a file is shown as being checked and opened by nobody; when it is back it opens; one with a virus never does, nor one it does not take', async () => {
  const [ada, maja] = [await world.partner('ada'), await world.agent('maja')]
  await clamd.close()
  const attachments = [{ filename: 'rum.txt', content: 'Rummet har fyra b\u00e4ddar.' }, { filename: 'v.txt', content: 'X5O!P%@AP EICAR' }, { filename: 'x.txt', content: 'a GIANT' }]
  await sendTo(app.listening.mailPort ?? 0, { from: 'ada@skargard.example', to: 'partners@mail.fjordstay.example', subject: 'Rum', text: 'H\u00e4r kommer det.', attachments })
  await world.settle()
  const { conversation_id: id } = await app.db.selectFrom('postbox.arrival').where('from_address', '=', 'ada@skargard.example').select('conversation_id').executeTakeFirstOrThrow()
  const files = async () => (await threadOf(ada, id ?? '')).entries[0]?.attachments ?? []
  const [room, virus, giant] = await files()
  expect([room, virus, giant].map((file) => file?.check)).toEqual(['pending', 'pending', 'pending'])
  expect((await deskOf(maja, id ?? '')).entries[0]?.attachments[0]).toMatchObject({ name: 'rum.txt', check: 'pending' })
  const page = await ada.page(`/sv/extranet/inbox/platform/${id}`)
  expect(page.text).toContain('söks igenom efter virus')
  expect(page.text).not.toContain(`href="${room?.path}"`)
  expect((await ada.page(room?.path ?? '')).status).toBe(404)
  await clamd.comeBack()
  await scanFiles(app, world.system)
  expect((await files()).map(({ check }) => check)).toEqual([undefined, 'infected', 'too-large'])
  expect((await ada.page(`/sv/extranet/inbox/platform/${id}`)).text).toContain('för stor för virussökningen')
  expect((await examineMail({ config: app.config, ctx: world.system, names: { kind: 'table', records: {} } })).find(({ part }) => part === 'scanner')).toMatchObject({ level: 'warn', says: '1 file is larger than clamd takes' })
  expect((await ada.page(room?.path ?? '')).text).toContain('fyra bäddar')
  for (const closed of [virus, giant]) expect((await maja.page(closed?.path ?? '')).status).toBe(404)
})
