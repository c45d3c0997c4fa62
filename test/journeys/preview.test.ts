import { expect, test } from 'vitest'
import { threadOf, startWorld } from '../world.ts'
import { openBrowser } from './browser.ts'
import { openDesk } from './people.ts'

// Files are at a host of their own, as in production: all that is drawn here comes from there.
const world = await startWorld({ env: { DOWNLOAD_URL: 'http://localhost' } })
const { visitor } = await openBrowser()
const ada = await world.partner('ada')

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC', 'base64')
const drawn = 'BT /F1 40 Tf 60 700 Td (Faktura 1048) Tj ET'
const document = [
  '%PDF-1.4', '1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj', '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj', `4 0 obj<</Length ${drawn.length}>>stream\n${drawn}\nendstream endobj`,
  '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj', 'trailer<</Root 1 0 R>>', '%%EOF',
].join('\n')
/** A second of silence. */
const silence = () => {
  const [rate, head] = [8_000, Buffer.alloc(44)]
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + rate, 4)
  head.write('WAVEfmt ', 8)
  for (const [at, value, size] of [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, rate, 4], [28, rate, 4], [32, 1, 2], [34, 8, 2]] as const) head.writeUIntLE(value, at, size)
  head.write('data', 36)
  head.writeUInt32LE(rate, 40)
  return Buffer.concat([head, Buffer.alloc(rate, 128)])
}
const file = (name: string, bytes: Buffer | string) => new File([new Uint8Array(Buffer.from(bytes))], name)

test('R50 | /desk/queue/{id} | a picture, a document, a recording and a text open over the desk by the keyboard, one after the other; nothing in them runs, and each can be downloaded', async () => {
  const sent = await ada.submit('/sv/extranet/contact/rates/restrictions/message', { submissionId: crypto.randomUUID(), body: 'Fyra filer.', do: 'send' }, [
    file('rum.png', picture), file('faktura.pdf', document), file('ljud.wav', silence()), file('lista.txt', 'Rum 12\n<script>alert(1)</script>\n'),
  ])
  const id = /platform\/([0-9a-f-]{36})\/sent/.exec(sent.location ?? '')?.[1] ?? ''
  await world.settle()
  const page = await visitor({ base: world.base, locale: 'sv' })
  await openDesk(page, 'Maja')
  await page.goto(`/desk/queue/${id}`)
  await page.locator('.attachment-open', { hasText: 'faktura.pdf' }).focus()
  await page.keyboard.press('Enter')
  const preview = page.locator('.fileview')
  await preview.locator('h2', { hasText: 'faktura.pdf' }).waitFor()
  await preview.locator('.fileview-page', { hasText: 'Faktura 1048' }).waitFor({ state: 'attached' })
  // Something was drawn: not every point of the page is white.
  expect(await preview.locator('canvas').evaluate((canvas) => {
    const points = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    for (let at = 0; at < points.length; at += 4) if (points[at] < 100) return true
    return false
  })).toBe(true)
  const seen: string[] = []
  for (const kind of ['pre', 'audio', 'img']) {
    // The files stand in the order of their names.
    await page.keyboard.press('ArrowRight')
    await preview.locator(`.fileview-body ${kind}`).waitFor()
    seen.push((await preview.locator('h2').textContent()) ?? '')
    if (kind === 'pre') expect(await preview.locator('pre').textContent()).toContain('<script>alert(1)</script>')
    if (kind === 'audio') await expect.poll(() => preview.locator('audio').evaluate((audio) => audio.duration)).toBe(1)
  }
  expect(seen).toEqual(['lista.txt', 'ljud.wav', 'rum.png'])
  const downloading = page.waitForEvent('download')
  await preview.locator('a[download]').click()
  expect((await downloading).suggestedFilename()).toBe('rum.png')
  await page.keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })
  expect(await page.locator('.attachment-open:focus').textContent()).toContain('faktura.pdf')

  const { attachments } = (await threadOf(ada, id)).entries[0] ?? { attachments: [] }
  const sentTo = (await ada.send(attachments.find(({ name }) => name === 'lista.txt')?.path ?? '')).headers.get('location') ?? ''
  const part = await fetch(sentTo, { headers: { range: 'bytes=4-5' } })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-5/33', '12'])
})
