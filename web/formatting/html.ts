import { parse } from './blocks.ts'
import type { Block, Inline, List } from './text.ts'

/** What each element carries, for mail programs that know no style sheets; nothing for pages. */
export type Styles = Partial<Record<'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'code' | 'a', string>>

/** A text of staff as HTML: escaped, of nine elements, each paragraph in the direction of its own words. */
export const htmlOf = (text: string, styles: Styles = {}): string => blocksHtml(parse(text), (name) => (styles[name] ? ` style="${escaped(styles[name])}"` : ''))

type Style = (name: keyof Styles) => string

const blocksHtml = (blocks: Block[], style: Style): string =>
  blocks
    .map((block) => {
      if (block.kind === 'list') return listHtml(block, style)
      if (block.kind === 'quote') return `<blockquote dir="auto"${style('blockquote')}>${blocksHtml(block.of, style)}</blockquote>`
      return `<p dir="auto"${style('p')}>${inlineHtml(block.of, style)}</p>`
    })
    .join('\n')

const listHtml = ({ start, items }: List, style: Style): string => {
  const name = start === null ? 'ul' : 'ol'
  const inside = items.map(({ of, lists }) => `<li dir="auto"${style('li')}>${inlineHtml(of, style)}${lists.map((list) => listHtml(list, style)).join('')}</li>`)
  return `<${name} dir="auto"${start === null || start === 1 ? '' : ` start="${start}"`}${style(name)}>${inside.join('')}</${name}>`
}

const inlineHtml = (of: Inline[], style: Style): string =>
  of
    .map((piece) => {
      if (piece.kind === 'text') return escaped(piece.text)
      if (piece.kind === 'code') return `<code dir="ltr"${style('code')}>${escaped(piece.text)}</code>`
      if (piece.kind === 'break') return '<br>'
      const inner = inlineHtml(piece.of, style)
      if (piece.kind === 'link') return `<a href="${escaped(piece.href)}" rel="noopener nofollow ugc"${style('a')}>${inner}</a>`
      return piece.kind === 'strong' ? `<strong>${inner}</strong>` : `<em>${inner}</em>`
    })
    .join('')

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
