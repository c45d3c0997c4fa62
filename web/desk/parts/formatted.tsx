import { Fragment, type ReactNode } from 'react'
import { parse, type Block, type Inline, type List } from '../../formatting/index.ts'

/** What staff wrote, with its bold words, lists, quotes and links; each paragraph in the direction of its own words. */
export const Formatted = ({ text, lang }: { text: string; lang?: string | undefined }) => (
  <div className="formatted" dir="auto" lang={lang}>
    {parse(text).map(blockOf)}
  </div>
)

const blockOf = (block: Block, place: number): ReactNode => {
  if (block.kind === 'list') return listOf(block, place)
  if (block.kind === 'quote') return <blockquote key={place} dir="auto">{block.of.map(blockOf)}</blockquote>
  return <p key={place} dir="auto">{block.of.map(pieceOf)}</p>
}

const listOf = ({ start, items }: List, place: number): ReactNode => {
  const inside = items.map(({ of, lists }, nth) => <li key={nth} dir="auto">{of.map(pieceOf)}{lists.map(listOf)}</li>)
  return start === null ? <ul key={place} dir="auto">{inside}</ul> : <ol key={place} dir="auto" start={start}>{inside}</ol>
}

const pieceOf = (piece: Inline, place: number): ReactNode => {
  if (piece.kind === 'text') return <Fragment key={place}>{piece.text}</Fragment>
  if (piece.kind === 'code') return <code key={place} dir="ltr">{piece.text}</code>
  if (piece.kind === 'break') return <br key={place} />
  const inside = piece.of.map(pieceOf)
  if (piece.kind === 'link') return <a key={place} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">{inside}</a>
  return piece.kind === 'strong' ? <strong key={place}>{inside}</strong> : <em key={place}>{inside}</em>
}
