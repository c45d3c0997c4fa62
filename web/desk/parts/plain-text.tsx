import { pieces } from '../words/links.ts'

/** What a person wrote: its line breaks, its direction line by line, and web addresses as links; never markup. */
export const PlainText = ({ text, lang }: { text: string; lang?: string }) => (
  <p className="plain-text" dir="auto" lang={lang}>
    {pieces(text).map((piece, place) =>
      piece.kind === 'text' ? (
        piece.text
      ) : (
        <a key={place} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      ),
    )}
  </p>
)
