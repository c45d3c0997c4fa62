import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type PointerEvent } from 'react'
import { conversationQuery } from '../api/queries.ts'

// A pointer that passes over, or a key held down, opens nothing.
const pointerRestsMs = 90
const focusRestsMs = 220

/** Fetches the conversation of a row on which a pointer or the keyboard rests: opened a moment later, it is there. */
export const useAhead = (id: string) => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const leave = () => clearTimeout(timer.current)
  const rest = (ms: number) => {
    leave()
    timer.current = setTimeout(() => void client.prefetchQuery(conversationQuery(id, { ahead: true })), ms)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && rest(pointerRestsMs),
    onPointerLeave: leave,
    onBlur: leave,
    rest: () => rest(focusRestsMs),
  }
}
