const head = 'From: ana@example.com\r\nTo: guests@fjordstay.example\r\nSubject: Hello\r\n'
export const mailOf = (headers: string, body = 'Hello') => `${head}${headers}\r\n${body}\r\n`
export const htmlMail = (html: string) => `${head}Content-Type: text/html; charset=utf-8\r\n\r\n${html}`
const many = (part: string, times: number) => part.repeat(times)
const nested = (times: number) => {
  let mail = 'Content-Type: text/plain\r\n\r\nInmost'
  for (let n = 0; n < times; n++) mail = `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n${mail}\r\n--b${n}--`
  return `${head}MIME-Version: 1.0\r\n${mail}`
}

/** Mails made to be slow, large or unlike any mail: 8-bit, to be read as Latin-1. */
export const hostileMails: Record<string, string> = {
  'nesting 100': nested(100), 'nesting 1,000': nested(1_000), 'nesting 10,000': nested(10_000), 'message in message': `${head}${many('Content-Type: message/rfc822\r\n\r\n', 1_000)}Hello`,
  'header of 5 MB': mailOf(`X-Long: ${many('x', 5_000_000)}\r\n`), '100,000 headers': mailOf(many('X-A: b\r\n', 100_000)), '200,000 folds': mailOf(`X-Fold: a${many('\r\n b', 200_000)}\r\n`),
  '100,000 recipients': mailOf(`Cc: ${many('a@b.example, ', 100_000)}c@d.example\r\n`), 'comments': `From: ${many('(', 50_000)} ana@example.com\r\n\r\nHello`, 'quotes': `From: ${many('"a" ', 50_000)}<ana@example.com>\r\n\r\nHello`,
  'groups': `From: ${many('g: a@b.example; ', 50_000)}\r\n\r\nHello`, '50,000 parts': `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${many('--b\r\n\r\nx\r\n', 50_000)}--b--`,
  '50,000 files': `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${many('--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n', 50_000)}--b--`,
  'encoded words': mailOf(`X-Words: ${many('=?utf-8?q?a?= ', 70_000)}\r\n`).replace('Subject: Hello', `Subject: ${many('=?utf-8?q?a?= ', 10_000)}`), 'unended words': mailOf('').replace('Subject: Hello', `Subject: ${many('=?utf-8?q?a', 20_000)}`), '100,000 unended words': mailOf(`X-Words: ${many('=?utf-8?q?a ', 100_000)}\r\n`),
  'continuations': mailOf(`Content-Type: text/plain; ${Array.from({ length: 20_000 }, (_, n) => `name*${n}=a`).join('; ')}\r\n`), 'boundary of signs': `${head}Content-Type: multipart/mixed; boundary="(.*)+$["\r\n\r\n--(.*)+$[\r\n\r\nHello\r\n--(.*)+$[--`,
  'empty boundary': `${head}Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nHello`, 'boundary of another': `${head}Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\n\r\nHello\r\n--ab--\r\n--a--`, 'dashes': `${head}Content-Type: multipart/mixed; boundary=----\r\n\r\n------\r\n\r\nHello\r\n--------`,
  'base64 garbage': mailOf('Content-Transfer-Encoding: base64\r\n', many('!%&=', 100_000)), 'quoted-printable 10 MB': mailOf('Content-Transfer-Encoding: quoted-printable\r\n', many('=C3=A5', 1_700_000)),
  ...Object.fromEntries(['utf-7', 'utf-16', 'iso-2022-jp', 'iso-2022-kr', 'ks_c_5601-1987', 'big5', 'hz-gb-2312', 'no-such-charset'].map((charset) => [charset, mailOf(`Content-Type: text/plain; charset=${charset}\r\n`, '+ADw-script+AD4- \x1b$B\x00\xff')])),
  'a charset that is another': mailOf('Content-Type: text/plain; charset=utf-8\r\n', 'R\xe4ksm\xf6rg\xe5s \xff\xfe\xc3'), 'ten years ahead': mailOf('Date: Sun, 30 Nov 2036 12:00:00 +0000\r\n'),
  'two Message-IDs': mailOf('Message-ID: <a@example.com>\r\nMessage-ID: <b@example.com>\r\n'), 'two Content-Types': mailOf('Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=b\r\n', '--b\r\n\r\nHello\r\n--b--'),
  'NULs': mailOf('X-Nul: a\0b\r\n', 'a\0b'), 'bare CR and LF': mailOf('').replaceAll('\r\n', '\n').replace('Hello\n', 'Hel\rlo\n'), 'format=flowed bomb': mailOf('Content-Type: text/plain; format=flowed\r\n', many('> > a \r\n', 200_000)),
  'date of nonsense': mailOf('Date: 1 1 1 1 1 1\r\n'), 'year 9999': mailOf('Date: Fri, 31 Dec 9999 23:59:59 +0000\r\n'), '200,000 references': mailOf(`References: ${many('<a@b.example> ', 200_000)}\r\n`),
  'two From': `From: ana@example.com\r\n${head}\r\nHello`, 'no From': 'Subject: Hello\r\n\r\nHello', 'empty': '', 'winmail.dat': mailOf('Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n', 'eJ8+IgAA'),
  'signed': mailOf('Content-Type: multipart/signed; boundary=b; protocol="application/pkcs7-signature"\r\n', '--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--'), 'enveloped': mailOf('Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n', 'MIIB'),
  'encrypted': mailOf('Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"\r\n', '--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--b--'), 'invitation': mailOf('Content-Type: text/calendar; method=REQUEST\r\n', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'),
}

/** HTML made to be slow to read, or to fill the memory. */
export const hostileHtml: Record<string, string> = {
  'nested tables': many('<table><tr><td>', 3_000), 'nested b and i': many('<b><i>', 12_000), '300,000 divs': many('<div>', 300_000), 'divs, closed': many('<div>', 20_000) + many('</div>', 20_000),
  '200 kB of <': many('<', 200_000), 'unended attributes': many('<a href="', 30_000), 'unended comments': many('<!--', 200_000), '100,000 attributes': `<p ${many('a=b ', 100_000)}>x</p>`,
  'a style of 200 kB': `<p style="${many('color:red;', 20_000)}">x</p>`, 'styles of nonsense': many('<p style="a:((((((((((;;;:::">', 20_000), 'entities': many('&amp;&#x26;&#38;&nosuch;', 20_000), '20,000 pictures': many('<img src="https://evil.example/a.png">', 20_000),
  'quotations': many('<blockquote>', 5_000), 'one word of 2 MB': `<p>${many('x', 2_000_000)}</p>`,
}
