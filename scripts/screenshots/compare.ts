import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

export type Comparison = { state: 'new' | 'same' | 'changed'; percent: number; /** A PNG that shows in red where the two differ. */ difference: Buffer | null }

/** How a picture differs from the one before; pictures of two sizes differ at least by what one has more. */
export const compare = (before: Buffer | null, after: Buffer): Comparison => {
  if (before === null) return { state: 'new', percent: 100, difference: null }
  if (before.equals(after)) return same
  const pair = [PNG.sync.read(before), PNG.sync.read(after)] as const
  const width = Math.max(...pair.map((picture) => picture.width))
  const height = Math.max(...pair.map((picture) => picture.height))
  const [old, fresh] = [enlarged(pair[0], width, height), enlarged(pair[1], width, height)]
  const shown = new PNG({ width, height })
  const differing = pixelmatch(old.data, fresh.data, shown.data, width, height, { threshold: 0.1 })
  if (differing === 0) return same
  return { state: 'changed', percent: (100 * differing) / (width * height), difference: PNG.sync.write(shown) }
}

const same: Comparison = { state: 'same', percent: 0, difference: null }

const enlarged = (picture: PNG, width: number, height: number) => {
  if (picture.width === width && picture.height === height) return picture
  const large = new PNG({ width, height })
  PNG.bitblt(picture, large, 0, 0, picture.width, picture.height, 0, 0)
  return large
}
