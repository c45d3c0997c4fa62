import type { LucideIcon } from 'lucide-react'
import CloudOff from 'lucide-react/icons/cloud-off'
import RotateCw from 'lucide-react/icons/rotate-cw'
import type { ReactNode } from 'react'
import { Refused } from '../api/request.ts'
import { refusalInWords } from '../words/refusals.ts'
import { useWords } from '../words/words.tsx'
import { Button } from './button.tsx'

type StateProps = { icon: LucideIcon; title: string; children?: ReactNode; role?: 'alert' }

/** What stands in a column that has nothing else to show. */
export const State = ({ icon: Icon, title, children, role }: StateProps) => (
  <div className="state" role={role}>
    <span className="state-icon">
      <Icon aria-hidden />
    </span>
    <p className="state-title">{title}</p>
    {children}
  </div>
)

type TroubleProps = { title: string; error: Error; onRetry: () => void; busy?: boolean }

/** A fetch that failed: what, why, and trying again where that can help. */
export const Trouble = ({ title, error, onRetry, busy }: TroubleProps) => {
  const { t } = useWords()
  return (
    <State icon={CloudOff} title={title} role="alert">
      <p>{refusalInWords(t, error)}</p>
      {!(error instanceof Refused && (error.code === 'not_allowed' || error.code === 'not_found')) && (
        <Button icon={RotateCw} onPress={onRetry} busy={busy}>
          {t('state.retry')}
        </Button>
      )}
    </State>
  )
}

/** Grey bars in the place of what is being fetched. */
export const Loading = ({ label, rows }: { label: string; rows: number }) => (
  <div className="loading" role="status" aria-label={label}>
    {Array.from({ length: rows }, (_, row) => (
      <div className="loading-row" key={row} aria-hidden>
        <span />
        <span />
        <span />
      </div>
    ))}
  </div>
)
