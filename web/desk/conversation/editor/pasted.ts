/**
 * HTML from a mail program, Word or a page, before the editor reads it: what only looks like a list becomes one, headings and
 * tables become lines; the editor drops every other element and keeps its words.
 */
export const cleaned = (html: string): string => {
  const read = html.replace(/<!--[^]*?-->/g, '').replace(/<(style|script|xml|title)\b[^]*?<\/\1>/gi, '').replace(/<\/?o:p>/gi, '')
  // The page's policy forbids style in an element, also in one that is only read.
  const { body } = new DOMParser().parseFromString(read.replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style=')), 'text/html')
  body.querySelectorAll('img, meta, link, svg, video, audio, iframe, object').forEach((element) => element.remove())
  wordLists(body)
  body.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach((heading) => replaceBy(heading, 'p', 'strong'))
  body.querySelectorAll('tr').forEach(rowAsLine)
  body.querySelectorAll('[data-style]').forEach(keepWeight)
  return body.innerHTML
}

const replaceBy = (element: Element, ...names: [string, ...string[]]) => {
  const made = names.map((name) => element.ownerDocument.createElement(name))
  made.reduce((outer, inner) => (outer.append(inner), inner))
  made.at(-1)?.append(...element.childNodes)
  if (made[0]) element.replaceWith(made[0])
}

/** Word writes lists as paragraphs that begin with a sign or a number. */
const wordLists = (body: HTMLElement) => {
  let list: HTMLElement | null = null
  for (const line of body.querySelectorAll('p')) {
    const marker = line.className.startsWith('MsoListParagraph') || /mso-list/.test(line.getAttribute('data-style') ?? '') ? markerOf(line) : null
    if (marker === null) {
      list = null
      continue
    }
    const name = /\d/.test(marker) ? 'ol' : 'ul'
    if (list === null || list.localName !== name || list.nextElementSibling !== line) {
      list = body.ownerDocument.createElement(name)
      line.before(list)
    }
    const item = body.ownerDocument.createElement('li')
    item.append(...line.childNodes)
    list.append(item)
    line.remove()
  }
}

const markerOf = (line: Element) => {
  const ignored = [...line.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute('data-style') ?? ''))
  const sign = ignored?.textContent ?? /^\s*(?:[·•o§-]|\d+[.)])\s+/.exec(line.textContent)?.[0]
  ignored?.remove()
  if (sign !== undefined && !ignored) {
    const first = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode()
    if (first) first.nodeValue = (first.nodeValue ?? '').replace(/^\s*(?:[·•o§-]|\d+[.)])\s+/, '')
  }
  return sign ?? null
}

const rowAsLine = (row: Element) => {
  const line = row.ownerDocument.createElement('p')
  ;[...row.children].forEach((cell, place) => line.append(...(place > 0 ? [' · '] : []), cell.textContent.replace(/\s+/g, ' ').trim()))
  const table = row.closest('table')
  if (table) table.before(line)
  row.remove()
}

/** Some say bold and italic by style alone; no other style goes on. */
const keepWeight = (element: Element) => {
  const style = element.getAttribute('data-style') ?? ''
  element.removeAttribute('data-style')
  const name = /font-weight:\s*(bold|[6-9]00)/i.test(style) ? 'strong' : /font-style:\s*italic/i.test(style) ? 'em' : null
  if (name && element.localName === 'span') replaceBy(element, name)
  // A mail program wraps everything in <b style="font-weight:normal">.
  if (element.localName === 'b' && /font-weight:\s*(normal|400)/i.test(style)) element.replaceWith(...element.childNodes)
}
