import { inlineOf } from './inline.ts'
import type { Block, Item, List } from './text.ts'

// Deeper than anybody quotes; a text of nothing but ">" stays cheap.
const mostNested = 4

const bullet = /^( *)[-*] +(?=\S)/
const numbered = /^( *)(\d{1,4})\. +(?=\S)/
const quoted = /^ {0,3}>( |$)/
const isBlank = (line: string) => line.trim() === ''

/** A text of staff as paragraphs, lists and quotes. Any text is one: what is no formatting is read as it stands. */
export const parse = (text: string): Block[] => blocksOf(text.replace(/\r\n?/g, '\n').split('\n'), 0)

const blocksOf = (lines: string[], depth: number): Block[] => {
  const blocks: Block[] = []
  let at = 0
  const taken = (fits: (line: string) => boolean) => {
    const from = at
    while (at < lines.length && fits(lines[at] ?? '')) at += 1
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (isBlank(line)) at += 1
    else if (depth < mostNested && quoted.test(line)) blocks.push({ kind: 'quote', of: blocksOf(taken((next) => quoted.test(next)).map((next) => next.replace(quoted, '')), depth + 1) })
    else if (depth < mostNested && markerOf(line)) blocks.push(...listsOf(taken((next) => markerOf(next) !== null || (/^ {2,}\S/.test(next) && !isBlank(next))), depth))
    else blocks.push({ kind: 'paragraph', of: inlineOf([line, ...(at += 1, taken((next) => !isBlank(next) && !starts(next, depth)))].join('\n')) })
  }
  return blocks
}

const starts = (line: string, depth: number) => depth < mostNested && (quoted.test(line) || markerOf(line) !== null)

type Marker = { indent: number; width: number; number: number | null }

const markerOf = (line: string): Marker | null => {
  const found = bullet.exec(line) ?? numbered.exec(line)
  return found && { indent: found[1]?.length ?? 0, width: found[0].length, number: found[2] === undefined ? null : Number(found[2]) }
}

/** Lines that begin with a marker, or go on below one. What is indented under an item is a list of its own. */
const listsOf = (lines: string[], depth: number): List[] => {
  const lists: List[] = []
  let at = 0
  const base = markerOf(lines[0] ?? '')?.indent ?? 0
  while (at < lines.length) {
    const first = lines[at] ?? ''
    const marker = markerOf(first)
    const own = [first.slice(marker?.width ?? 0)]
    at += 1
    while (at < lines.length && markerOf(lines[at] ?? '') === null) own.push((lines[at++] ?? '').trimStart())
    const below: string[] = []
    while (at < lines.length && isBelow(lines[at] ?? '', base)) below.push(lines[at++] ?? '')
    add(lists, marker, { of: inlineOf(own.join('\n')), lists: below.length === 0 || depth >= mostNested ? [] : listsOf(below, depth + 1) })
    // Deeper than one may nest it goes on at this level: no line is lost.
    if (depth >= mostNested) for (const line of below) add(lists, markerOf(line), { of: inlineOf(line.slice(markerOf(line)?.width ?? 0)), lists: [] })
  }
  return lists
}

const isBelow = (line: string, base: number) => {
  const marker = markerOf(line)
  return marker === null || marker.indent >= base + 2
}

const add = (lists: List[], marker: Marker | null, item: Item) => {
  const last = lists.at(-1)
  const start = marker?.number ?? null
  if (last && (last.start === null) === (start === null)) last.items.push(item)
  else lists.push({ kind: 'list', start, items: [item] })
}
