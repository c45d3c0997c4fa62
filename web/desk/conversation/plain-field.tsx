import { useImperativeHandle, useRef } from 'react'
import { focusSoon } from '../frame/focus.ts'
import type { FieldProps } from './field.ts'

/** The field before the editor is there: it takes the same text. */
export const PlainField = ({ id, text, onText, onKey, onFiles, label, describedBy, invalid, placeholder, lang, busy, handle }: FieldProps) => {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(handle, () => ({
    insert: (words) => {
      const { selectionStart: from, selectionEnd: to } = field.current ?? { selectionStart: text.length, selectionEnd: text.length }
      onText(text.slice(0, from) + words + text.slice(to))
      focusSoon(id)
    },
  }))
  return (
    <textarea
      id={id} ref={field} dir="auto" lang={lang} rows={4} value={text} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid} placeholder={placeholder} readOnly={busy}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing && onKey(event.nativeEvent, text.slice(0, event.currentTarget.selectionStart).split('\n').at(-1) ?? '')) event.preventDefault()
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files]
        if (files.length > 0 && onFiles && !event.clipboardData.types.includes('text/html')) onFiles(files)
      }}
    />
  )
}
