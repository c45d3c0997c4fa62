import type { Entry } from '#contract/conversations'
import type { DeskConversation } from '#contract/desk'
import { useEffect, useRef, useState } from 'react'
import { markRead } from '../api/actions.ts'
import { announce } from '../frame/notices.ts'
import { useWords } from '../words/words.tsx'
import { lastMessageSeq } from './thread-parts.ts'

const told = new Set<string>()

/**
 * Marks what I have taken as read while I look at it, says a new message once,
 * and answers where the line "new" stands: it stays there until I answer, though reading happened at once.
 */
export const useReading = (conversation: DeskConversation, isMine: boolean): number | null => {
  const { id, entries, asker, unreadSeq: unread } = conversation
  const [newFrom, setNewFrom] = useState(unread)
  const visible = useVisible()
  const last = Math.max(lastMessageSeq(entries), unread ?? 0)
  if (unread !== null && newFrom === null) setNewFrom(unread)
  if (newFrom !== null && answeredSince(entries, newFrom)) setNewFrom(unread)

  useEffect(() => {
    const mark = `${id}:${last}`
    if (!isMine || !visible || unread === null || told.has(mark)) return
    told.add(mark)
    // What was not marked now is marked at the next opening.
    markRead(id, last).catch(() => told.delete(mark))
  }, [id, isMine, visible, last, unread])
  useNews(last, asker.name)
  return newFrom
}

const answeredSince = (entries: Entry[], seq: number) => entries.some((entry) => entry.kind === 'reply' && entry.seq > seq)

const useNews = (last: number, name: string) => {
  const { t } = useWords()
  const heard = useRef(last)
  useEffect(() => {
    if (last > heard.current) announce(t('spoken.message', { name }))
    heard.current = last
  }, [last, name, t])
}

const useVisible = () => {
  const [visible, setVisible] = useState(() => !document.hidden)
  useEffect(() => {
    const look = () => setVisible(!document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return visible
}
