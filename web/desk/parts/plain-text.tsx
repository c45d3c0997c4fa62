import { pieces } from '../../formatting/index.ts'

/** What a person wrote: its line breaks, its direction line by line, and web addresses as links; never markup. */
export const PlainText = ({ text, lang, links = true }: { text: string; lang?: string; /** Off where following them could do harm. */ links?: boolean }) => (
  <p className="plain-text" dir="auto" lang={lang}>
    {pieces(text).map((piece, place) =>
      piece.kind === 'text' || !links ? (
        piece.kind === 'text' ? piece.text : <s key={place} className="link-off">{piece.text}</s>
      ) : (
        <a key={place} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      ),
    )}
  </p>
)
