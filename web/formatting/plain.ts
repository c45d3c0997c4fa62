import { parse } from './blocks.ts'
import type { Block, Inline, List } from './text.ts'

/** The same without any mark: for mail in plain text, for previews, for whatever shows text alone. */
export const plainOf = (text: string): string => blocksText(parse(text))

const blocksText = (blocks: Block[]): string => blocks.map(blockText).join('\n\n')

const blockText = (block: Block): string => {
  if (block.kind === 'list') return listText(block, '')
  return block.kind === 'quote' ? blocksText(block.of).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n') : inlineText(block.of)
}

const listText = ({ start, items }: List, indent: string): string =>
  items
    .flatMap(({ of, lists }, place) => {
      const marker = start === null ? '- ' : `${start + place}. `
      const below = indent + ' '.repeat(marker.length)
      return [indent + marker + inlineText(of).replaceAll('\n', `\n${below}`), ...lists.map((list) => listText(list, below))]
    })
    .join('\n')

const inlineText = (of: Inline[]): string => of.map(pieceText).join('')

const pieceText = (piece: Inline): string => {
  if (piece.kind === 'text' || piece.kind === 'code') return piece.text
  if (piece.kind === 'break') return '\n'
  const words = inlineText(piece.of)
  return piece.kind === 'link' && words !== piece.href && `mailto:${words}` !== piece.href && `tel:${words}` !== piece.href ? `${words} (${piece.href})` : words
}
