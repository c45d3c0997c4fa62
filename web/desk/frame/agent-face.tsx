import { useMe } from '../me.tsx'
import { useWords } from '../words/words.tsx'

/** What the agent's own button shows. */
export const AgentFace = () => {
  const { t } = useWords()
  const { name } = useMe()
  return (
    <>
      <span className="agent-initials">{initials(name)}</span>
      <span className="visually-hidden"> {t('agent.menu', { name })}</span>
    </>
  )
}

const initials = (name: string) => {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toLocaleUpperCase() ?? '').join('')
}
