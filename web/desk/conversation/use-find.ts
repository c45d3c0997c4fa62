import { useEffect, useMemo, useState, type RefObject } from 'react'
import { focusSoon } from '../frame/focus.ts'
import { placesIn, partsThatSay } from './find-in-parts.ts'
import type { Part } from './thread-parts.ts'

export const findFieldId = 'find-field'

type FindOptions = { parts: readonly Part[]; /** What a search looked for, that stands here. */ first: string; reveal: (index: number) => void }

/** Looking for words in this conversation: the newest place first, then from one to the next. */
export const useFind = ({ parts, first, reveal }: FindOptions) => {
  const [words, setWords] = useState<string | null>(first === '' ? null : first)
  const hits = useMemo(() => partsThatSay(parts, words ?? ''), [parts, words])
  const [at, setAt] = useState(hits.length - 1)
  const place = Math.min(at, hits.length - 1)
  const show = (next: number, among: readonly number[]) => {
    setAt(next)
    const index = among[next]
    if (index !== undefined) reveal(index)
  }
  return {
    words, count: hits.length, place, current: hits[place] ?? null,
    open: () => {
      setWords((known) => known ?? '')
      focusSoon(findFieldId)
    },
    close: () => setWords(null),
    type: (typed: string) => {
      setWords(typed)
      const among = partsThatSay(parts, typed)
      show(among.length - 1, among)
    },
    step: (by: number) => hits.length > 0 && show((place + by + hits.length) % hits.length, hits),
  }
}

const markName = 'found-words'

/** Marks the words that are looked for in what is in the page now. */
export const useMarkedWords = (thread: RefObject<HTMLElement | null>, words: string): void => {
  useEffect(() => {
    const content = thread.current?.firstElementChild
    if (!content || words.trim() === '' || !('highlights' in CSS)) return
    const mark = () => CSS.highlights.set(markName, new Highlight(...rangesOf(content, words)))
    mark()
    // Parts come into the page and leave it while one scrolls.
    const watching = new MutationObserver(mark)
    watching.observe(content, { childList: true, subtree: true })
    return () => {
      watching.disconnect()
      CSS.highlights.delete(markName)
    }
  }, [thread, words])
}

const rangesOf = (content: Element, words: string): Range[] => {
  const ranges: Range[] = []
  for (const said of content.querySelectorAll('.said .plain-text, .said .formatted')) {
    const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const [from, to] of placesIn(node.textContent ?? '', words)) {
        const range = new Range()
        range.setStart(node, from)
        range.setEnd(node, to)
        ranges.push(range)
      }
    }
  }
  return ranges
}
