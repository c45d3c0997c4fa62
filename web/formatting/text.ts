/** A piece within a line. Whatever draws it escapes `text`; an `href` is one of `isSafeAddress`. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'emphasis'; of: Inline[] }
  | { kind: 'link'; href: string; of: Inline[] }

export type Item = { of: Inline[]; lists: List[] }
export type List = { kind: 'list'; /** The first number; null with dots. */ start: number | null; items: Item[] }
export type Block = { kind: 'paragraph'; of: Inline[] } | List | { kind: 'quote'; of: Block[] }

const safe = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const longestAddress = 2_000

/** Whether a link may lead there: the web, an address to write to, a number to call; nothing that runs. */
export const isSafeAddress = (href: string): boolean =>
  href.length <= longestAddress && /^(?:https?:\/\/|mailto:|tel:)[^\s<>"'`{}|\\^]+$/i.test(href) && URL.canParse(href) && safe.has(new URL(href).protocol)
