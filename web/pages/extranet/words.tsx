import { raw } from 'hono/html'
import { htmlOf, pieces } from '#web/formatting'

/** What the asking side wrote, as they wrote it: lines kept, web addresses as links, nothing else interpreted. */
export const Words = ({ text, links = true }: { text: string; /** Off where following them could do harm. */ links?: boolean }) => (
  <div class="words" dir="auto">{text.split(/\n{2,}/).map((paragraph) => <p>{links ? withLinks(paragraph) : paragraph}</p>)}</div>
)

const withLinks = (paragraph: string) =>
  pieces(paragraph).map((piece) => (piece.kind === 'text' ? piece.text : <a href={piece.href} rel="noopener nofollow ugc">{piece.text}</a>))

/** What staff wrote, with its bold words, lists, quotes and links. */
export const FormattedWords = ({ text }: { text: string }) => <div class="words formatted" dir="auto">{raw(htmlOf(text))}</div>
