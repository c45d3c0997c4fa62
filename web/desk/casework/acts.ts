import { useState } from 'react'
import { useCommand } from '../frame/commands.ts'
import type { TextKey } from '../words/texts.ts'

/** What one can do with a conversation beside answering it, with the key that does it. */
export const acts = [
  { act: 'snooze', title: 'act.snooze', shortcut: 's' },
  { act: 'remind', title: 'act.remind', shortcut: 'f' },
  { act: 'tags', title: 'act.tags', shortcut: 'g' },
  { act: 'link', title: 'act.link', shortcut: 'l' },
] as const satisfies readonly { act: string; title: TextKey; shortcut: string }[]
export type Act = (typeof acts)[number]['act']

/** Which of their dialogs is open. */
export const useActs = () => {
  const [act, setAct] = useState<Act | null>(null)
  useCommand({ title: 'act.snooze', group: 'conversation', shortcut: 's', run: () => setAct('snooze') })
  useCommand({ title: 'act.remind', group: 'conversation', shortcut: 'f', run: () => setAct('remind') })
  useCommand({ title: 'act.tags', group: 'conversation', shortcut: 'g', run: () => setAct('tags') })
  useCommand({ title: 'act.link', group: 'conversation', shortcut: 'l', run: () => setAct('link') })
  return { act, open: setAct, close: () => setAct(null) }
}
