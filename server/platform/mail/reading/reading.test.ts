import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { crc32 } from 'node:zlib'
import { sealMessage } from 'mailauth'
import { afterAll, expect, test } from 'vitest'
import { scanner } from '#platform/files'
import { fetchOutside } from '#platform/http'
import { fakeClamd } from '#test/fakes/clamd'
import { authenticate } from './authenticate.ts'
import { createReader } from './reader.ts'
import { autoReplies, bounces, notBounces } from '#test/mails/bounces'
import { forms } from '#test/mails/forms'
import { hostileHtml, hostileMails, htmlMail, mailOf } from '#test/mails/hostile'
import { ownWords } from './own-words.ts'
import { guestWords, htmlStyles, leaked, replyStyles, trickyWords } from '#test/mails/replies'

const reader = createReader({ names: { kind: 'table', records: {} }, mta: 'mail.fjordstay.example', sealers: [] })
afterAll(() => reader.close())


test('E5 | reader.parse() | every hostile mail and every hostile HTML is read or refused within its time, in a thread: the program answers meanwhile, and the next is read', { timeout: 120_000 }, async () => {
  const [mails, pages] = [Object.entries(hostileMails), Object.entries(hostileHtml)]
  expect(mails.length).toBeGreaterThanOrEqual(32)
  expect(pages.length).toBeGreaterThanOrEqual(12)
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const outcomes: string[] = []
  const within = async (name: string, ms: number, work: Promise<unknown>) => {
    const began = performance.now()
    await work.then(() => outcomes.push('read'), () => outcomes.push('refused'))
    // Its deadline, and what a busy machine takes to end a thread and start one.
    expect(performance.now() - began, name).toBeLessThan(ms + 4_000)
  }
  const readAll = async () => {
    for (const [name, mail] of mails) await within(name, 5_000, reader.parse(Buffer.from(mail, 'latin1')))
  }
  const showAll = async () => {
    for (const [name, html] of pages) await within(name, 2_000, reader.show(Buffer.from(htmlMail(html)), asked))
  }
  // Neither waits for the other: each has a thread of its own.
  await Promise.all([readAll(), showAll()])
  delay.disable()
  console.log(`E5: ${outcomes.filter((each) => each === 'read').length} read, ${outcomes.filter((each) => each === 'refused').length} refused; event loop p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, longest ${(delay.max / 1e6).toFixed(0)} ms`)
  // What is made of it on the main thread would show as seconds.
  expect(delay.percentile(99) / 1e6).toBeLessThan(1_000)
  expect((await reader.parse(Buffer.from(mailOf('')))).own).toBe('Hello')
  expect(await shown('<p>Hello</p>')).toContain('<p>Hello</p>')
})

test.each(Object.entries(forms))('E4 | reader.parse() | %s is read as it was meant', async (_name, { raw, files, ...wanted }) => {
  const read = await reader.parse(raw)
  const found = { from: read.from[0]?.address, subject: read.subject, text: read.text.trim(), messageId: read.messageId }
  expect(found).toMatchObject(wanted)
  if (files) expect(read.files.map(({ name }) => name)).toEqual(files)
})

/** Ways to write From so that somebody reads another address; whose each is taken for. */
const addresses: Record<string, string | null> = {
  'Ana <ana@example.com>': 'ana@example.com', '"support@fjordstay.example" <eve@evil.example>': 'eve@evil.example', 'support@fjordstay.example <eve@evil.example>': 'eve@evil.example',
  'a@evil.example (c) .fjordstay.example': null, 'a@evil.example(.fjordstay.example)': 'a@evil.example', '"a@fjordstay.example"@evil.example': null, 'a(b(c)d)@evil.example (x(y)z)': null,
  'a@evil.\r\n example': null, 'a@fjordstay.\r\n\texample': null, '"g;h": a@evil.example;': null, 'g: a@b.example, c@d.example;': null, 'a@b.example, c@d.example': null,
  '<@fjordstay.example:a@evil.example>': null, 'a\0@fjordstay.example': null, 'a@xn--fjordsty-y2a.example': null, 'a@fj\u043erdstay.example': 'a@fj\u043erdstay.example', '"a <b@fjordstay.example>': null, '': null, '<>': null,
}

