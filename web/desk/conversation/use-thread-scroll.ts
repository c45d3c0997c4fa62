import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { narrow, useMedia } from '../parts/use-media.ts'

const nearPx = 120

type ScrollOptions = { lastSeq: number; /** Which part is shown first; the end when null. */ startAt: number | null }

/** Opens where it is told or at the end, follows the end while one is there, and otherwise says that something came. */
export const useThreadScroll = ({ lastSeq, startAt }: ScrollOptions) => {
  const thread = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const atEnd = useRef(startAt === null)
  const [below, setBelow] = useState(false)
  const isNarrow = useMedia(narrow)
  const startMargin = useStartMargin(thread, isNarrow)

  const toEnd = useCallback(() => {
    atEnd.current = true
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [])
  const reveal = useCallback((index: number) => {
    atEnd.current = false
    list.current?.scrollToIndex(index, { align: 'center' })
  }, [])

  const begin = useEffectEvent(() => {
    if (startAt === null || atEnd.current) toEnd()
    else reveal(startAt)
  })
  useLayoutEffect(() => {
    // On a narrow screen the whole conversation scrolls, not the thread in it.
    scroller.current = (isNarrow ? thread.current?.parentElement : thread.current) ?? null
    begin()
  }, [isNarrow])

  useEndFollowed({ thread, scroller, atEnd, isNarrow, toEnd, onEnd: () => setBelow(false) })

  const seen = useRef(lastSeq)
  useEffect(() => {
    if (lastSeq !== seen.current && !atEnd.current) setBelow(true)
    seen.current = lastSeq
  }, [lastSeq])
  return { thread, scroller, list, startMargin, isNarrow, below, toEnd, reveal }
}

type Following = { thread: RefObject<HTMLDivElement | null>; scroller: RefObject<HTMLElement | null>; atEnd: RefObject<boolean>; isNarrow: boolean; toEnd: () => void; onEnd: () => void }

/** Stays at the end while one is there, whatever grows. */
const useEndFollowed = ({ thread, scroller, atEnd, isNarrow, toEnd, onEnd }: Following): void => {
  const reached = useEffectEvent(onEnd)
  useEffect(() => {
    const page = thread.current?.parentElement
    if (!page) return
    let height = 0
    const onScroll = () => {
      const there = scroller.current
      if (!there) return
      if (isAtEnd(there)) {
        atEnd.current = true
        reached()
      } else if (there.scrollHeight === height) atEnd.current = false
      // Parts that come into the page are measured and the whole grows: that moves nobody away from the end.
      height = there.scrollHeight
    }
    const sizes = new ResizeObserver(() => {
      if (atEnd.current) toEnd()
      height = scroller.current?.scrollHeight ?? 0
    })
    // The field below grows as one writes, the content as somebody else does.
    const content = thread.current?.firstElementChild
    for (const each of [content, page, thread.current]) if (each) sizes.observe(each)
    page.addEventListener('scroll', onScroll, { passive: true, capture: true })
    return () => {
      sizes.disconnect()
      page.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [thread, scroller, atEnd, isNarrow, toEnd])
}

/** How far below the top of what scrolls the list begins: on a narrow screen the head stands above it. */
const useStartMargin = (thread: RefObject<HTMLDivElement | null>, isNarrow: boolean): number => {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const list = thread.current?.querySelector('ol')
    const content = thread.current?.firstElementChild
    const scroller = isNarrow ? thread.current?.parentElement : thread.current
    if (!list || !content || !scroller) return
    const measure = () => setMargin(Math.round(list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop))
    measure()
    const sizes = new ResizeObserver(measure)
    for (const above of thread.current?.parentElement?.children ?? []) if (above !== thread.current) sizes.observe(above)
    // Whether something older stands above the list, it grows or shrinks with that.
    sizes.observe(content)
    return () => sizes.disconnect()
  }, [thread, isNarrow])
  return margin
}

const isAtEnd = (scroller: HTMLElement) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx
