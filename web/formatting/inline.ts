import { pieces } from './links.ts'
import { isSafeAddress, type Inline } from './text.ts'

type Mark = '**' | '*' | '_'
type Sign = { text: string; opens: boolean; closes: boolean }
type Token = Inline | { kind: 'sign'; sign: Sign }

const wordSign = /[\p{L}\p{N}\p{M}_]/u
const isSpace = (sign: string) => sign === '' || /\s/.test(sign)
const escapable = /[\\`*_[\]()<>#+\-.!>]/

/** The pieces of some lines: bold, italic, code, links and web addresses; every other sign stands for itself. */
export const inlineOf = (text: string): Inline[] => nested(tokensOf(text, false))

const code = /(`{1,2})(?!`)([^\n]{1,2000}?)(?<!`)\1(?!`)/y
const link = /\[((?:\\.|[^\\\]\n]){1,500})\]\(((?:[^()\s]|\([^()\s]{0,200}\)){1,2000})\)/y
const address = /https?:\/\//iy
const run = /\*+|_/y

type Found = { token: Token | string; length: number }

const tokensOf = (text: string, inLink: boolean): Token[] => {
  const tokens: Token[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    const found = tokenAt(text, at, inLink)
    at += found.length
    if (typeof found.token === 'string') {
      plain += found.token
      continue
    }
    if (plain !== '') tokens.push({ kind: 'text', text: plain })
    plain = ''
    tokens.push(found.token)
  }
  return plain === '' ? tokens : [...tokens, { kind: 'text', text: plain }]
}

/** What begins there: a piece, or the sign itself. */
const tokenAt = (text: string, at: number, inLink: boolean): Found => {
  const sign = text[at] ?? ''
  const found = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  if (sign === '\\' && escapable.test(text[at + 1] ?? '')) return { token: text[at + 1] ?? '', length: 2 }
  if (sign === '\n') return { token: { kind: 'break' }, length: 1 }
  if (sign === '`') {
    const [all, , inner] = found(code) ?? []
    if (all && inner) return { token: { kind: 'code', text: withoutPadding(inner) }, length: all.length }
  }
  if (sign === '[' && !inLink) {
    const [all, label, href] = found(link) ?? []
    if (all && label && href && isSafeAddress(href)) return { token: { kind: 'link', href, of: nested(tokensOf(label, true)) }, length: all.length }
  }
  // In an address nothing is formatting, save what ends it.
  if ((sign === 'h' || sign === 'H') && !inLink && found(address)) {
    const [web] = pieces(lineFrom(text, at))
    if (web?.kind === 'link') return { token: { kind: 'link', href: web.href, of: [{ kind: 'text', text: web.text }] }, length: web.text.length }
  }
  if (sign === '*' || sign === '_') {
    const signs = found(run)?.[0] ?? sign
    return { token: { kind: 'sign', sign: { text: signs, ...sides(signs, text[at - 1] ?? '', text[at + signs.length] ?? '') } }, length: signs.length }
  }
  return { token: sign, length: 1 }
}

const longestLine = 2_100
const lineFrom = (text: string, at: number) => text.slice(at, at + longestLine).split(/[\s*]/, 1)[0] ?? ''

const withoutPadding = (text: string) => (/^ .*[^ ].* $/.test(text) ? text.slice(1, -1) : text)

// A star also within a word; a low line, which stands within names of files, only around words.
const sides = (signs: string, before: string, after: string) => ({
  opens: !isSpace(after) && (signs[0] === '*' || !wordSign.test(before)),
  closes: !isSpace(before) && (signs[0] === '*' || !wordSign.test(after)),
})

type Open = { mark: Mark | null; of: Inline[] }

const nested = (tokens: Token[]): Inline[] => {
  const stack: Open[] = [{ mark: null, of: [] }]
  const open: Record<Mark, number> = { '**': 0, '*': 0, _: 0 }
  const top = () => stack.at(-1) as Open
  const close = (mark: Mark) => {
    const from = stack.findLastIndex((each) => each.mark === mark)
    const [, ...inside] = stack.slice(from)
    const of = [...(stack[from] as Open).of, ...neverClosed(inside)]
    for (const each of stack.splice(from)) if (each.mark !== null) open[each.mark] -= 1
    top().of.push({ kind: mark === '**' ? 'strong' : 'emphasis', of: joined(of) })
  }
  const take = ({ text, opens, closes }: Sign) => {
    let left = text
    while (left !== '') {
      const fits = marksIn(left)
      // The one on top is closed first: in *a **b*** the two belong to b.
      const closing = closes ? (fits.find((mark) => top().mark === mark && top().of.length > 0) ?? fits.find((mark) => open[mark] > 0 && top().mark !== mark)) : undefined
      const mark = closing ?? fits[0] ?? '*'
      if (closing) close(closing)
      else if (opens) {
        stack.push({ mark, of: [] })
        open[mark] += 1
      } else top().of.push({ kind: 'text', text: mark })
      left = left.slice(mark.length)
    }
  }
  for (const token of tokens) {
    if (token.kind === 'sign') take(token.sign)
    else top().of.push(token)
  }
  return joined(neverClosed(stack))
}

/** What was opened and never closed is text after all. */
const neverClosed = (opened: Open[]): Inline[] => opened.flatMap(({ mark, of }) => (mark === null ? of : [{ kind: 'text' as const, text: mark }, ...of]))

const marksIn = (signs: string): Mark[] => (signs[0] === '_' ? ['_'] : signs.length >= 2 ? ['**', '*'] : ['*'])

/** Neighbouring texts as one. */
const joined = (of: Inline[]): Inline[] => {
  const out: Inline[] = []
  for (const piece of of) {
    const last = out.at(-1)
    if (piece.kind === 'text' && last?.kind === 'text') last.text += piece.text
    else out.push(piece.kind === 'text' ? { ...piece } : piece)
  }
  return out
}
