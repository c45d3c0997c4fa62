import MarkdownIt, { type Token } from 'markdown-it'
import { fillIn, type Words } from './words.ts'

export type Rendering = {
  locale: string
  words: Words
  /** Where `article:KEY` and `page:NAME` lead; null takes the link away and leaves its text. */
  pathOf: (kind: 'article' | 'page', name: string) => string | null
}
export type Heading = { id: string; text: string }
export type Rendered = { html: string; headings: Heading[]; minutes: number }

/** An article's Markdown as HTML that a strict content policy accepts: no HTML of the author's, no inline style. */
export const renderMarkdown = (body: string, rendering: Rendering): Rendered => {
  const tokens = markdown.parse(body, {})
  for (const token of tokens) {
    if (token.children) token.children = links(filled(token.children, rendering), rendering)
    classInsteadOfStyle(token)
  }
  markCallouts(tokens)
  const headings = giveAnchors(tokens)
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings, minutes: minutesOf(body) }
}

/** The keys of the articles that a text links to. */
export const articlesLinked = (body: string): string[] => linked(body, 'article')

/** The names of the pages that a text links to. */
export const pagesLinked = (body: string): string[] => linked(body, 'page')

const linked = (body: string, kind: 'article' | 'page') =>
  [...body.matchAll(/\]\((article|page):([^)\s]+)/g)].filter((match) => match[1] === kind).map((match) => match[2] ?? '')

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

const filled = (tokens: Token[], { words, locale }: Rendering) => {
  for (const token of tokens) token.content = fillIn(token.content, words, locale)
  return tokens
}

const links = (tokens: Token[], rendering: Rendering): Token[] => {
  const dropped: boolean[] = []
  return tokens.filter((token) => {
    if (token.type === 'link_close') return !dropped.pop()
    if (token.type !== 'link_open') return true
    const kept = resolveLink(token, rendering)
    dropped.push(!kept)
    return kept
  })
}

const resolveLink = (token: Token, { pathOf }: Rendering): boolean => {
  const href = String(token.attrGet('href') ?? '')
  const [, kind, name = ''] = /^(article|page):(.+)$/.exec(href) ?? []
  if (kind === 'article' || kind === 'page') {
    const path = pathOf(kind, name)
    if (path !== null) token.attrSet('href', path)
    return path !== null
  }
  if (/^https?:/i.test(href)) token.attrSet('rel', 'noopener')
  return true
}

const classInsteadOfStyle = (token: Token) => {
  const alignment = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1]
  if (alignment === undefined) return
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style')
  token.attrSet('class', `align-${alignment}`)
}

// A quotation that begins with a bold word and a colon ("**Note:**", "**Obs:**") is a remark, in whatever language.
const markCallouts = (tokens: Token[]) => {
  const open: Token[] = []
  tokens.forEach((token, place) => {
    if (token.type === 'blockquote_open') open.push(isRemark(tokens[place + 2]) ? asCallout(token) : token)
    if (token.type === 'blockquote_close') token.tag = open.pop()?.tag ?? token.tag
  })
}

const isRemark = (inline: Token | undefined) => {
  const [first, second] = (inline?.children ?? []).filter((child) => child.type !== 'text' || child.content !== '')
  return first?.type === 'strong_open' && second?.type === 'text' && second.content.trimEnd().endsWith(':')
}

const asCallout = (token: Token) => {
  token.tag = 'aside'
  token.attrSet('class', 'callout')
  return token
}

/** Gives every second- and third-level heading an address; those of the second level are the table of contents. */
const giveAnchors = (tokens: Token[]): Heading[] => {
  const taken = new Map<string, number>()
  return tokens.flatMap((token, place) => {
    if (token.type !== 'heading_open' || !['h2', 'h3'].includes(token.tag)) return []
    const text = plainText(tokens[place + 1])
    const id = unique(anchorOf(text), taken)
    token.attrSet('id', id)
    return token.tag === 'h2' ? [{ id, text }] : []
  })
}

const plainText = (inline: Token | undefined) => (inline?.children ?? []).map((child) => child.content).join('')

const anchorOf = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'part'

const unique = (anchor: string, taken: Map<string, number>) => {
  const times = (taken.get(anchor) ?? 0) + 1
  taken.set(anchor, times)
  return times === 1 ? anchor : `${anchor}-${times}`
}

const wordsPerMinute = 200

const minutesOf = (body: string) => Math.max(1, Math.ceil(wordsIn(body) / wordsPerMinute))

// Counted without a list of them: that would be as large as the text again, for every page.
const wordsIn = (text: string): number => {
  let words = 0
  for (let at = 0, space = true; at < text.length; at++) {
    const wasSpace = space
    space = text.charCodeAt(at) <= 32
    if (wasSpace && !space) words++
  }
  return words
}
