import type { ReactNode } from 'react'

type TileProps = { name: string; value: string; tone?: 'warn' | 'danger' | undefined; /** The same number of the time before, in words. */ before?: string; children?: ReactNode }

/** One number with its name, large enough to be read from the other side of the room. */
export const Tile = ({ name, value, tone, before, children }: TileProps) => (
  <div className={`tile ${tone ? `tone-${tone}` : ''}`}>
    <dt>{name}</dt>
    <dd>
      <span className="tile-value">{value}</span>
      {children && <span className="hint">{children}</span>}
      {before && <span className="hint">{before}</span>}
    </dd>
  </div>
)
