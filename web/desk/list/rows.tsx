import { createContext, use, useEffect, useRef, type CSSProperties, type ReactNode, type Ref } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { View } from '../address.ts'
import { useCommand } from '../frame/commands.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/words.tsx'
import type { Item } from './items.ts'
import { Row } from './row.tsx'
import { useCursor } from './use-cursor.ts'

type RowsProps = { items: Item[]; view: View; openId: string | null; label: string; onMore?: () => void; failed?: boolean; picked?: ReadonlySet<string>; onPick?: (id: string) => void }

const SizeContext = createContext(0)

/** The list itself: only what is near the window is in the page, however many wait. */
export const Rows = ({ items, view, openId, label, onMore, failed = false, picked, onPick }: RowsProps) => {
  const list = useRef<VirtualizerHandle>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const cursor = useCursor({ items, openId, list })
  useCommand({ title: 'shortcuts.pick', group: 'list', shortcut: 'x', run: () => cursor.currentId !== null && onPick?.(cursor.currentId), off: !onPick })
  const show = (item: Item) => {
    if (item.kind === 'heading') return <Heading key={item.id} title={item.title} count={item.count} />
    if (item.kind === 'more') return <More key={item.id} onMore={onMore} failed={failed} />
    return (
      <Row key={item.id} row={item.row} view={view} isOpen={item.id === openId} isCurrent={item.id === cursor.currentId} onFocus={() => cursor.onFocusRow(item.id)} pick={onPick && { isPicked: picked?.has(item.id) ?? false, toggle: () => onPick(item.id) }} />
    )
  }
  return (
    <div className="rows" ref={scroller} onKeyDown={cursor.onKeyDown} role="group" aria-label={label}>
      <SizeContext value={items.length}>
        <Virtualizer ref={list} scrollRef={scroller} as="ul" item={ListItem} keepMounted={cursor.keepMounted} itemSize={92} data={items}>
          {show}
        </Virtualizer>
      </SizeContext>
    </div>
  )
}

type ListItemProps = { style: CSSProperties; index: number; children: ReactNode; ref?: Ref<HTMLLIElement> }

// Most of the list is not in the page: each item says which of how many it is.
const ListItem = ({ style, index, children, ref }: ListItemProps) => (
  <li style={style} ref={ref} aria-posinset={index + 1} aria-setsize={use(SizeContext)}>
    {children}
  </li>
)

const Heading = ({ title, count }: { title: string; count: number | null }) => {
  const { number } = useWords()
  return (
    <h3 className="rows-heading">
      <span>{title}</span>
      {count !== null && <span className="rows-count">{number(count)}</span>}
    </h3>
  )
}

/** Comes into the page when the end is near, and asks for what follows. */
const More = ({ onMore, failed }: { onMore?: () => void; failed: boolean }) => {
  const { t } = useWords()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || failed) return
    asked.current = true
    onMore?.()
  })
  return <div className="rows-more">{failed ? <Button onPress={onMore}>{t('queue.moreFailed')}</Button> : <span role="status">{t('queue.more')}</span>}</div>
}
