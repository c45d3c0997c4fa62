import { pieces } from './links.ts'
import type { Block, Inline, List } from './text.ts'

/** The text that `parse` reads as these blocks, as plain as it can be. */
export const write = (blocks: Block[]): string => blocks.map(blockText).filter((text) => text !== '').join('\n\n')

/** What was typed as plain text, so that it reads the same where formatting is understood. */
export const typed = (text: string): string =>
  write(text.split(/\n\s*\n/).map((paragraph) => ({ kind: 'paragraph', of: paragraph.split('\n').flatMap((line, nth): Inline[] => [...(nth > 0 ? [{ kind: 'break' as const }] : []), { kind: 'text', text: line }]) })))

const blockText = (block: Block): string => {
  if (block.kind === 'list') return listText(block, '')
  if (block.kind === 'quote') return write(block.of).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n').replace(/^>$/, '')
  return linesOf(block.of).map(atStart).join('\n')
}

const listText = ({ start, items }: List, indent: string): string =>
  items
    .filter(({ of, lists }) => linesOf(of).length > 0 || lists.length > 0)
    .map((item, place) => {
      const marker = start === null ? '- ' : `${start + place}. `
      const below = indent + ' '.repeat(marker.length)
      const [first = '\\.', ...rest] = linesOf(item.of).map((line) => atStart(line.trimStart()))
      return [indent + marker + first, ...rest.map((line) => below + line), ...item.lists.map((list) => listText(list, below))].join('\n')
    })
    .join('\n')

const linesOf = (of: Inline[]) => inlineText(of, { before: '', after: '', inLink: false }).split('\n').filter((line) => line.trim() !== '')

// What would begin a list or a quote there, and is none.
const atStart = (line: string) => line.replace(/^( *)([-*>])(?= |$)/, '$1\\$2').replace(/^( *\d{1,4})\.(?= |$)/, '$1\\.').replace(/^( {0,3})>/, '$1\\>')

type Around = { before: string; after: string; inLink: boolean }

const inlineText = (of: Inline[], around: Around): string => {
  let text = ''
  of.forEach((piece, place) => {
    const next = of[place + 1]
    const before = text.at(-1) ?? around.before
    const after = next ? firstSign(next) : around.after
    text += pieceText(piece, { before, after, inLink: around.inLink })
  })
  return text
}

const firstSign = (piece: Inline): string => {
  if (piece.kind === 'break') return '\n'
  if (piece.kind === 'text') return piece.text[0] ?? ''
  if (piece.kind === 'code') return '`'
  return piece.kind === 'link' ? '[' : '*'
}

const pieceText = (piece: Inline, around: Around): string => {
  if (piece.kind === 'break') return '\n'
  if (piece.kind === 'text') return plainText(piece.text, around)
  if (piece.kind === 'code') return codeText(piece.text, around)
  if (piece.kind === 'link') return linkText(piece, around)
  if (piece.kind === 'strong') return wrapped(inlineText(piece.of, { ...around, before: '*', after: '*' }), '**')
  // Low lines read better; within a word only a star is understood.
  const mark = /^[\s([*]?$/.test(around.before) && /^[\s)\].,;:!?*]?$/.test(around.after) ? '_' : '*'
  return wrapped(inlineText(piece.of, { ...around, before: mark, after: mark }), mark)
}

/** Space at the edges stays outside: a mark stands right beside its words. */
const wrapped = (text: string, mark: string) => {
  const [, before = '', inner = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? []
  return inner === '' ? text : before + mark + inner + mark + after
}

const codeText = (text: string, around: Around) => {
  if (text.includes('``') || text.includes('\n') || text === '') return plainText(text, around)
  const fence = text.includes('`') ? '``' : '`'
  const pad = /^`|`$|^ .*[^ ].* $/.test(text) ? ' ' : ''
  return fence + pad + text + pad + fence
}

const linkText = ({ href, of }: Extract<Inline, { kind: 'link' }>, around: Around) => {
  const label = inlineText(of, { before: '[', after: ']', inLink: true })
  if (label.trim() === '') return label
  const [bare] = pieces(href)
  const standsAlone = /^[\s(]?$/.test(around.before) && /^[\s),.;:!?]?$/.test(around.after)
  if (label === href && bare?.text === href && !href.includes('*') && standsAlone) return href
  return `[${label}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

const plainText = (text: string, { inLink }: Around) => {
  const brackets = inLink || text.includes('](')
  if (inLink) return escaped(text, brackets)
  return pieces(text).map((piece) => (piece.kind === 'link' && !piece.text.includes('*') ? piece.text : escaped(piece.text, brackets))).join('')
}

const isWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}\p{M}]/u.test(sign)
const isSpace = (sign: string | undefined) => sign !== undefined && /\s/.test(sign)

/** Signs that would be read as formatting get a stroke before them, and no others. */
const escaped = (text: string, brackets: boolean) =>
  text.replace(/[\\*_`[\]]/g, (sign, at: number) => {
    const [before, after] = [text[at - 1], text[at + 1]]
    // Space at the edges may come to stand outside a mark.
    const standsAlone = isSpace(before) && isSpace(after) && text.slice(0, at).trim() !== '' && text.slice(at + 1).trim() !== ''
    const needs = {
      '\\': after === undefined || /[\s\\`*_[\]()<>#+\-.!>]/.test(after),
      '*': !standsAlone,
      _: !standsAlone && !(isWord(before) && isWord(after)),
      '`': true,
      '[': brackets,
      ']': brackets || after === undefined || after === '(',
    }[sign]
    return needs ? `\\${sign}` : sign
  })
