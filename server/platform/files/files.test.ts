import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { acceptedExtensions, acceptedMediaType, localFileStore, safeFileName } from './index.ts'

const folder = await mkdtemp(join(tmpdir(), 'hospes-files-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the store', () => {
  const store = localFileStore(join(folder, 'store'))

  test('gives back what was put, under the hash of its content, readable by its owner alone', async () => {
    const bytes = Buffer.from('An invoice.')
    const key = await store.put(bytes)
    expect(key).toEqual(createHash('sha256').update(bytes).digest())
    expect(await store.get(key)).toEqual(bytes)
    const hex = key.toString('hex')
    expect((await stat(join(folder, 'store', hex.slice(0, 2), hex.slice(2)))).mode & 0o777).toBe(0o600)
  })

  test('the same content many times at once is one file, and nothing half-written is left', async () => {
    const bytes = Buffer.alloc(300_000, 7)
    const keys = await Promise.all(Array.from({ length: 10 }, () => store.put(bytes)))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect(await store.get(keys[0] ?? Buffer.alloc(0))).toEqual(bytes)
    expect((await readdir(join(folder, 'store'))).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('what is not there is an error', async () => {
    await expect(store.get(Buffer.alloc(32, 9))).rejects.toThrow('ENOENT')
  })
})

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const png = hex('89504e47 0d0a1a0a 0000000d 49484452 00000001 00000001 0802000000 907753de')
const jpeg = hex('ffd8ffe0 00104a46 49460001 01000001 00010000')
const pdf = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')
const program = hex('4d5a9000 03000000 04000000 ffff0000')

test.each<[string, Buffer, string | null]>([
  ['room.png', png, 'image/png'], ['ROOM.PNG', png, 'image/png'], ['room.jpeg', jpeg, 'image/jpeg'], ['room.jpg', jpeg, 'image/jpeg'], ['invoice.pdf', pdf, 'application/pdf'],
  ['notes.txt', Buffer.from('räksmörgås'), 'text/plain'], ['prices.csv', Buffer.from('a;b'), 'text/csv'], ['app.log', Buffer.from('line'), 'text/plain'],
  ['room.jpg', png, null], ['room', png, null], ['room.png.exe', png, null], ['room.png ', png, null], ['invoice.pdf', program, null], ['notes.txt', program, null],
  ['notes.txt', Buffer.from([0xff, 0xfe, 0x00]), null], ['page.html', Buffer.from('<html>'), null], ['logo.svg', Buffer.from('<svg/>'), null], ['run.sh', Buffer.from('#!/bin/sh'), null],
  ['all.zip', hex('504b0304 14000000 00000000'), null], ['', Buffer.from('x'), null],
  ['.htaccess', Buffer.from('Options +ExecCGI'), null], ['shell.php%20', Buffer.from('<?php'), null], ['page.jpg', Buffer.from('<html><script>'), null], ['logo.png', Buffer.from('<svg onload="alert(1)"/>'), null], ['bomb.gz', hex('1f8b0800 00000000 0003'), null], ['inner.docx', hex('504b0304 14000900 08000000'), null],
  ['mail.eml', Buffer.from('From: a@b.example\r\n\r\nX5O!P'), null],
])('%s is taken for what its content is, when its name agrees', async (name, bytes, type) => {
  expect(await acceptedMediaType(name, bytes)).toBe(type)
})

const never = 'ade adp apk app asf bas bat bz2 cab chm cmd com cpl crt dll dmg docm exe hta htm html img inf ins iso jar js jse lnk msc msi msp pif ps1 rar reg scr sct sh shb svg swf sys tar tgz url vb vbe vbs wsc wsf xhtml xlsm xml zip 7z'.split(' ')

test('E12 | POST /api/v1/desk/files | what runs, holds other files or is a page is kept under no name and in no disguise', async () => {
  expect(never.length).toBeGreaterThan(43)
  for (const kind of never) for (const name of [`offer.${kind}`, `offer.pdf.${kind}`, `OFFER.${kind.toUpperCase()}`, `offer.${kind} `, `offer.${kind}.`]) expect(await acceptedMediaType(name, Buffer.from('text')), name).toBeNull()
  const contents = { program, elf: hex('7f454c46 02010100'), zip: hex('504b0304 14000000 00000000'), rar: hex('52617221 1a070100'), '7z': hex('377abcaf 271c0004'), gzip: hex('1f8b0800 00000000 0003'), cab: hex('4d534346 00000000'), class: hex('cafebabe 00000034'), flash: hex('43575306 00000000'), ole: hex('d0cf11e0 a1b11ae1') }
  for (const [what, bytes] of Object.entries(contents)) for (const kind of acceptedExtensions) expect(await acceptedMediaType(`offer.${kind}`, bytes), `${what} as ${kind}`).toBeNull()
})

test('what a page says is accepted is accepted', () => {
  expect(acceptedExtensions).toEqual(expect.arrayContaining(['png', 'jpg', 'pdf', 'docx', 'xlsx', 'txt', 'csv', 'mp4']))
  expect(acceptedExtensions).not.toEqual(expect.arrayContaining(['svg']))
})

test.each([
  ['../../etc/passwd', 'passwd'], ['C:\\Users\\ada\\invoice.pdf', 'invoice.pdf'], ['a\0b\u202egnp.exe', 'abgnp.exe'], ['zero\u200bwidth.png', 'zerowidth.png'],
  ['<img src=x>.png', 'img src=x.png'], ['line\r\nbreak.txt', 'linebreak.txt'], ['trailing. . .', 'trailing'], ['', 'file'], ['..', 'file'], ['shell.php%20', 'shell.php%20'], ['.htaccess', '.htaccess'], [' trailing.png ', 'trailing.png'], ['räksmörgås 🐟.png', 'räksmörgås 🐟.png'],
])('%j is stored as %j', (given, stored) => {
  expect(safeFileName(given)).toBe(stored)
})

test('a long name is shortened before its ending', () => {
  const name = safeFileName(`${'long '.repeat(100)}.pdf`)
  expect(name).toHaveLength(150)
  expect(name.endsWith('.pdf')).toBe(true)
})
