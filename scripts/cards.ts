import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { launchChromium } from '../test/chromium.ts'
import { smallPng } from './screenshots/small-png.ts'

/** Draws `content/cards/{door}.png`: what a link to a page looks like where it is shared. Without words, so that it says the same in every language. */
const main = async () => {
  const folder = path.join(import.meta.dirname, '../content/cards')
  await mkdir(folder, { recursive: true })
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width, height } })
  for (const [door, hue] of Object.entries(hues)) {
    await page.setContent(`<style>*{margin:0}</style>${cardOf(hue)}`)
    await writeFile(path.join(folder, `${door}.png`), smallPng(await page.screenshot()))
  }
  await browser.close()
}

const [width, height] = [1200, 630]
// As in web/ui/tokens.css.
const hues = { partner: '#0b5563', guest: '#9a3b1b' }
const [paper, lamp, line] = ['#faf8f4', '#f6c667', '#e2ddd3']

/** The night porter's counter: a lamp, its light, and the mark on a door of the hue. */
const cardOf = (hue: string) => `
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
  <defs>
    <radialGradient id="light" cx="50%" cy="28%" r="62%"><stop offset="0" stop-color="${lamp}" stop-opacity=".85"/><stop offset="1" stop-color="${lamp}" stop-opacity="0"/></radialGradient>
  </defs>
  <rect width="${width}" height="${height}" fill="${paper}"/>
  <rect width="${width}" height="${height}" fill="url(#light)"/>
  <rect width="${width}" height="20" fill="${hue}"/>
  <path d="M600 20v78" stroke="${hue}" stroke-width="6"/>
  <path d="M510 170a90 74 0 0 1 180 0z" fill="${hue}"/>
  <circle cx="600" cy="178" r="16" fill="${lamp}"/>
  <rect x="505" y="240" width="190" height="190" rx="46" fill="${hue}"/>
  <path d="M566 288v94M634 288v94M566 335h68" stroke="${lamp}" stroke-width="20" stroke-linecap="round" fill="none"/>
  <rect x="140" y="476" width="920" height="14" rx="7" fill="${hue}"/>
  <rect x="180" y="490" width="840" height="140" fill="#fff" stroke="${line}" stroke-width="2"/>
  <path d="M460 490v140M740 490v140" stroke="${line}" stroke-width="2"/>
</svg>`

await main()
