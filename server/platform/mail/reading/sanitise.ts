import { simpleParser, type ParsedMail } from 'mailparser'
import sanitizeHtml from 'sanitize-html'
import { foldQuotations, textAsHtml } from './fold.ts'

/**
 * How a mail is shown: `pictures` gives those of the web an address of ours, without it none is shown; links of a sender who is not
 * proved lead nowhere; what is quoted is folded under the word `quoted`.
 */
export type Showing = { pictures: { base: string; signed: Record<string, string> } | null; links: boolean; quoted: string }
export type Shown = { html: string; /** Addresses of pictures in the web that the mail would load. */ pictures: string[] }

const mostPictures = 200

const tags = ['a', 'abbr', 'address', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul']
const colour = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]{1,40}\)$/i, /^[a-z]{3,20}$/i]
const size = [/^\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?$/]
const sizes = [/^(\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)( (\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)){0,3}$/]

/** The HTML of a mail with what can neither run, nor load, nor lie over our page. Only in the reader's thread. */
export const sanitise = async (raw: Buffer, showing: Showing): Promise<Shown> => {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, skipHtmlToText: true })
  if (typeof mail.html !== 'string') return { html: textAsHtml(mail.text ?? '', showing.quoted), pictures: [] }
  const { html, pictures } = withoutDanger(mail, mail.html, showing)
  return { html: foldQuotations(html, showing.quoted), pictures }
}

const withoutDanger = (mail: ParsedMail, given: string, { pictures, links }: Showing): Shown => {
  const own = new Map(mail.attachments.filter(({ cid, contentType, size: bytes }) => cid && /^image\/(png|jpeg|gif|webp)$/.test(contentType) && bytes < 2_000_000).map((file) => [file.cid ?? '', file]))
  const found = new Set<string>()
  const sourceOf = (source: string): string | null => {
    const file = source.startsWith('cid:') ? own.get(source.slice(4)) : undefined
    if (file) return `data:${file.contentType};base64,${file.content.toString('base64')}`
    if (!/^https?:\/\//i.test(source) || source.length > 2_000) return null
    if (found.size < mostPictures) found.add(source)
    const signature = pictures?.signed[source]
    return pictures && signature ? `${pictures.base}?${new URLSearchParams({ u: source, s: signature })}` : null
  }
  const html = sanitizeHtml(given, {
    allowedTags: tags,
    nestingLimit: 100,
    disallowedTagsMode: 'discard',
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'align', 'valign', 'width', 'height', 'bgcolor', 'color', 'border', 'cellpadding', 'cellspacing', 'colspan', 'rowspan'],
      a: ['href', 'title', 'target', 'rel'], img: ['src', 'alt', 'title'], font: ['face', 'size'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowProtocolRelative: false,
    allowedStyles: { '*': {
      color: colour, 'background-color': colour, 'text-align': [/^(left|right|center|justify|start|end)$/], 'font-weight': [/^(bold|normal|[1-9]00)$/], 'font-style': [/^(italic|normal)$/],
      'font-size': size, 'line-height': size, 'text-decoration': [/^(underline|line-through|none)$/], padding: sizes, margin: sizes, width: size, 'max-width': size, 'border-collapse': [/^collapse$/],
      'vertical-align': [/^(top|middle|bottom|baseline)$/], direction: [/^(ltr|rtl)$/], 'white-space': [/^(pre-wrap|normal|nowrap)$/],
    } },
    transformTags: {
      a: (tagName, attribs) => (links ? { tagName, attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' } } : { tagName: 'u', attribs: {} }),
      img: (tagName, { src = '', ...attribs }) => {
        const kept = sourceOf(src.trim())
        return kept === null ? { tagName: 'span', attribs: {}, text: attribs.alt ? `[${attribs.alt}]` : '' } : { tagName, attribs: { ...attribs, src: kept } }
      },
    },
  })
  return { html, pictures: [...found] }
}
