import { useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { focusSoon } from '../frame/focus.ts'
import { useShortcut } from '../frame/shortcuts.ts'
import type { Item } from './items.ts'

export const rowElementId = (conversationId: string) => `row-${conversationId}`

type CursorOptions = { items: Item[]; openId: string | null; list: RefObject<VirtualizerHandle | null> }

/** Which row the keyboard stands on: one row takes part in the tab order, j, k and the arrows move it. */
export const useCursor = ({ items, openId, list }: CursorOptions) => {
  const [chosen, setChosen] = useState(openId)
  const lastPlace = useRef(0)
  const rows = items.flatMap((item, index) => (item.kind === 'row' ? [{ id: item.id, index }] : []))

  const placeOf = (id: string | null) => rows.findIndex((row) => row.id === id)
  const known = [placeOf(chosen), placeOf(openId)].find((place) => place >= 0)
  // The row is gone (somebody took it): the keyboard stays at its place in the list.
  const place = known ?? Math.min(lastPlace.current, rows.length - 1)
  const current = rows[place]

  const moveTo = (next: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))]
    if (!row) return
    list.current?.scrollToIndex(row.index, { align: 'nearest' })
    setChosen(row.id)
    // At once where it is in the page: the Enter that follows a quick j is its own.
    const element = document.getElementById(rowElementId(row.id))
    if (element) element.focus({ preventScroll: true })
    else focusSoon(rowElementId(row.id))
  }
  // The first press after coming from elsewhere lands on the row itself, not beside it.
  const step = (by: number) => {
    const standsThere = current !== undefined && (current.id === openId || document.activeElement?.id === rowElementId(current.id))
    moveTo(standsThere ? place + by : place)
  }
  useShortcut('j', () => step(1))
  useShortcut('k', () => step(-1))

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Home: () => moveTo(0), End: () => moveTo(rows.length - 1) }
    const move = moves[event.key]
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    move()
  }
  const onFocusRow = (id: string) => {
    lastPlace.current = Math.max(0, placeOf(id))
    setChosen(id)
  }
  return { currentId: current?.id ?? null, keepMounted: current ? [current.index] : [], onKeyDown, onFocusRow }
}
