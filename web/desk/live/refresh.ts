import type { FeedEvent } from '#contract/desk'
import type { QueryClient } from '@tanstack/react-query'
import { keys } from '../api/queries.ts'

const conversationMs = 100
// In high season facts come many a second; lists are fetched again at most this often.
const listsMs = 1_000

// A telephone rings whether its tab is looked at or not.
const phoneFacts = /^(call|offer|live)\.|^conversation\.(taken|released|handed-over)$/

/** Turns events into fetches: what they concern is fetched again, in a hidden tab only once it is looked at. */
export const createRefresher = (client: QueryClient) => {
  const changed = new Set<string>()
  const later = { conversations: undefined as Timer, lists: undefined as Timer, reports: undefined as Timer }
  const again = (queryKey: readonly string[], always = false) =>
    client.invalidateQueries({ queryKey, refetchType: always || !document.hidden ? 'active' : 'none' })

  const flushConversations = () => {
    later.conversations = undefined
    const ids = [...changed]
    changed.clear()
    ids.forEach((id) => void again(keys.conversation(id)))
  }
  const flushLists = () => {
    later.lists = undefined
    void again(keys.queue)
    void again(keys.found)
    // The count of waiting answers stands in the tab's title, also when the tab is in the background.
    void again(keys.mine, true)
  }
  const flushReports = () => {
    later.reports = undefined
    void again(keys.reports)
  }
  const hear = (event: FeedEvent) => {
    if ('resync' in event) return void client.invalidateQueries()
    // Every desk hears it, those who look at figures fetch them.
    if (event.fact === 'reports.counted') return void (later.reports ??= setTimeout(flushReports, listsMs))
    if (/^promise\.(warned|moved|missed|changed)$|^reply\.|^conversation\.closed$/.test(event.fact)) void again(keys.atRisk)
    if (event.fact === 'promise.warned' || event.fact === 'promise.missed') later.reports ??= setTimeout(flushReports, listsMs)
    if (event.fact === 'conversation.tagged') void again(['tags'])
    if (phoneFacts.test(event.fact)) void again(keys.phone, true)
    if (event.fact.startsWith('offer.')) void again(keys.offers, true)
    if (event.fact.startsWith('agent.') || event.fact.startsWith('offer.')) void again(keys.me, true)
    if (event.fact.startsWith('season.')) void again(keys.seasons)
    if (event.conversationId !== null) {
      changed.add(event.conversationId)
      later.conversations ??= setTimeout(flushConversations, conversationMs)
    }
    later.lists ??= setTimeout(flushLists, listsMs)
  }
  const stop = () => {
    clearTimeout(later.conversations)
    clearTimeout(later.lists)
    clearTimeout(later.reports)
  }
  return { hear, stop }
}

type Timer = ReturnType<typeof setTimeout> | undefined
