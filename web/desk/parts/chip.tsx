import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'danger'

type ChipProps = { children: ReactNode; tone?: Tone; icon?: LucideIcon; title?: string }

/** A few words about a state; the tone is never the only sign. */
export const Chip = ({ children, tone = 'plain', icon: Icon, title }: ChipProps) => (
  <span className={`chip tone-${tone}`} title={title}>
    {Icon && <Icon aria-hidden />}
    <span>{children}</span>
  </span>
)
