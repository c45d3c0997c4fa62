import { createRequire } from 'node:module'
import Bowser from 'bowser'
import type { Font } from 'fontkit'
import { present } from '#brand'
import type { AppSite, IconShape } from '#web/pages'
import packageFile from '../../package.json' with { type: 'json' }
import type { App } from './app.ts'
import { visitorContext } from './request.ts'

/** The app as something that is installed: its version, its icon, and the phone it stands on. */
export const appSite = (app: App): AppSite => {
  const drawn = new Map<string, Promise<Uint8Array>>()
  return {
    version: `${packageFile.version}-${/-(\w+)\.js$/.exec(app.assets['app.js'] ?? '')?.[1] ?? 'unbuilt'}`,
    notifies: app.push !== null,
    icon: async (size, shape) => {
      const { appName, colours } = await present(visitorContext(app))
      const look = { letter: [...appName][0] ?? '', colour: colours.partner ?? partnerHue, size, shape }
      const key = Object.values(look).join(' ')
      const known = drawn.get(key) ?? draw(look)
      drawn.set(key, known)
      return known
    },
    device: (userAgent) => {
      const { os, browser } = Bowser.parse(userAgent || ' ')
      const said = ({ name = '', version = '' }: { name?: string; version?: string }) => `${name} ${version}`.trim()
      return { system: said(os), browser: said(browser) }
    },
  }
}

// As in web/ui/tokens.css.
const [partnerHue, lamp] = ['#0b5563', '#f6c667']

type Look = { letter: string; colour: string; size: number; shape: IconShape }

/** A system may cut a maskable icon down to a circle of four fifths of its width: the letter stays well inside. */
const draw = async ({ letter, colour, size, shape }: Look): Promise<Uint8Array> => {
  const high = size * (shape === 'maskable' ? 0.4 : 0.54)
  const corner = shape === 'maskable' ? 0 : size * 0.22
  // Loaded with the first icon: a server that draws none keeps their memory.
  const [{ default: sharp }, font] = await Promise.all([import('sharp'), openFont()])
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="${size}" height="${size}" rx="${corner}" fill="${colour}"/>${glyph(font, letter, { size, high })}</svg>`
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer()
}

// The letter's own outline: a machine that serves pages may have no fonts that draw text.
const glyph = (font: Font, letter: string, { size, high }: { size: number; high: number }) => {
  const { path } = font.layout(letter.toUpperCase()).glyphs[0] ?? {}
  if (!path) return ''
  const { minX, minY, maxX, maxY } = path.bbox
  const scale = high / Math.max(maxY - minY, maxX - minX, 1)
  const [x, y] = [size / 2 - (scale * (minX + maxX)) / 2, size / 2 + (scale * (minY + maxY)) / 2]
  return `<path transform="translate(${x} ${y}) scale(${scale} ${-scale})" fill="${lamp}" d="${path.toSVG()}"/>`
}

const openFont = async (): Promise<Font> => {
  const { openSync } = await import('fontkit')
  const opened = openSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf'))
  if (opened.type !== 'TTF') throw new Error('the font of the icons is not one font')
  return opened
}
