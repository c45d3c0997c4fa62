import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

/** The same picture in 256 colours: a third of the size, and nobody sees the difference on a page of text. */
export const smallPng = (png: Buffer): Buffer => {
  const { width, height, data } = PNG.sync.read(png)
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const colours = palette(pixels)
  const nearest = nearestIn(colours)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest(pixels[y * width + x] ?? 0)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const table = Buffer.from(colours.flatMap((colour) => [red(colour), green(colour), blue(colour)]))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))])
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const colourCount = 256

const red = (colour: number) => colour & 255
const green = (colour: number) => (colour >> 8) & 255
const blue = (colour: number) => (colour >> 16) & 255

// Of colours nearly alike the most frequent stands for all: else the shades of one gradient would leave no room for a small
// red word. In a fixed order, so that the same picture gives the same bytes.
const palette = (pixels: Uint32Array): number[] => {
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const groups = Map.groupBy(counts, ([colour]) => colour & 0xf8f8f8)
  return [...groups.values()]
    .map((group) => ({ colour: group.reduce(moreFrequent)[0], often: group.reduce((sum, [, count]) => sum + count, 0) }))
    .toSorted((one, other) => other.often - one.often || one.colour - other.colour)
    .slice(0, colourCount)
    .map(({ colour }) => colour)
}

type Counted = [colour: number, count: number]
const moreFrequent = (one: Counted, other: Counted) => (other[1] > one[1] || (other[1] === one[1] && other[0] < one[0]) ? other : one)

const nearestIn = (colours: number[]) => {
  const known = new Map(colours.map((colour, place) => [colour, place]))
  return (colour: number): number => {
    const place = known.get(colour) ?? closest(colours, colour)
    known.set(colour, place)
    return place
  }
}

const closest = (colours: number[], colour: number) => {
  const distances = colours.map((other) => (red(colour) - red(other)) ** 2 + (green(colour) - green(other)) ** 2 + (blue(colour) - blue(other)) ** 2)
  return distances.indexOf(Math.min(...distances))
}

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
