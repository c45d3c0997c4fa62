import { convert } from 'html-to-text'
import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser'
import PostalMime from 'postal-mime'
import { automaticOf } from './automatic.ts'
import { ownWords } from './own-words.ts'
import { reportOf } from './report.ts'
import type { MailFile, ReadMail, Sender } from './message.ts'

const options = { keepDeliveryStatus: true, skipTextToHtml: true, skipImageLinks: true, skipHtmlToText: true } as const
const mostFiles = 100
const mostAnswers = 50
const longestText = 400_000

/** Reads a mail. Only in the reader's thread: what it takes is decided by whoever sent it. */
export const parse = async (raw: Buffer): Promise<ReadMail> => {
  const mail = await simpleParser(withSoundWords(raw), options)
  const from = sendersOf(mail.from)
  const html = typeof mail.html === 'string' ? mail.html : null
  const text = textOf(mail, html) || (html === null && mail.attachments.length === 0 ? bodyOf(raw) : '')
  return {
    from,
    agreedFrom: await agreedOn(from, raw),
    subject: (mail.subject ?? '').slice(0, 1_000),
    messageId: mail.messageId ?? null,
    answers: answersOf(mail),
    broughtBack: broughtBackBy(mail),
    deliveredTo: ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => linesOf(mail, name)),
    text,
    own: ownWords(text),
    hasHtml: html !== null,
    files: mail.attachments.filter(isFile).slice(0, mostFiles).map(fileOf),
    automatic: automaticOf((name) => linesOf(mail, name).join(', '), from[0]?.address ?? ''),
    report: reportOf(mail, text, linesOf(mail, 'x-failed-recipients')),
  }
}

const sendersOf = (from: ParsedMail['from'] | AddressObject[]): Sender[] =>
  [from ?? []].flat().flatMap(({ value }) => value).flatMap((each) => (each.group ? each.group : [each]))
    .flatMap(({ name, address }) => (address ? [{ name: name.slice(0, 200), address: address.toLowerCase() }] : []))

/** From as a second parser reads it: who slips an address past one of them is believed by neither. */
const agreedOn = async (from: Sender[], raw: Buffer): Promise<string | null> => {
  const [first, ...more] = from
  if (!first || more.length > 0) return null
  const end = raw.indexOf('\r\n\r\n')
  const head = end < 0 ? raw : raw.subarray(0, end + 4)
  // Both parsers pass over a NUL, and so read an address that is not what stands there.
  if (head.includes(0)) return null
  // A second From in the head is a mail with two faces; both parsers show one of them.
  if ((head.toString('latin1').match(/^from[ \t]*:/gim) ?? []).length !== 1) return null
  const second = await PostalMime.parse(head, { maxNestingDepth: 64 }).then((mail) => mail.from, () => undefined)
  return second && 'address' in second && second.address?.toLowerCase() === first.address ? first.address : null
}

const linesOf = (mail: ParsedMail, name: string): string[] =>
  mail.headerLines.filter(({ key }) => key === name).map(({ line }) => line.slice(line.indexOf(':') + 1).replace(/\s+/g, ' ').trim().slice(0, 1_000))

const answersOf = (mail: ParsedMail): string[] => {
  const references = [mail.references ?? []].flat()
  return [...new Set([...idsIn(mail.inReplyTo ?? ''), ...references.slice(-mostAnswers).toReversed()])].slice(0, mostAnswers)
}

const idsIn = (text: string): string[] => text.slice(0, 20_000).match(/<[^<>\s]{3,300}>/g) ?? []

const broughtBackBy = ({ attachments, text }: ParsedMail): string[] => {
  const heads = attachments.filter(({ contentType }) => /^(message\/rfc822|text\/rfc822-headers|message\/global)/.test(contentType)).map(({ content }) => content.subarray(0, 64_000).toString('latin1'))
  return [...heads, (text ?? '').slice(0, 64_000)].flatMap((head) => [...head.matchAll(/^message-id:\s*(<[^<>\s]{3,300}>)/gim)].map(([, id = '']) => id)).slice(0, 10)
}

const textOf = (mail: ParsedMail, html: string | null): string => {
  const plain = mail.text?.trim() ?? ''
  const text = plain || html === null ? plain : plainOf(html)
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().slice(0, longestText)
}

/** What stands below the head of a mail in which no part was found, as where its boundary is never seen: odd to read, and not lost. */
const bodyOf = (raw: Buffer): string => {
  const body = raw.subarray(headEnd(raw)).subarray(0, longestText).toString('utf8').replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trim()
  return body.split('\n').some((line) => line.trim() !== '' && !/^--|^[\w-]+:|^[ \t]/.test(line)) ? body : ''
}

const headEnd = (raw: Buffer): number => {
  const ends = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length === 0 ? raw.length : Math.min(...ends)
}

/** Some programs leave letters as they are inside an encoded word, which says what they are; encoded as they should be they are read. */
const withSoundWords = (raw: Buffer): Buffer => {
  const end = headEnd(raw)
  const head = raw.subarray(0, end).toString('latin1')
  const sound = head.replace(/=\?[\w*-]{1,40}\?q\?[^?\r\n]*\?=/gi, (word) => word.replace(/[\x80-\xff]/g, (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`))
  return sound === head ? raw : Buffer.concat([Buffer.from(sound, 'latin1'), raw.subarray(end)])
}

const plainOf = (html: string): string =>
  convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 1_000_000, maxDepth: 60, maxChildNodes: 3_000 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      { selector: 'blockquote', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      // A row is a line, and what stands in two cells is two words.
      { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...['td', 'th'].map((selector) => ({ selector, format: 'inlineSurround', options: { suffix: ' ' } })),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const isFile = ({ contentType }: Attachment) => contentType !== 'message/delivery-status' && contentType !== 'message/feedback-report'

const fileOf = ({ filename, contentType, content, related, contentDisposition, cid }: Attachment): MailFile => ({
  name: filename ?? '', type: contentType, bytes: content, contentId: cid ?? null, inline: related === true || contentDisposition === 'inline',
})
