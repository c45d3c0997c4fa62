import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { whenIdle } from '../frame/idle.ts'
import type { FieldProps } from './field.ts'
import { PlainField } from './plain-field.tsx'
import type { RichField as Rich } from './editor/rich-field.tsx'

type Editor = { RichField: typeof Rich }
let loaded: Editor | null = null

/** Fetches the editor, once; without it one goes on writing in the plain field. */
const loadEditor = (): Promise<Editor | null> =>
  import('./editor/rich-field.tsx').then(({ RichField }) => (loaded = { RichField }), () => null)

/** While the browser has nothing else to do: who opens a conversation later finds it there. */
export const loadEditorSoon = () => whenIdle(() => void loadEditor())

type Handover = { editor: Editor; caret: number | null; hadFocus: boolean }

/** Where one writes: plain from the first moment, with formatting as soon as the editor is there. */
export const ComposerField = (props: FieldProps) => {
  const { id } = props
  const [handover, setHandover] = useState<Handover | null>(() => loaded && { editor: loaded, caret: null, hadFocus: false })
  const handOver = useEffectEvent((editor: Editor) => {
    const field = document.getElementById(id)
    const hadFocus = field !== null && field === document.activeElement
    // In one go, between two keys: the next one finds the editor with the focus.
    flushSync(() => setHandover({ editor, hadFocus, caret: field instanceof HTMLTextAreaElement && hadFocus ? field.selectionStart : null }))
  })
  const isPlain = handover === null
  useEffect(() => {
    if (!isPlain) return
    let gone = false
    const whenFree = (editor: Editor | null) => {
      if (gone || editor === null) return
      // A sign that is being composed of several keys is finished in the field it was begun in.
      if (composing.now) addEventListener('compositionend', () => setTimeout(() => whenFree(editor)), { once: true })
      else handOver(editor)
    }
    const composing = { now: false }
    const watch = (event: Event) => void (composing.now = event.type === 'compositionstart')
    addEventListener('compositionstart', watch, true)
    addEventListener('compositionend', watch, true)
    void loadEditor().then(whenFree)
    return () => {
      gone = true
      removeEventListener('compositionstart', watch, true)
      removeEventListener('compositionend', watch, true)
    }
  }, [isPlain])
  if (handover === null) return <PlainField {...props} />
  const { RichField } = handover.editor
  return <RichField {...props} caret={handover.caret} hadFocus={handover.hadFocus} />
}
