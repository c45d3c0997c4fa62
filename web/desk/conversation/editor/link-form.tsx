import type { Editor } from '@tiptap/core'
import { useState, type FormEvent } from 'react'
import { isSafeAddress } from '../../../formatting/index.ts'
import { Button } from '../../parts/button.tsx'
import { Sheet } from '../../parts/dialog.tsx'
import { useFocusAtStart } from '../../parts/use-focus-at-start.ts'
import { useWords } from '../../words/words.tsx'

type LinkFormProps = { editor: Editor; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Where the chosen words lead. */
export const LinkForm = ({ editor, isOpen, onOpenChange }: LinkFormProps) => {
  const { t } = useWords()
  return (
    <Sheet title={t('format.link')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Fields editor={editor} onDone={() => onOpenChange(false)} />
    </Sheet>
  )
}

const Fields = ({ editor, onDone }: { editor: Editor; onDone: () => void }) => {
  const { t } = useWords()
  const field = useFocusAtStart<HTMLInputElement>()
  const before = String(editor.getAttributes('link').href ?? '')
  const [typed, setTyped] = useState(before)
  const [wrong, setWrong] = useState(false)
  const put = (event: FormEvent) => {
    event.preventDefault()
    const href = whole(typed.trim())
    if (!isSafeAddress(href)) return setWrong(true)
    link(editor, href)
    onDone()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
    onDone()
  }
  return (
    <form className="form" onSubmit={put} noValidate>
      <label className="field">
        <span>{t('format.address')}</span>
        <input type="url" inputMode="url" dir="ltr" maxLength={2000} ref={field} value={typed} aria-invalid={wrong} aria-describedby="link-wrong" onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }} />
      </label>
      <p className="failure" id="link-wrong" role="alert">{wrong ? t('format.wrongAddress') : ''}</p>
      <div className="form-foot">
        {before !== '' && <Button onPress={remove}>{t('format.noLink')}</Button>}
        <Button look="primary" type="submit" disabled={typed.trim() === ''}>{t('format.putLink')}</Button>
      </div>
    </form>
  )
}

// "example.test/a" means the web, "ana@example.test" a mailbox.
const whole = (typed: string) => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/]+:\d/.test(typed)) return typed
  return /^[^\s/@]+@[^\s/@]+$/.test(typed) ? `mailto:${typed}` : `https://${typed}`
}

const link = (editor: Editor, href: string) => {
  const mark = { type: 'link', attrs: { href } }
  const { selection } = editor.state
  if (selection.empty && !editor.isActive('link')) editor.chain().focus().insertContent({ type: 'text', text: href.replace(/^mailto:/, ''), marks: [mark] }).run()
  else editor.chain().focus().extendMarkRange('link').setMark('link', { href }).run()
}
