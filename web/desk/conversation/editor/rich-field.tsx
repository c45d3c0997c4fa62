import type { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { FieldProps } from '../field.ts'
import { createEditor, insertText, replaceText } from './create.ts'
import { LinkForm } from './link-form.tsx'
import { Toolbar } from './toolbar.tsx'

type RichFieldProps = FieldProps & { caret: number | null; hadFocus: boolean }

/** The field with formatting. It takes over from the plain one with its text, its cursor and the focus. */
export const RichField = ({ caret, hadFocus, handle, ...props }: RichFieldProps) => {
  const { text, onText, onKey, onFiles, busy } = props
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [links, setLinks] = useState(false)
  const written = useRef(text)
  const changed = useEffectEvent((next: string) => {
    written.current = next
    onText(next)
  })
  const key = useEffectEvent((event: KeyboardEvent, before: string) => {
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      setLinks(true)
      return true
    }
    return onKey(event, before)
  })
  const files = useEffectEvent((chosen: readonly File[]) => onFiles?.(chosen))
  const isBusy = useEffectEvent(() => busy)
  const create = useEffectEvent((element: HTMLElement) => {
    const made = createEditor({ element, text, caret }, { onText: (next) => changed(next), onKey: (event, before) => key(event, before), onFiles: onFiles && ((chosen) => files(chosen)), isBusy: () => isBusy() })
    dress(made.view.dom, props)
    if (hadFocus) made.view.focus()
    return made
  })

  useLayoutEffect(() => {
    if (!place.current) return
    const made = create(place.current)
    setEditor(made)
    return () => made.destroy()
  }, [])
  useLayoutEffect(() => {
    if (editor) dress(editor.view.dom, props)
  })
  useEffect(() => {
    if (!editor || editor.isDestroyed || text === written.current) return
    written.current = text
    replaceText(editor, text)
  }, [editor, text])
  useImperativeHandle(handle, () => ({ insert: (words: string) => editor && insertText(editor, words) }), [editor])
  return (
    <div className="rich-field" data-empty={text === ''}>
      <div ref={place} />
      {editor && <Toolbar editor={editor} onLink={() => setLinks(true)} />}
      {editor && <LinkForm editor={editor} isOpen={links} onOpenChange={setLinks} />}
    </div>
  )
}

type Dressed = Pick<FieldProps, 'id' | 'label' | 'describedBy' | 'invalid' | 'placeholder' | 'lang' | 'busy'>

/** What a plain field says of itself, said of the editor's element. */
const dress = (element: HTMLElement, { id, label, describedBy, invalid, placeholder, lang, busy }: Dressed) => {
  const attributes: Record<string, string | undefined> = {
    id, role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'aria-describedby': describedBy, 'aria-invalid': String(invalid), 'aria-readonly': String(busy),
    'aria-placeholder': placeholder, 'data-placeholder': placeholder, lang, spellcheck: 'true', dir: 'auto',
  }
  element.classList.add('formatted')
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name)
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  }
}
