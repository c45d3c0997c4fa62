import type { Editor } from '@tiptap/core'
import Bold from 'lucide-react/icons/bold'
import Code from 'lucide-react/icons/code'
import Italic from 'lucide-react/icons/italic'
import Link from 'lucide-react/icons/link'
import List from 'lucide-react/icons/list'
import ListOrdered from 'lucide-react/icons/list-ordered'
import Quote from 'lucide-react/icons/text-quote'
import { useRef, useSyncExternalStore, type KeyboardEvent } from 'react'
import { modifierName } from '../../frame/platform.ts'
import { IconButton } from '../../parts/button.tsx'
import { useWords } from '../../words/words.tsx'
import { formattingKeys } from '../formatting-keys.ts'

const tools = [
  { name: 'bold', icon: Bold, run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'bulletList', icon: List, run: (editor: Editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: ListOrdered, run: (editor: Editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', icon: Quote, run: (editor: Editor) => editor.chain().focus().toggleBlockquote().run() },
  { name: 'code', icon: Code, run: (editor: Editor) => editor.chain().focus().toggleCode().run() },
] as const

/** What may be done to the words: one stop for Tab, the arrows go from one to the next. */
export const Toolbar = ({ editor, onLink }: { editor: Editor; onLink: () => void }) => {
  const { t } = useWords()
  const active = useActive(editor)
  const bar = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const moves: Record<string, number> = { ArrowRight: forward === 'ArrowRight' ? at + 1 : at - 1, ArrowLeft: forward === 'ArrowRight' ? at - 1 : at + 1, Home: 0, End: buttons.length - 1 }
    const next = moves[event.key]
    if (next === undefined) return
    event.preventDefault()
    buttons[(next + buttons.length) % buttons.length]?.focus()
  }
  const label = (name: keyof typeof formattingKeys) => `${t(`format.${name}`)} (${formattingKeys[name](modifierName)})`
  return (
    <div className="format-bar" role="toolbar" aria-label={t('format.label')} ref={bar} onKeyDownCapture={onKeyDown}>
      {tools.map(({ name, icon, run }) => (
        <IconButton key={name} label={label(name)} icon={icon} pressed={active.includes(name)} onPress={() => void run(editor)} />
      ))}
      <IconButton label={label('link')} icon={Link} pressed={active.includes('link')} onPress={onLink} />
    </div>
  )
}

const names = [...tools.map(({ name }) => name), 'link']

/** What holds where the cursor is. */
const useActive = (editor: Editor): string =>
  useSyncExternalStore(
    (changed) => {
      editor.on('transaction', changed)
      return () => void editor.off('transaction', changed)
    },
    () => names.filter((name) => editor.isActive(name)).join(' '),
  )
