import type { Ref } from 'react'

/** What the one who writes in a field can do with it from beside. */
export type FieldHandle = { insert: (words: string) => void }

/** What the plain field and the one with formatting have in common. */
export type FieldProps = {
  id: string
  text: string
  onText: (text: string) => void
  /** `before` is what stands before the cursor in its paragraph; true: the key is taken. */
  onKey: (event: KeyboardEvent, before: string) => boolean
  onFiles: ((files: readonly File[]) => void) | null
  label: string
  describedBy: string
  invalid: boolean
  placeholder: string
  lang: string | undefined
  busy: boolean
  handle: Ref<FieldHandle>
}
