const crlf = (lines: readonly string[]) => lines.join('\r\n')
const bytes = (text: string, encoding: 'latin1' | 'utf8' = 'utf8') => Buffer.from(text, encoding)
const plain = (head: readonly string[], body: string) => crlf(['From: Ana <ana@example.com>', ...head, '', body, ''])

/** A mail, and what it is to be read as. */
export type Form = { raw: Buffer; from?: string; subject?: string; text?: string; files?: string[]; messageId?: string }

/** The forms in which programs write mail. */
export const forms: Record<string, Form> = {
  'encoded words, two in a row': { raw: bytes(plain(['Subject: =?utf-8?B?xLByw7xt?= =?iso-8859-1?Q?_r=E4ksm=F6rg=E5s?='], 'Hej')), subject: 'İrüm räksmörgås' },
  'an encoded word with bare letters in it': { raw: bytes(plain(['Subject: =?iso-8859-1?Q?R\xe4ksm=F6rg\xe5s?='], 'Hej'), 'latin1'), subject: 'Räksmörgås' },
  'a mail of parts whose boundary is never seen': { raw: bytes(plain(['Content-Type: multipart/mixed; boundary=b'], 'The words\r\nstand here')), text: 'The words\nstand here', files: [] },
  'a mail of parts that are all empty': { raw: bytes(plain(['Content-Type: multipart/mixed; boundary=b'], crlf(['--b', 'Content-Type: text/plain', '', '', '--b--']))), text: '', files: [] },
  'UTF-8 in the head': { raw: bytes(plain(['Subject: Två stjärnor'], 'Hej')), subject: 'Två stjärnor' },
  'a long subject, folded': { raw: bytes(plain(['Subject: One\r\n two\r\n\tthree'], 'Hej')), subject: 'One two three' },
  'ISO-8859-1': { raw: bytes(plain(['Content-Type: text/plain; charset=iso-8859-1'], 'Räksmörgås'), 'latin1'), text: 'Räksmörgås' },
  'windows-1252': { raw: Buffer.concat([bytes(plain(['Content-Type: text/plain; charset=windows-1252'], '')), Buffer.from([0x80, 0x20, 0x31, 0x32])]), text: '€ 12' },
  'ISO-2022-JP': { raw: Buffer.concat([bytes(plain(['Content-Type: text/plain; charset=iso-2022-jp'], '').trimEnd() + '\r\n\r\n'), Buffer.from('\x1b$B$3$s$K$A$O\x1b(B', 'latin1')]), text: 'こんにちは' },
  'KOI8-R': { raw: Buffer.concat([bytes(plain(['Content-Type: text/plain; charset=koi8-r'], '').trimEnd() + '\r\n\r\n'), Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])]), text: 'Привет' },
  'quoted-printable': { raw: bytes(plain(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'], 'Tv=C3=A5 =\r\nrum')), text: 'Två rum' },
  'base64': { raw: bytes(plain(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'], Buffer.from('Två rum').toString('base64'))), text: 'Två rum' },
  'bare line feeds': { raw: bytes(plain(['Subject: Hej'], 'Rad ett\r\nRad två').replaceAll('\r\n', '\n')), subject: 'Hej', text: 'Rad ett\nRad två' },
  'a name with a comma': { raw: bytes(crlf(['From: "Ruiz, Ana" <ANA@example.com>', 'Message-ID: <a.b@example.com>', '', 'Hej', ''])), from: 'ana@example.com', messageId: '<a.b@example.com>' },
  'HTML alone': { raw: bytes(plain(['Content-Type: text/html; charset=utf-8'], '<p>One</p><ul><li>two</ul>')), text: 'One\n\n * two' },
  'alternatives': { raw: bytes(plain(['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b'], crlf(['--b', 'Content-Type: text/plain', '', 'The text', '--b', 'Content-Type: text/html', '', '<p>The HTML</p>', '--b--']))), text: 'The text', files: [] },
  'a file with a long name': {
    raw: bytes(plain(['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], crlf(['--b', '', 'See the file', '--b', 'Content-Type: application/pdf', "Content-Disposition: attachment; filename*0*=utf-8''r%C3%A4k; filename*1=ning.pdf", '', 'x', '--b--']))),
    text: 'See the file', files: ['räkning.pdf'],
  },
  'a file with an encoded name': { raw: bytes(plain(['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], crlf(['--b', '', 'See', '--b', 'Content-Type: image/png; name="=?utf-8?Q?bild_=C3=A5.png?="', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=', '--b--']))), files: ['bild å.png'] },
  'a mail in a mail': { raw: bytes(plain(['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], crlf(['--b', '', 'Forwarded', '--b', 'Content-Type: message/rfc822', 'Content-Disposition: attachment; filename=old.eml', '', 'Subject: Old', '', 'Old words', '--b--']))), files: ['old.eml'] },
}
