export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string }

const address = /https?:\/\/[^\s<>"'`{}|\\^]+/gi
const trailing = /[.,;:!?…»”’*_~]+$/

/** Plain text cut into text and http(s) links; nothing else ever becomes a link. */
export const pieces = (text: string): Piece[] => {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const href = withoutTail(match[0])
    if (!isWebAddress(href)) continue
    if (match.index > from) found.push({ kind: 'text', text: text.slice(from, match.index) })
    found.push({ kind: 'link', text: href, href })
    from = match.index + href.length
  }
  if (from < text.length) found.push({ kind: 'text', text: text.slice(from) })
  return found
}

// "(see https://example.test/a)." keeps its bracket and full stop; "https://example.test/a_(b)" keeps its own bracket.
const withoutTail = (raw: string): string => {
  const cut = raw.replace(trailing, '')
  const unopened = cut.endsWith(')') && count(cut, ')') > count(cut, '(')
  const square = cut.endsWith(']') && count(cut, ']') > count(cut, '[')
  return unopened || square ? withoutTail(cut.slice(0, -1)) : cut
}

const count = (text: string, sign: string) => text.split(sign).length - 1

const isWebAddress = (href: string) => URL.canParse(href) && /^https?:$/.test(new URL(href).protocol)