test('S8 | agreedFrom() | an address that two parsers read differently, or that is not one, is nobody’s', async () => {
  const from = async (line: string) => (await reader.parse(Buffer.from(`From: ${line}\r\nSubject: x\r\n\r\nHello`))).agreedFrom
  const found = Object.fromEntries(await Promise.all(Object.keys(addresses).map(async (line) => [line, await from(line)] as const)))
  expect(found).toEqual(addresses)
  expect(Object.values(found).filter((address) => address?.endsWith('@fjordstay.example'))).toEqual([])
  expect((await reader.parse(Buffer.from(hostileMails['two From'] ?? ''))).agreedFrom).toBeNull()
})

test('E7 | reader.parse() | by its subject alone a mail is a machine’s as machines begin it, and not when it is about such mails', async () => {
  const readAs = async (subject: string) => (await reader.parse(Buffer.from(`From: a@b.example\r\nSubject: ${subject}\r\n\r\nHello`))).automatic
  for (const subject of ['Automatic reply: Your booking', 'Out of office', 'Out of Office AutoReply: Re: keys', 'Autosvar: Frågan', 'Abwesenheitsnotiz: Anfrage', 'Out of office until Monday', 'Automatisk svar - ferie', 'Automatic reply']) expect([subject, await readAs(subject)]).toEqual([subject, 'vacation'])
  for (const subject of ['Automatic reply does not reach my guests', 'Autosvar fungerar inte', 'Out of office hours arrival', 'Frånvaro av städning', 'Re: Out of office']) expect([subject, await readAs(subject)]).toEqual([subject, null])
})

const asked = { pictures: null, links: true, quoted: 'Earlier' }
const shown = async (html: string) => (await reader.show(Buffer.from(htmlMail(html)), asked)).html

