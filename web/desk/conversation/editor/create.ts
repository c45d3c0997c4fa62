import { Editor, Extension } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { UndoRedo } from '@tiptap/extensions'
import { Slice } from '@tiptap/pm/model'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { documentOf, textOf } from './document.ts'
import { Link } from './link.ts'
import { cleaned } from './pasted.ts'

export type FieldEvents = {
  onText: (text: string) => void
  /** True: the key is taken. */
  onKey: (event: KeyboardEvent, before: string) => boolean
  onFiles: ((files: readonly File[]) => void) | null
  /** Nothing is written while a text is on its way. */
  isBusy: () => boolean
}

type Start = { element: HTMLElement; text: string; /** Where the cursor stood in the plain field. */ caret: number | null }

// Of the private use area: nobody types it.
const caretSign = '\uE0F0'
const fromOutside = 'hospes-outside'

/** The editor in its element, with the text and the cursor of the plain field before it. */
export const createEditor = ({ element, text, caret }: Start, events: FieldEvents): Editor => {
  const marked = caret === null ? text : text.slice(0, caret) + caretSign + text.slice(caret)
  const editor = new Editor({
    element,
    content: documentOf(marked),
    injectCSS: false,
    enablePasteRules: false,
    textDirection: 'auto',
    extensions: [
      Document, Paragraph, Text, Bold, Italic, Code, HardBreak, BulletList, OrderedList, ListKeymap, UndoRedo, Link,
      ListItem.extend({ content: 'paragraph (bulletList | orderedList)*' }),
      Blockquote.extend({ content: '(paragraph | bulletList | orderedList)+' }),
      quiet(events),
    ],
    onUpdate: ({ editor: changed, transaction }) => {
      if (!transaction.getMeta(fromOutside)) events.onText(textOf(changed.getJSON()))
    },
    editorProps: {
      transformPastedHTML: cleaned,
      clipboardTextParser: (...[pasted, , , view]) => Slice.maxOpen(view.state.schema.nodeFromJSON(documentOf(pasted)).content),
      clipboardTextSerializer: (slice) => textOf({ type: 'doc', content: slice.content.toJSON() ?? [] }),
      handleKeyDown: (view, event) => !event.isComposing && events.onKey(event, beforeCaret(view.state)),
      handlePaste: (_view, event) => takeFiles(event.clipboardData, events),
      handleDrop: (_view, event) => takeFiles(event.dataTransfer, events),
    },
  })
  if (caret !== null) standAtSign(editor)
  return editor
}

const quiet = ({ isBusy }: FieldEvents) =>
  Extension.create({
    name: 'quiet',
    addProseMirrorPlugins: () => [new Plugin({ filterTransaction: (tr) => !tr.docChanged || tr.getMeta(fromOutside) === true || !isBusy() })],
  })

/** What stands before the cursor in its paragraph. */
const beforeCaret = ({ selection: { $from } }: EditorState) => $from.parent.textBetween(0, $from.parentOffset, '\n', '\n')

const takeFiles = (data: DataTransfer | null, { onFiles }: FieldEvents) => {
  const files = [...(data?.files ?? [])]
  if (files.length === 0 || onFiles === null || data?.types.includes('text/html')) return false
  onFiles(files)
  return true
}

/** Puts the cursor where the sign is, and takes the sign away. */
const standAtSign = (editor: Editor) => {
  let at: number | null = null
  editor.state.doc.descendants((node, position) => {
    const offset = node.text?.indexOf(caretSign) ?? -1
    if (offset >= 0) at = position + offset
  })
  if (at === null) return
  editor.chain().setMeta(fromOutside, true).setMeta('addToHistory', false).deleteRange({ from: at, to: at + caretSign.length }).setTextSelection(at).run()
}

/** Another text than was written here: of another tab, of an answer taken back, or none after sending. */
export const replaceText = (editor: Editor, text: string): void =>
  void editor.chain().setMeta(fromOutside, true).setContent(documentOf(text), { emitUpdate: true }).setTextSelection(Number.MAX_SAFE_INTEGER).run()

/** Puts a text where the cursor is; of one paragraph, within the line. */
export const insertText = (editor: Editor, text: string): void => {
  const content = documentOf(text).content ?? []
  const [only] = content
  const inLine = content.length === 1 && only?.type === 'paragraph'
  editor.chain().focus().insertContent((inLine ? (only.content ?? []) : content) as Parameters<Editor['commands']['insertContent']>[0]).run()
  // A space at its end parts what is typed next from it; the text that is stored ends without.
  if (inLine && text.endsWith(' ') && !beforeCaret(editor.state).endsWith(' ')) editor.commands.insertContent(' ')
}
