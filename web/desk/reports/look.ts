import { Channel, Door } from '#contract/content'
import type { ReportFilter } from '#contract/reporting'
import { useSyncExternalStore } from 'react'

/** What is looked at, as it stands in the address: it can be kept, sent to a colleague, gone back to. */
export type Look = ReportFilter & { from: string; to: string }

const moved = new EventTarget()

export const useLook = (today: string): [Look, (change: Partial<Look>) => void] => {
  const search = useSyncExternalStore(subscribe, () => location.search)
  const look = readLook(search, today)
  return [look, (change) => {
    const next = Object.entries({ ...look, ...change }).flatMap(([name, value]) => (value ? [[name, value]] : []))
    history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(next as string[][])}`)
    moved.dispatchEvent(new Event('moved'))
  }]
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

export const readLook = (search: string, today: string): Look => {
  const asked = new URLSearchParams(search)
  const to = isDay(asked.get('to')) ? asked.get('to') : today
  const from = isDay(asked.get('from')) ? asked.get('from') : dayBefore(to ?? today, 6)
  const topic = asked.get('topic')
  const language = asked.get('language')
  const channel = Channel.safeParse(asked.get('channel')).data
  const door = Door.safeParse(asked.get('door')).data
  return {
    from: from ?? today, to: to ?? today,
    ...(door ? { door } : {}), ...(channel ? { channel } : {}),
    ...(topic && /^(partner|guest)\/[a-z0-9-]+$/.test(topic) ? { topic } : {}),
    ...(language && /^[a-z]{2,3}$/.test(language) ? { language } : {}),
  }
}

export const dayBefore = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** How many days are looked at. */
export const daysOf = ({ from, to }: Pick<Look, 'from' | 'to'>): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

const subscribe = (listener: () => void) => {
  moved.addEventListener('moved', listener)
  addEventListener('popstate', listener)
  return () => {
    moved.removeEventListener('moved', listener)
    removeEventListener('popstate', listener)
  }
}
