import MarkdownIt from 'markdown-it'

/** An article's text without its marks: headings apart, everything else paragraph by paragraph. */
export type Sections = { headings: string[]; paragraphs: string[] }

export const sectionsOf = (body: string): Sections => {
  const tokens = markdown.parse(body, {})
  const texts = tokens.flatMap((token, place) => {
    if (token.type !== 'inline') return []
    const text = (token.children ?? []).map((child) => (child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : child.content)).join('').trim()
    return text ? [{ text, isHeading: tokens[place - 1]?.type === 'heading_open' }] : []
  })
  return {
    headings: texts.filter(({ isHeading }) => isHeading).map(({ text }) => text),
    paragraphs: texts.filter(({ isHeading }) => !isHeading).map(({ text }) => text),
  }
}

const markdown = new MarkdownIt({ html: false })