test.each([
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<svg><script>alert(1)</script></svg>', '<math><mi xlink:href="javascript:alert(1)">', '<a href="javascript:alert(1)">x</a>', '<a href=" java\tscript:alert(1)">x</a>', '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>', '<iframe src="javascript:alert(1)">', '<iframe srcdoc="<script>alert(1)</script>">', '<object data="x.swf">', '<embed src="x">', '<form action="https://evil.example"><input></form>', '<button formaction="javascript:alert(1)">x</button>', '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">', '<link rel=stylesheet href="https://evil.example/a.css">', '<style>@import "https://evil.example/a.css"</style>', '<div style="background:url(https://evil.example/a)">x</div>', '<div style="position:fixed;inset:0">x</div>', '<div style="width:expression(alert(1))">x</div>',
  '<table background="https://evil.example/a"><td>x</table>', '<img src="https://evil.example/a.png">', '<img srcset="https://evil.example/a.png 2x">', '<picture><source srcset="https://evil.example/a"></picture>', '<video poster="https://evil.example/a"></video>', '<audio src="https://evil.example/a"></audio>', '<input type=image src="https://evil.example/a">', '<body onload=alert(1)>',
  '<img src="//evil.example/a">', '<img src="cid:somebody@else">', '<img src="data:image/svg+xml,<svg onload=alert(1)>">', '<div id="location" name="top">x</div>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<xmp><img src=x onerror=alert(1)></xmp>', '<textarea><img src=x onerror=alert(1)></textarea>', '<template><script>alert(1)</script></template>',
  '<b onclick=alert(1)>x</b>', '<details open ontoggle=alert(1)>x</details>', '<marquee onstart=alert(1)>x</marquee>', '<keygen autofocus onfocus=alert(1)>', '<font face="x" onmouseover=alert(1)>x</font>', '<![CDATA[<script>alert(1)</script>]]>', '<!--[if mso]><img src=https://evil.example/a><![endif]-->', '<isindex action=javascript:alert(1)>', '<link rel=prefetch href="https://evil.example/a">', '<style>@font-face{font-family:x;src:url(https://evil.example/a)}</style>', '<bgsound src="https://evil.example/a">',
])('E11 | reader.show() | %s runs nothing and loads nothing', async (html) => {
  const safe = await shown(html)
  expect(safe).not.toMatch(/<(script|iframe|object|embed|form|input|button|base|meta|link|style|svg|math|video|audio|source|template|body|marquee|details)\b|\son\w+\s*=|javascript:|vbscript:|url\(|expression\(|position\s*:|\sid=|srcset|poster|(?:src|background)="(?:https?:)?\/\//i)
})

test.each(Object.entries(replyStyles))('E9 | ownWords() | under %s nothing of ours is left and nothing of theirs is lost', (_style, mail) => {
  expect(ownWords(mail)).toBe(guestWords)
  expect(leaked(ownWords(mail))).toBe(false)
})

test.each(Object.entries(htmlStyles))('E9 | reader.parse() | HTML of %s keeps the words and not the quotation', async (_style, html) => {
  const { own } = await reader.parse(Buffer.from(htmlMail(html)))
  expect(own.replace(/\n+/g, '\n')).toBe(guestWords.replace(/\n+/g, '\n'))
  expect(leaked(own)).toBe(false)
})

test('E9 | reader.parse() | a table is read row by row, and what stands in two cells is two words', async () => {
  const { own } = await reader.parse(Buffer.from(htmlMail('<p>Hello</p><table><tr><th>Bank</th><td>Harbour</td></tr><tr><th>Account</th><td><table><tr><td>12 345</td></tr></table></td></tr></table><p>Ada</p>')))
  expect(own).toBe('Hello\n\nBank Harbour\nAccount\n12 345\n\nAda')
})

test.each(Object.entries(trickyWords))('E9 | ownWords() | %s, which only looks like a quotation, stays whole', (_what, words) => {
  expect(ownWords(words)).toBe(words)
})

test('E8 | reader.parse() | what mail servers say of failed mail is known for it, and nothing else is', async () => {
  const reportOf = async (mail: string) => (await reader.parse(Buffer.from(mail))).report
  const kinds = async (mails: Record<string, string>) => new Map(await Promise.all(Object.entries(mails).map(async ([name, mail]) => [name, await reportOf(mail)] as const)))
  const known = await kinds(bounces)
  expect([...known].filter(([, report]) => report === null).map(([name]) => name)).toEqual([])
  expect(known.get('RFC 3464')).toMatchObject({ kind: 'failed', status: '5.1.1', recipients: ['ada@skargard.example'] })
  expect([...known].filter(([, report]) => report?.kind === 'delayed').map(([name]) => name)).toEqual(['RFC 3464, delayed', 'sendmail, still trying'])
  expect(known.get('a complaint')).toMatchObject({ kind: 'complaint', recipients: ['ada@skargard.example'] })
  for (const others of [autoReplies, notBounces]) expect([...(await kinds(others))].filter(([, report]) => report !== null).map(([name]) => name)).toEqual([])
})

test('S4 | fetchOutside() | no spelling of this machine, no redirect and no name reaches it', async () => {
  const hits: string[] = []
  const server = createServer((request, response) => void (hits.push(request.url ?? ''), response.end('x')))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const options = { maxBytes: 1_000, timeoutMs: 1_000, types: /./ }
  for (const host of ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0.0.0.0', '[::]', 'localhost', 'localhost.', '127.0.0.1.', '①②⑦.0.0.1']) {
    expect(await fetchOutside(`http://${host}:${port}/`, options), host).toBeNull()
    expect(await fetchOutside(`http://${host}/`, options), host).toBeNull()
  }
  const rebinds = { ...options, lookup: ((_name: string, _options: unknown, done: (error: null, found: { address: string; family: number }[]) => void) => done(null, [{ address: '127.0.0.1', family: 4 }])) as never }
  expect(await fetchOutside('http://pictures.example/', rebinds)).toBeNull()
  expect(hits).toEqual([])
  server.close()
})

test('E12 | scanner() | what clamd finds is found, what it passes is clean, what it does not take is too large, and no answer is no answer', async () => {
  const clamd = await fakeClamd()
  expect(await scanner(clamd.place)(Buffer.from('a harmless text'))).toEqual({ is: 'clean' })
  expect(await scanner(clamd.place)(Buffer.from('X5O!P%@AP EICAR'))).toEqual({ is: 'infected', found: 'Eicar-Test' })
  expect(await scanner(clamd.place)(Buffer.from('a GIANT'))).toEqual({ is: 'too-large' })
  await clamd.close()
  await expect(scanner(clamd.place)(Buffer.from('a'))).rejects.toThrow(/ECONN|nothing/)
})

test('a picture is drawn anew: where it was taken is gone, and what is none is refused', async () => {
  const { default: sharp } = await import('sharp')
  const photo = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).withExif({ IFD3: { GPSLatitude: '59/1 0/1 0/1' } }).jpeg().toBuffer()
  const drawn = await reader.redraw(photo)
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  expect((await sharp(Buffer.from(drawn?.bytes ?? [])).metadata()).exif).toBeUndefined()
  expect(await reader.redraw(Buffer.from('GIF89a=1;alert(1)'))).toBeNull()
  // It says it is 30,000 pixels wide and high; so much is never begun.
  const huge = Buffer.from(await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).png().toBuffer())
  huge.writeUInt32BE(30_000, 16)
  huge.writeUInt32BE(30_000, 20)
  huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29)
  expect(await reader.redraw(huge)).toBeNull()
})

