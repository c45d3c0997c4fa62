import { useEffect, useRef } from 'react'

/** What is opened by a key is written in at once. */
export const useFocusAtStart = <E extends HTMLElement>() => {
  const element = useRef<E>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
