import { expect, test } from 'vitest'
import { localesOffered } from '#web/locales'
import { linesOf, visual } from '#platform/pdf'
import { startWorld } from '#test/world'

const world = await startWorld({ clock: new Date('2026-05-12T09:00:00Z') })
const ada = await world.partner('ada')
const mateo = await world.partner('mateo')
const path = '/en/extranet/share'

const bytesOf = async (address: string) => {
  const answered = await ada.send(address)
  return { status: answered.status, type: answered.headers.get('content-type'), bytes: Buffer.from(await answered.arrayBuffer()) }
}
const pasted = (html: string) => /<textarea[^>]*>(.*?)<\/textarea>/s.exec(html)?.[1] ?? ''
const bookingOf = async (guest: string) => new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>[^<]*${guest}`).exec((await ada.page(path)).text)?.[1] ?? ''

test.each(localesOffered)('R37 | GET /{locale}/extranet/share | in %s there are link, text, code and card, and nothing on them leads to the partner', async (language) => {
  const { status, text } = await ada.page(`${path}?language=${language}`)
  expect(status).toBe(200)
  expect(pasted(text)).toContain(`${world.base.replace('127.0.0.1', new URL(world.app.publicUrl()).hostname)}/${language}/guest`)
  expect(text).toContain(`lang="${language}"`)
  for (const secret of ['Skärgårdsro', '+46', 'skargard.example', 'Ada']) expect(pasted(text)).not.toContain(secret)
  const card = await bytesOf(`${path}/card.pdf?language=${language}`)
  expect([card.type, card.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
  expect(card.bytes.toString('latin1')).toMatch(/MediaBox \[0 0 297\.64 419\.53\]/)
  // One card, one page.
  expect(card.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
})

test('R37 | GET /{locale}/extranet/share/{file} | the code comes as drawing and as picture', async () => {
  const svg = await bytesOf(`${path}/code.svg?language=es`)
  expect([svg.type, svg.bytes.toString().startsWith('<svg')]).toEqual(['image/svg+xml', true])
  const png = await bytesOf(`${path}/code.png?language=es`)
  expect([png.type, png.bytes.subarray(1, 4).toString(), png.bytes.readUInt32BE(16)]).toEqual(['image/png', 'PNG', 1_024])
  expect((await ada.send(`${path}/code.gif`)).status).toBe(404)
})

test('R37 | GET /{locale}/extranet/share | for one booking: in the guest’s language when it is one of ours, with the number and the place; somebody else’s is not there', async () => {
  const thomas = await bookingOf('Thomas Berger')
  const { text } = await ada.page(`${path}?reservation=${thomas}`)
  expect(pasted(text)).toContain('/de/guest')
  // On a card for anybody no language is known: the address names none, and leads to the reader's own.
  const anybody = await ada.page(path)
  expect(pasted(anybody.text)).toMatch(/:\d+\/guest$/)
  expect(anybody.text).not.toContain('card.pdf?language')
  expect(pasted(text)).toContain('4071105937')
  expect((await ada.page(`${path}?reservation=${thomas}&language=sv`)).text).toContain('Din bokning 4071105937')
  for (const id of [thomas, 'x', '01990a10-0000-7000-8000-000000000001']) expect((await mateo.page(`${path}?reservation=${id}`)).status).toBe(404)
  expect((await mateo.send(`${path}/card.pdf?reservation=${thomas}`)).status).toBe(404)
  expect((await world.visitor.page(path)).headers.get('location')).toContain('/en/extranet/sign-in')
})

test('lines are broken as they are read, and only then turned round', () => {
  const fits = (line: string) => line.length <= 12
  expect(linesOf('one two three  four', fits)).toEqual(['one two', 'three four'])
  expect(linesOf('averyveryverylongword is', fits)).toEqual(['averyveryverylongword', 'is'])
  expect(linesOf('أ ب ج د', (line) => line.length <= 3).map((line) => visual(line, true))).toEqual(['ب أ', 'د ج'])
})
