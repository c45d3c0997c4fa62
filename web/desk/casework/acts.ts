import type { DeskConversation } from '#contract/desk'
import { useState } from 'react'
import { useSuspect } from '../api/casework.ts'
import { useCommand } from '../frame/commands.ts'
import { say } from '../frame/notices.ts'
import { useMe } from '../me.tsx'
import { refusalInWords } from '../words/refusals.ts'
import type { TextKey } from '../words/texts.ts'
import { useWords } from '../words/words.tsx'

/** What one can do with a conversation beside answering it, with the key that does it. */
export const acts = [
  { act: 'hand-over', title: 'handOver.open', shortcut: 'o' },
  { act: 'why', title: 'why.open', shortcut: 'w' },
  { act: 'snooze', title: 'act.snooze', shortcut: 's' },
  { act: 'remind', title: 'act.remind', shortcut: 'f' },
  { act: 'tags', title: 'act.tags', shortcut: 'g' },
  { act: 'link', title: 'act.link', shortcut: 'l' },
  { act: 'merge', title: 'act.merge', shortcut: 'M' },
  { act: 'split', title: 'act.split', shortcut: 'Y' },
  { act: 'suspect', title: 'act.suspect', shortcut: '!' },
  { act: 'readings', title: 'act.readings', shortcut: 'R' },
] as const satisfies readonly { act: string; title: TextKey; shortcut: string }[]
export type Act = (typeof acts)[number]['act']

/** Who has read a conversation is for leads to see. */
export const useMayAct = () => {
  const { roles } = useMe()
  const leads = roles.includes('lead') || roles.includes('admin')
  return (act: Act) => act !== 'readings' || leads
}

/** Which of their dialogs is open; suspicion needs none, it acts at once. */
export const useActs = ({ id, casework }: DeskConversation) => {
  const { t } = useWords()
  const [act, setAct] = useState<Act | null>(null)
  const suspecting = useSuspect(id)
  const isSuspicious = casework.suspicion !== null
  const suspect = () =>
    suspecting.mutate(!isSuspicious, {
      onSuccess: () => say('done', t(isSuspicious ? 'suspicion.cleared' : 'suspicion.marked')),
      onError: (error) => say('failed', refusalInWords(t, error)),
    })
  const open = (next: Act) => (next === 'suspect' ? suspect() : setAct(next))
  useAct('hand-over', open)
  useAct('why', open)
  useAct('snooze', open)
  useAct('remind', open)
  useAct('tags', open)
  useAct('link', open)
  useAct('merge', open)
  useAct('split', open)
  useAct('suspect', open)
  useAct('readings', open)
  return { act, open, close: () => setAct(null) }
}

const useAct = (act: Act, open: (act: Act) => void) => {
  const found = acts.find((each) => each.act === act)
  const mayAct = useMayAct()
  useCommand({ title: found?.title ?? 'act.more', group: 'conversation', shortcut: found?.shortcut ?? '', run: () => open(act), off: !mayAct(act) })
}
