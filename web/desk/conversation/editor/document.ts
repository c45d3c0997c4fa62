import { parse, write, type Block, type Inline, type Item, type List } from '../../../formatting/index.ts'

/** The editor's document as it gives and takes it. */
export type Mark = { type: string; attrs?: Record<string, unknown> }
export type Node = { type?: string; text?: string; attrs?: Record<string, unknown>; marks?: Mark[]; content?: Node[] }

/** A stored text as the editor's document. */
export const documentOf = (text: string): Node => {
  const content = parse(text).map(blockNode)
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

const blockNode = (block: Block): Node => {
  if (block.kind === 'list') return listNode(block)
  if (block.kind === 'quote') return { type: 'blockquote', content: block.of.length > 0 ? block.of.map(blockNode) : [{ type: 'paragraph' }] }
  return { type: 'paragraph', content: inlineNodes(block.of, []) }
}

const listNode = ({ start, items }: List): Node => ({
  type: start === null ? 'bulletList' : 'orderedList', ...(start === null ? {} : { attrs: { start } }),
  content: items.map(({ of, lists }) => ({ type: 'listItem', content: [{ type: 'paragraph', content: inlineNodes(of, []) }, ...lists.map(listNode)] })),
})

const inlineNodes = (of: Inline[], marks: Mark[]): Node[] =>
  of.flatMap((piece): Node[] => {
    if (piece.kind === 'text') return piece.text === '' ? [] : [{ type: 'text', text: piece.text, marks }]
    if (piece.kind === 'break') return [{ type: 'hardBreak' }]
    if (piece.kind === 'code') return [{ type: 'text', text: piece.text, marks: [{ type: 'code' }] }]
    const mark: Mark = piece.kind === 'link' ? { type: 'link', attrs: { href: piece.href } } : { type: piece.kind === 'strong' ? 'bold' : 'italic' }
    return inlineNodes(piece.of, [...marks, mark])
  })

/** The text that is stored of the editor's document. */
export const textOf = (document: Node): string => write((document.content ?? []).flatMap(blocksOf))

const blocksOf = (node: Node): Block[] => {
  if (node.type === 'bulletList' || node.type === 'orderedList') return [listOf(node)]
  if (node.type === 'blockquote') return [{ kind: 'quote', of: (node.content ?? []).flatMap(blocksOf) }]
  return paragraphsOf(inlineOf(node.content ?? []))
}

const listOf = (node: Node): List => ({
  kind: 'list', start: node.type === 'orderedList' ? Number(node.attrs?.start ?? 1) : null,
  items: (node.content ?? []).map((item): Item => {
    const inside = item.content ?? []
    const lists = inside.filter(({ type }) => type === 'bulletList' || type === 'orderedList').map(listOf)
    const lines = inside.filter(({ type }) => type === 'paragraph').map(({ content = [] }) => inlineOf(content))
    return { of: lines.flatMap((of, nth): Inline[] => (nth === 0 ? of : [{ kind: 'break' }, ...of])), lists }
  }),
})

/** Two line breaks in a row end a paragraph, as they do in the text. */
const paragraphsOf = (of: Inline[]): Block[] => {
  const paragraphs: Inline[][] = [[]]
  of.forEach((piece, nth) => {
    if (piece.kind === 'break' && of[nth - 1]?.kind === 'break') paragraphs.push([])
    else paragraphs.at(-1)?.push(piece)
  })
  return paragraphs.map((each): Block => ({ kind: 'paragraph', of: each }))
}

const order = ['link', 'bold', 'italic']

/** Marks that go on over several pieces are put around them all, the longest outermost. */
const inlineOf = (nodes: Node[], applied: string[] = []): Inline[] => {
  const out: Inline[] = []
  let at = 0
  while (at < nodes.length) {
    const node = nodes[at] ?? {}
    const next = (node.marks ?? []).filter(({ type }) => order.includes(type) && !applied.includes(type))
    const runs = next.map((mark) => ({ mark, length: runOf(nodes.slice(at), mark) })).toSorted((a, b) => b.length - a.length || order.indexOf(a.mark.type) - order.indexOf(b.mark.type))
    const longest = runs[0]
    if (longest && node.type !== 'hardBreak') {
      const of = inlineOf(nodes.slice(at, at + longest.length), [...applied, longest.mark.type])
      out.push(longest.mark.type === 'link' ? { kind: 'link', href: String(longest.mark.attrs?.href ?? ''), of } : { kind: longest.mark.type === 'bold' ? 'strong' : 'emphasis', of })
      at += longest.length
      continue
    }
    if (node.type === 'hardBreak') out.push({ kind: 'break' })
    else if (node.text) out.push({ kind: (node.marks ?? []).some(({ type }) => type === 'code') ? 'code' : 'text', text: node.text })
    at += 1
  }
  return out
}

const runOf = (nodes: Node[], mark: Mark) => {
  const end = nodes.findIndex((node) => !(node.marks ?? []).some((each) => each.type === mark.type && each.attrs?.href === mark.attrs?.href))
  return end < 0 ? nodes.length : end
}
