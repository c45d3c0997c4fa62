import type { Reason } from '#contract/queue'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { atRiskQuery } from '../api/promises.ts'
import { mineQuery } from '../api/queries.ts'
import { announce, say } from '../frame/notices.ts'
import { useWords } from '../words/words.tsx'

/** Says once that a conversation of mine waits for me again; the open one speaks for itself. */
export const useMineAnnouncements = (openId: string | null) => {
  const { t } = useWords()
  const { data } = useQuery(mineQuery)
  const heard = useRef<Map<string, boolean>>(new Map())
  const known = useRef<Map<string, boolean>>(new Map())
  useEffect(() => {
    if (!data) return
    const before = heard.current
    heard.current = new Map(data.rows.map((row) => [row.conversationId, row.waits]))
    if (document.hidden) return
    const news = data.rows.filter((row) => row.waits && row.conversationId !== openId && before.get(row.conversationId) === false)
    const risks = data.rows.filter((row) => isAtRisk(row) && known.current.get(row.conversationId) === false)
    known.current = new Map(data.rows.map((row) => [row.conversationId, isAtRisk(row)]))
    if (risks[0]) say('done', risks.length === 1 ? t('clock.mineAtRisk', { name: risks[0].askerName }) : t('clock.someAtRisk', { n: risks.length }))
    if (news[0]) announce(news.length === 1 ? t('spoken.message', { name: news[0].askerName }) : t('spoken.messages', { n: news.length }))
  }, [data, openId, t])
}

const isAtRisk = ({ reasons }: { reasons: Reason[] }) => reasons.some((reason) => reason.kind === 'promise' && reason.atRisk === true)

/** For leads: how many promises are at risk, said when there are more than before. */
export const useRisk = (leads: boolean): number => {
  const { t } = useWords()
  const { data } = useQuery({ ...atRiskQuery, enabled: leads })
  const before = useRef<number | null>(null)
  const count = data?.count ?? 0
  useEffect(() => {
    if (before.current !== null && count > before.current && !document.hidden) say('done', t('clock.someAtRisk', { n: count }))
    if (data) before.current = count
  }, [count, data, t])
  return count
}
