import type { Me } from '#contract/desk'
import { createContext, use } from 'react'

export const MeContext = createContext<Me | null>(null)

/** The agent who sits at this desk. */
export const useMe = (): Me => {
  const me = use(MeContext)
  if (!me) throw new Error('useMe before the agent is known')
  return me
}
