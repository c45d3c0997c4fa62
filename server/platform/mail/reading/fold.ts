import { ownWords } from './own-words.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const folded = (inside: string, word: string) => `<details><summary>${escaped(word)}</summary>${inside}</details>`

/** Folds what a mail quotes, outermost first, unless it is all there is. The HTML is ours already: every tag of it is whole. */
export const foldQuotations = (html: string, word: string): string => {
  let [depth, last, start] = [0, 0, 0]
  const [parts, outside]: [string[], string[]] = [[], []]
  for (const match of html.matchAll(/<(\/?)blockquote\b[^>]*>/g)) {
    if (!match[1] && depth++ === 0) {
      start = match.index
      const before = html.slice(last, start)
      parts.push(before)
      outside.push(before)
    }
    if (match[1] && depth > 0 && --depth === 0) {
      last = match.index + match[0].length
      parts.push(folded(html.slice(start, last), word))
    }
  }
  const rest = html.slice(depth > 0 ? start : last)
  const words = [...outside, depth > 0 ? '' : rest].join(' ').replace(/<[^<>]*>|&nbsp;/g, '').trim()
  return words ? [...parts, rest].join('') : html
}

/** A mail of text alone, with what it quotes folded. */
export const textAsHtml = (text: string, word: string): string => {
  const whole = text.replaceAll('\0', '').toWellFormed().trim()
  const own = ownWords(whole)
  const rest = whole.startsWith(own) ? whole.slice(own.length).trim() : ''
  const said = (words: string) => `<div style="white-space:pre-wrap" dir="auto">${escaped(words)}</div>`
  return rest ? `${said(own)}${folded(said(rest), word)}` : said(whole)
}
