import type { TextKey } from '../words/texts.ts'
import { useShortcut } from './shortcuts.ts'

type Command = { title: TextKey; group: 'conversation' | 'list' | 'go'; shortcut?: string; run: () => void; off?: boolean }

/** Something one can do now, by its shortcut. */
export const useCommand = ({ shortcut, run, off = false }: Command): void =>
  useShortcut(shortcut ?? '', () => {
    if (!off) run()
  })
