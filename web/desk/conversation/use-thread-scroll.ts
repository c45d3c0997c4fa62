import { useEffect, useLayoutEffect, useRef, useState } from 'react'

const nearPx = 120

/** Opens at what is new or at the end, follows the end while one is there, and otherwise says that something came. */
export const useThreadScroll = (lastSeq: number) => {
  const thread = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)
  const toEnd = () => {
    const scroller = scrollerOf(thread.current)
    scroller?.scrollTo({ top: scroller.scrollHeight })
  }

  useLayoutEffect(() => {
    const scroller = scrollerOf(thread.current)
    const mark = thread.current?.querySelector('.thread-new')
    if (!mark) return toEnd()
    mark.scrollIntoView({ block: 'center' })
    atEnd.current = isAtEnd(scroller)
  }, [])

  useEffect(() => {
    const content = thread.current?.firstElementChild
    const page = thread.current?.parentElement
    if (!content || !page) return
    const onScroll = () => {
      atEnd.current = isAtEnd(scrollerOf(thread.current))
      if (atEnd.current) setBelow(false)
    }
    // The field below grows as one writes, the content as somebody else does.
    const sizes = new ResizeObserver(() => atEnd.current && toEnd())
    sizes.observe(content)
    sizes.observe(page)
    if (thread.current) sizes.observe(thread.current)
    page.addEventListener('scroll', onScroll, { passive: true, capture: true })
    return () => {
      sizes.disconnect()
      page.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [])

  const seen = useRef(lastSeq)
  useEffect(() => {
    if (lastSeq !== seen.current && !atEnd.current) setBelow(true)
    seen.current = lastSeq
  }, [lastSeq])
  return { thread, below, toEnd }
}

/** On a narrow screen the whole conversation scrolls, not the thread in it. */
const scrollerOf = (thread: HTMLElement | null) => (thread && getComputedStyle(thread).overflowY === 'visible' ? thread.parentElement : thread)

const isAtEnd = (scroller: HTMLElement | null) => scroller !== null && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx
