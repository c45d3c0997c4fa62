import { lazy, Suspense, useEffect, useState } from 'react'
import type { View } from '../address.ts'
import { whenIdle } from '../frame/idle.ts'
import { patiently } from '../frame/patiently.ts'
import { Loading } from '../parts/state.tsx'
import { useWords } from '../words/words.tsx'
import type { OpenConversation as Conversation } from './open-conversation.tsx'

type Loaded = { OpenConversation: typeof Conversation; loadEditorSoon: () => void }
const at = { hand: null as Loaded | null }

const load = async (): Promise<Loaded> => {
  const [{ OpenConversation }, { loadEditorSoon }] = await Promise.all([import('./open-conversation.tsx'), import('./composer-field.tsx')])
  return (at.hand = { OpenConversation, loadEditorSoon })
}
const Later = lazy(async () => ({ default: (await patiently(load)).OpenConversation }))

/** Once the list stands and the browser rests: what a conversation is read and answered with, so that opening the first waits for nothing. */
export const useConversationSoon = () => useEffect(() => whenIdle(() => void load().then(({ loadEditorSoon }) => loadEditorSoon(), () => undefined)), [])

/** The conversation that is open; all it is made of comes after the list. */
export const Opened = (props: { id: string; view: View }) => {
  const { t } = useWords()
  // Chosen once: what stands is not put up anew when the rest has come.
  const [hand] = useState(() => at.hand)
  if (hand) return <hand.OpenConversation {...props} />
  return (
    <Suspense fallback={<section className="conversation" id="conversation" aria-label={t('conversation.label')}><Loading label={t('state.loading')} rows={4} /></section>}>
      <Later {...props} />
    </Suspense>
  )
}
