import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from 'react'
import { placesQuery } from '../api/thread.ts'
import { focusSoon } from '../frame/focus.ts'
import { placesIn, partsThatSay } from './find-in-parts.ts'
import type { Part } from './thread-parts.ts'

export const findFieldId = 'find-field'

/** A part of the thread by its name, and the entry from which on one must have read to have it. */
export type Hit = { part: string; reach: number }

type FindOptions = {
  conversationId: string; parts: readonly Part[]; /** Nothing lies further back than what is here. */ isWhole: boolean
  /** What a search looked for: the words of it that stand here; else all of it, which may stand further back. */
  first: string; sought: string
  reveal: (hit: Hit) => void
}

/** Looking for words in this conversation: the newest place first, then from one to the next. What lies further back the server looks through. */
export const useFind = ({ conversationId, parts, isWhole, first, sought, reveal }: FindOptions) => {
  const [words, setWords] = useState<string | null>(first === '' ? null : first)
  // Until one steps on, the newest place.
  const [at, setAt] = useState<{ typed: string; place: number } | null>(null)
  const typed = words?.trim() ?? ''
  const hits = useHits(typed, { conversationId, parts, isWhole })
  const isKnown = hits !== null
  const newest = (hits?.length ?? 0) - 1
  const place = at?.typed === typed ? Math.min(at.place, newest) : newest
  const show = (next: number) => {
    const hit = hits?.[next]
    if (hit) reveal(hit)
  }
  const showNewest = useEffectEvent(() => show(newest))
  useEffect(() => {
    if (typed !== '' && isKnown) showNewest()
  }, [typed, isKnown])
  const step = (by: number) => {
    if (!hits || hits.length === 0) return
    const next = (place + by + hits.length) % hits.length
    setAt({ typed, place: next })
    show(next)
  }
  useFurtherBack({ conversationId, sought: isWhole || first !== '' ? '' : sought, onFound: setWords })
  const current = hits?.[place]?.part
  return {
    words, count: hits?.length ?? null, place, current: current === undefined ? null : parts.findIndex(({ id }) => id === current),
    open: () => {
      setWords((known) => known ?? '')
      focusSoon(findFieldId)
    },
    close: () => setWords(null),
    type: setWords, step,
  }
}

/** Where the words stand; null while the server is being asked. */
const useHits = (typed: string, { conversationId, parts, isWhole }: Pick<FindOptions, 'conversationId' | 'parts' | 'isWhole'>): Hit[] | null => {
  const settled = useSettled(typed)
  const { data, isError } = useQuery({ ...placesQuery(conversationId, settled), enabled: !isWhole && settled !== '' })
  const here = useMemo(() => partsThatSay(parts, typed).map((index): Hit => ({ part: parts[index]?.id ?? '', reach: 0 })), [parts, typed])
  const everywhere = useMemo(() => data?.places.map(({ seq, caseNumber, reach }): Hit => ({ part: `entry-${caseNumber ?? ''}${seq}`, reach })), [data])
  if (isWhole || typed === '' || isError) return here
  return settled === typed ? (everywhere ?? null) : null
}

const restMs = 150

/** What was typed, once the hand rests. */
const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), restMs)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}

/** What a search over all conversations looked for, and does not stand among the newest entries. */
const useFurtherBack = ({ conversationId, sought, onFound }: { conversationId: string; sought: string; onFound: (words: string) => void }): void => {
  const [asked] = useState(sought)
  const { data } = useQuery({ ...placesQuery(conversationId, asked, true), enabled: asked !== '', staleTime: Infinity })
  const found = useEffectEvent(onFound)
  const words = data && data.places.length > 0 ? data.words : ''
  useEffect(() => {
    if (words !== '') found(words)
  }, [words])
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
