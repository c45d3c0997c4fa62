import { createServer } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { scanner } from '#platform/files'
import { fetchOutside } from '#platform/http'
import { fakeClamd } from '#test/fakes/clamd'
import { createReader } from './reader.ts'
import { ownWords } from './own-words.ts'

const reader = createReader({ names: { kind: 'table', records: {} }, mta: 'mail.fjordstay.example', sealers: [] })
afterAll(() => reader.close())

const head = 'From: ana@example.com\r\nTo: guests@fjordstay.example\r\nSubject: Hello\r\n'
const text = (headers: string, body = 'Hello') => `${head}${headers}\r\n${body}\r\n`
const nested = (times: number) => {
  let mail = 'Content-Type: text/plain\r\n\r\nInmost'
  for (let n = 0; n < times; n++) mail = `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n${mail}\r\n--b${n}--`
  return `${head}MIME-Version: 1.0\r\n${mail}`
}
const many = (part: string, times: number) => part.repeat(times)

const hostile: Record<string, string> = {
  'nesting 100': nested(100), 'nesting 1,000': nested(1_000), 'message in message': `${head}${many('Content-Type: message/rfc822\r\n\r\n', 1_000)}Hello`,
  'header of 5 MB': text(`X-Long: ${many('x', 5_000_000)}\r\n`), '100,000 headers': text(many('X-A: b\r\n', 100_000)), '200,000 folds': text(`X-Fold: a${many('\r\n b', 200_000)}\r\n`),
  '100,000 recipients': text(`Cc: ${many('a@b.example, ', 100_000)}c@d.example\r\n`), 'comments': `From: ${many('(', 50_000)} ana@example.com\r\n\r\nHello`, 'quotes': `From: ${many('"a" ', 50_000)}<ana@example.com>\r\n\r\nHello`,
  'groups': `From: ${many('g: a@b.example; ', 50_000)}\r\n\r\nHello`, '50,000 parts': `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${many('--b\r\n\r\nx\r\n', 50_000)}--b--`,
  '50,000 files': `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${many('--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n', 50_000)}--b--`,
  'encoded words': text(`X-Words: ${many('=?utf-8?q?a?= ', 70_000)}\r\n`).replace('Subject: Hello', `Subject: ${many('=?utf-8?q?a?= ', 10_000)}`), 'unended words': text('').replace('Subject: Hello', `Subject: ${many('=?utf-8?q?a', 20_000)}`),
  'continuations': text(`Content-Type: text/plain; ${Array.from({ length: 20_000 }, (_, n) => `name*${n}=a`).join('; ')}\r\n`), 'boundary of signs': `${head}Content-Type: multipart/mixed; boundary="(.*)+$["\r\n\r\n--(.*)+$[\r\n\r\nHello\r\n--(.*)+$[--`,
  'empty boundary': `${head}Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nHello`, 'boundary of another': `${head}Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\n\r\nHello\r\n--ab--\r\n--a--`, 'dashes': `${head}Content-Type: multipart/mixed; boundary=----\r\n\r\n------\r\n\r\nHello\r\n--------`,
  'base64 garbage': text('Content-Transfer-Encoding: base64\r\n', many('!%&=', 100_000)), 'quoted-printable 10 MB': text('Content-Transfer-Encoding: quoted-printable\r\n', many('=C3=A5', 1_700_000)),
  ...Object.fromEntries(['utf-7', 'utf-16', 'iso-2022-jp', 'iso-2022-kr', 'ks_c_5601-1987', 'big5', 'hz-gb-2312', 'no-such-charset'].map((charset) => [charset, text(`Content-Type: text/plain; charset=${charset}\r\n`, '+ADw-script+AD4- \x1b$B\x00\xff')])),
  'NULs': text('X-Nul: a\0b\r\n', 'a\0b'), 'bare CR and LF': text('').replaceAll('\r\n', '\n').replace('Hello\n', 'Hel\rlo\n'), 'format=flowed bomb': text('Content-Type: text/plain; format=flowed\r\n', many('> > a \r\n', 200_000)),
  'date of nonsense': text('Date: 1 1 1 1 1 1\r\n'), 'year 9999': text('Date: Fri, 31 Dec 9999 23:59:59 +0000\r\n'), '200,000 references': text(`References: ${many('<a@b.example> ', 200_000)}\r\n`),
  'two From': `From: ana@example.com\r\n${head}\r\nHello`, 'no From': 'Subject: Hello\r\n\r\nHello', 'empty': '', 'winmail.dat': text('Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n', 'eJ8+IgAA'),
  'signed': text('Content-Type: multipart/signed; boundary=b; protocol="application/pkcs7-signature"\r\n', '--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--'), 'invitation': text('Content-Type: text/calendar; method=REQUEST\r\n', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'),
}

test('E5 | reader.parse() | every hostile mail is read or refused within five seconds, in a thread, and the next is read', { timeout: 120_000 }, async () => {
  const outcomes: string[] = []
  for (const [name, mail] of Object.entries(hostile)) {
    const began = performance.now()
    await reader.parse(Buffer.from(mail, 'latin1')).then(() => outcomes.push('read'), () => outcomes.push('refused'))
    expect(performance.now() - began, name).toBeLessThan(9_000)
  }
  expect(outcomes).toHaveLength(Object.keys(hostile).length)
  expect(outcomes.length).toBeGreaterThanOrEqual(32)
  expect((await reader.parse(Buffer.from(text('')))).own).toBe('Hello')
})

test('S8 | agreedFrom() | an address that two parsers read differently, or that is not one, is nobody’s', async () => {
  const from = async (line: string) => (await reader.parse(Buffer.from(`From: ${line}\r\nSubject: x\r\n\r\nHello`))).agreedFrom
  expect(await from('Ana <ana@example.com>')).toBe('ana@example.com')
  expect(await from('"support@fjordstay.example" <eve@evil.example>')).toBe('eve@evil.example')
  for (const line of ['a@evil.example (c) .fjordstay.example', 'a@b.example, c@d.example', 'g: a@b.example, c@d.example;', '', '<>']) expect(await from(line), line).toBeNull()
  expect((await reader.parse(Buffer.from(hostile['two From'] ?? ''))).agreedFrom).toBeNull()
})

const shown = async (html: string) => (await reader.show(Buffer.from(`${head}Content-Type: text/html; charset=utf-8\r\n\r\n${html}`), { pictures: null })).html

test.each([
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<svg><script>alert(1)</script></svg>', '<math><mi xlink:href="javascript:alert(1)">', '<a href="javascript:alert(1)">x</a>', '<a href=" java\tscript:alert(1)">x</a>', '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>', '<iframe src="javascript:alert(1)">', '<iframe srcdoc="<script>alert(1)</script>">', '<object data="x.swf">', '<embed src="x">', '<form action="https://evil.example"><input></form>', '<button formaction="javascript:alert(1)">x</button>', '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">', '<link rel=stylesheet href="https://evil.example/a.css">', '<style>@import "https://evil.example/a.css"</style>', '<div style="background:url(https://evil.example/a)">x</div>', '<div style="position:fixed;inset:0">x</div>', '<div style="width:expression(alert(1))">x</div>',
  '<table background="https://evil.example/a"><td>x</table>', '<img src="https://evil.example/a.png">', '<img srcset="https://evil.example/a.png 2x">', '<picture><source srcset="https://evil.example/a"></picture>', '<video poster="https://evil.example/a"></video>', '<audio src="https://evil.example/a"></audio>', '<input type=image src="https://evil.example/a">', '<body onload=alert(1)>',
  '<img src="//evil.example/a">', '<img src="cid:somebody@else">', '<img src="data:image/svg+xml,<svg onload=alert(1)>">', '<div id="location" name="top">x</div>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<xmp><img src=x onerror=alert(1)></xmp>', '<textarea><img src=x onerror=alert(1)></textarea>', '<template><script>alert(1)</script></template>',
  '<b onclick=alert(1)>x</b>', '<details open ontoggle=alert(1)>x</details>', '<marquee onstart=alert(1)>x</marquee>', '<keygen autofocus onfocus=alert(1)>', '<font face="x" onmouseover=alert(1)>x</font>', '<![CDATA[<script>alert(1)</script>]]>', '<!--[if mso]><img src=https://evil.example/a><![endif]-->', '<isindex action=javascript:alert(1)>', '<link rel=prefetch href="https://evil.example/a">', '<bgsound src="https://evil.example/a">',
])('E11 | reader.show() | %s runs nothing and loads nothing', async (html) => {
  const safe = await shown(html)
  expect(safe).not.toMatch(/<(script|iframe|object|embed|form|input|button|base|meta|link|style|svg|math|video|audio|source|template|body|marquee|details)\b|\son\w+\s*=|javascript:|vbscript:|url\(|expression\(|position\s*:|\sid=|srcset|poster|(?:src|background)="(?:https?:)?\/\//i)
})

test('E5 | reader.show() | HTML made to take for ever ends at its deadline, and the next is shown', async () => {
  await reader.show(Buffer.from(`${head}Content-Type: text/html\r\n\r\n${many('<div>', 300_000)}`), { pictures: null }).catch(() => undefined)
  expect(await shown('<p>Hello</p>')).toContain('<p>Hello</p>')
})

test.each([
  'On Tue, 12 May 2026 at 11:05, Fjordstay <help@x.example> wrote:', 'Den tis 12 maj 2026 kl 11:05 skrev Fjordstay <help@x.example>:', 'Am Di., 12. Mai 2026 um 11:05 Uhr schrieb Fjordstay <help@x.example>:', 'Le mar. 12 mai 2026 à 11:05, Fjordstay <help@x.example> a écrit :',
  'El mar, 12 may 2026 a las 11:05, Fjordstay (<help@x.example>) escribió:', 'Il giorno mar 12 mag 2026 alle ore 11:05 Fjordstay <help@x.example> ha scritto:', 'Op di 12 mei 2026 om 11:05 schreef Fjordstay <help@x.example>:', 'Den tir. 12. maj 2026 kl. 11.05 skrev Fjordstay <help@x.example>:', 'wt., 12 maj 2026 o 11:05 Fjordstay <help@x.example> napisał(a):', 'في الثلاثاء، ١٢ مايو ٢٠٢٦ في ١١:٠٥ كتب Fjordstay <help@x.example>:',
])('E9 | ownWords() | under “%s” nothing of ours is left and nothing of theirs is lost', (lead) => {
  expect(ownWords(`Thank you.\n\nIt works: see 12:30.\n\n${lead}\n\n> ⸻ Write your answer above this line ⸻\n>\n> Hello Ana`)).toBe('Thank you.\n\nIt works: see 12:30.')
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

test('E12 | scanner() | what clamd finds is found, what it passes is clean, and no answer is no answer', async () => {
  const clamd = await fakeClamd()
  expect(await scanner(clamd.place)(Buffer.from('a harmless text'))).toEqual({ clean: true })
  expect(await scanner(clamd.place)(Buffer.from('X5O!P%@AP EICAR'))).toEqual({ clean: false, found: 'Eicar-Test' })
  await clamd.close()
  await expect(scanner(clamd.place)(Buffer.from('a'))).rejects.toThrow(/ECONN|nothing/)
})

test('a picture is drawn anew: where it was taken is gone, and what is none is refused', async () => {
  const { default: sharp } = await import('sharp')
  const photo = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).withExif({ IFD3: { GPSLatitude: '59/1 0/1 0/1' } }).jpeg().toBuffer()
  const drawn = await reader.redraw(photo, 'image/jpeg')
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  expect((await sharp(Buffer.from(drawn?.bytes ?? [])).metadata()).exif).toBeUndefined()
  expect(await reader.redraw(Buffer.from('GIF89a=1;alert(1)'), 'image/gif')).toBeNull()
})
