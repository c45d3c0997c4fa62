import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { AgentFace } from './agent-face.tsx'
import { whenIdle } from './idle.ts'
import { patiently } from './patiently.ts'

const AgentMenu = lazy(async () => ({ default: (await patiently(() => import('./agent-menu.tsx'))).AgentMenu }))

/** The agent's own button; its menu comes while nobody waits for it, or when it is pressed. */
export const Agent = ({ onShortcuts }: { onShortcuts: () => void }) => {
  const [isWanted, want] = useState<'later' | 'soon' | 'now'>('later')
  useEffect(() => whenIdle(() => want((known) => (known === 'later' ? 'soon' : known))), [])
  const face = (
    <Button className="agent" onPress={() => want('now')} aria-haspopup="menu">
      <AgentFace />
    </Button>
  )
  if (isWanted === 'later') return face
  return (
    <Suspense fallback={face}>
      <AgentMenu onShortcuts={onShortcuts} isOpen={isWanted === 'now'} />
    </Suspense>
  )
}