test('R60 | authenticate() | a seal is believed of a sealer the operator trusts, for what it had found proved, of a mail unchanged since', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
  const records = {
    'txt s1._domainkey.lists.example': [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`], 'txt _dmarc.example.com': ['v=DMARC1; p=reject'], 'txt example.com': ['v=spf1 -all'],
  }
  // What a list passes on: the subject is the list's, so the sender's own signature is broken.
  const mail = 'From: Ana <ana@example.com>\r\nTo: help@fjordstay.example\r\nSubject: [list] Hello\r\nDate: Tue, 24 Nov 2026 09:30:00 +0000\r\nMessage-ID: <1@example.com>\r\n\r\nHello from a list\r\n'
  const sealed = async (found: string, signingDomain = 'lists.example') =>
    `${(await sealMessage(Buffer.from(mail), { signingDomain, selector: 's1', privateKey, authResults: `mx.lists.example; ${found}`, cv: 'none' })).toString()}${mail}`
  const verdict = (raw: string, sealers = ['lists.example']) =>
    authenticate(Buffer.from(raw), { sender: 'bounce@lists.example', remote: '192.0.2.9', helo: 'mx.lists.example', trusted: false }, { names: { kind: 'table', records }, mta: 'mail.fjordstay.example', sealers })
  const proof = 'dmarc=pass header.from=example.com'
  expect(await verdict(await sealed(proof))).toMatchObject({ dmarc: 'fail', arc: 'pass', domain: 'example.com', proved: true })
  const others = [
    await verdict(mail), await verdict(await sealed(proof), []), await verdict(await sealed(proof), ['other.example']), await verdict((await sealed(proof)).replace('Hello from', 'Money from')),
    await verdict(await sealed('dmarc=fail header.from=example.com')), await verdict(await sealed('dmarc=pass header.from=evil.example')), await verdict(await sealed('spf=pass')), await verdict(await sealed(proof, 'nokey.example'), ['nokey.example']),
  ]
  expect(others.map(({ proved, arc }) => [proved, arc])).toEqual([[false, 'none'], [false, 'pass'], [false, 'pass'], [false, 'fail'], [false, 'pass'], [false, 'pass'], [false, 'pass'], [false, expect.not.stringMatching('pass')]])
})
