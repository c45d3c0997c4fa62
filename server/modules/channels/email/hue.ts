import type { Door } from '#contract/content'

/** A door's colour on white paper and on dark, with the ink that is read on a button of it. */
export type Hue = { light: string; onLight: string; dark: string; onDark: string }

const doors: Record<Door, Hue> = {
  partner: { light: '#0B5563', onLight: '#FFFFFF', dark: '#6FC3D1', onDark: '#14181D' },
  guest: { light: '#9A3B1B', onLight: '#FFFFFF', dark: '#F0A27F', onDark: '#14181D' },
}

// WCAG 2.2 AA for text.
const leastContrast = 4.5

/** The door's hue, or the operator's colour for it where that can be read on white; the dark form stays the door's. */
export const hueOf = (door: Door, colours: Record<string, string>): Hue => {
  const own = colours[door] ?? ''
  return /^#[0-9a-f]{6}$/i.test(own) && contrastWithWhite(own) >= leastContrast ? { ...doors[door], light: own } : doors[door]
}

const contrastWithWhite = (colour: string) => 1.05 / (luminance(colour) + 0.05)

const luminance = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
