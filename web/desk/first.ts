import { FirstSight } from '#contract/desk'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { meQuery, queueQuery } from './api/queries.ts'
import { noteServerTime } from './words/now.ts'
import { loadTexts, toDeskLocale } from './words/texts.ts'

/** What the server put into the page: who sits here and what the list begins with. Nothing has to be asked for before it shows. */
export const takeFirstSight = async (client: QueryClient): Promise<void> => {
  const first = FirstSight.safeParse(parsed(document.getElementById('first-sight')?.textContent ?? '')).data
  if (!first) return
  noteServerTime(first.at)
  client.setQueryData(meQuery.queryKey, first.me)
  const queue: InfiniteData<NonNullable<FirstSight['queue']>, string | null> | null = first.queue && { pages: [first.queue], pageParams: [null] }
  if (queue) client.setQueryData(queueQuery('all').queryKey, queue)
  await loadTexts(toDeskLocale(first.me.locale)).catch(() => undefined)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
