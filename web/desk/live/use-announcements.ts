import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { mineQuery } from '../api/queries.ts'
import { announce } from '../frame/notices.ts'
import { useWords } from '../words/words.tsx'

/** Says once that a conversation of mine waits for me again; the open one speaks for itself. */
export const useMineAnnouncements = (openId: string | null) => {
  const { t } = useWords()
  const { data } = useQuery(mineQuery)
  const heard = useRef<Map<string, boolean>>(new Map())
  useEffect(() => {
    if (!data) return
    const before = heard.current
    heard.current = new Map(data.rows.map((row) => [row.conversationId, row.waits]))
    if (document.hidden) return
    const news = data.rows.filter((row) => row.waits && row.conversationId !== openId && before.get(row.conversationId) === false)
    if (news[0]) announce(news.length === 1 ? t('spoken.message', { name: news[0].askerName }) : t('spoken.messages', { n: news.length }))
  }, [data, openId, t])
}
