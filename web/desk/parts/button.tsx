import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

type ButtonProps = {
  children: ReactNode
  onPress?: () => void
  look?: 'primary' | 'plain' | 'danger'
  icon?: LucideIcon
  busy?: boolean
  disabled?: boolean
  type?: 'button' | 'submit'
  shortcut?: string
  /** For a button that shows and hides something below it. */
  expanded?: boolean
}

/** A busy button keeps the focus and does nothing. */
export const Button = ({ children, onPress, look = 'plain', icon: Icon, busy = false, disabled, type, shortcut, expanded }: ButtonProps) => (
  <AriaButton className={`button button-${look}`} onPress={busy ? undefined : onPress} data-busy={busy || undefined} isDisabled={disabled} type={type} aria-keyshortcuts={shortcut} aria-expanded={expanded}>
    {Icon && <Icon aria-hidden />}
    <span>{children}</span>
    {shortcut && <kbd aria-hidden>{shortcut}</kbd>}
  </AriaButton>
)

type IconButtonProps = { label: string; icon: LucideIcon; onPress: () => void; pressed?: boolean; className?: string }

/** A button of a toolbar: its name is read out and shown in the tooltip. */
export const IconButton = ({ label, icon: Icon, onPress, pressed, className = '' }: IconButtonProps) => (
  <TooltipTrigger delay={400}>
    <AriaButton className={`icon-button ${className}`} aria-label={label} aria-pressed={pressed} onPress={onPress}>
      <Icon aria-hidden />
    </AriaButton>
    <Tooltip className="tooltip" offset={6}>
      {label}
    </Tooltip>
  </TooltipTrigger>
)
