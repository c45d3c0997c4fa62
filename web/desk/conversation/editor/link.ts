import { InputRule, Mark } from '@tiptap/core'
import { isSafeAddress } from '../../../formatting/index.ts'

const typed = /\[([^\]\n]+)\]\((\S+)\)$/

/** A link as it is stored: an address that is safe to follow, and nothing else of it. Pressing it in the field edits its words. */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (isSafeAddress(element.getAttribute('href') ?? '') ? null : false) }],
  renderHTML: ({ HTMLAttributes: { href } }) => ['a', { href: isSafeAddress(String(href)) ? href : undefined, rel: 'noopener nofollow' }, 0],
  addInputRules() {
    return [new InputRule({
      find: typed,
      handler: ({ state, range, match: [, words = '', href = ''] }) => {
        if (!isSafeAddress(href)) return null
        state.tr.replaceWith(range.from, range.to, state.schema.text(words, [this.type.create({ href })]))
      },
    })]
  },
})
