import { keepLine, type Heard } from '../../line/line.ts'
import { showNear } from './near/near.ts'

type FeedEvent = { fact?: string; conversationId?: string | null; resync?: true; near?: Parameters<typeof showNear>[0] }

// A partner's pages share the feed of their organisation; a guest's page hears of its one conversation.
const stream = document.querySelector<HTMLElement>('[data-events]')?.dataset.events ?? '/api/v1/events?side=partner'
const channel = new BroadcastChannel(`hospes ${stream}`)
const tellAll = (event: FeedEvent) => {
  channel.postMessage(event)
  react(event)
}

/** Shows what is new without a reload. One tab holds the only event stream of the browser and tells the others. */
export const followLive = (): void => {
  if (document.querySelector('[data-live]') === null) return
  channel.onmessage = ({ data }: MessageEvent<FeedEvent>) => react(data)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') react({ resync: true })
  })
  void navigator.locks.request(`hospes ${stream}`, () => new Promise<void>(() => listen()))
  markSeen()
}

const listen = () => {
  let place: string | null = null
  keepLine({
    address: (after) => (after === null ? stream : `${stream}${stream.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`),
    place: () => place,
    // What happened before the line stood, or while it passed from tab to tab, is fetched once.
    onPlace: (id) => {
      if (place === null) tellAll({ resync: true })
      place = id
    },
    onEvent: ({ id, data }: Heard) => {
      place = id || place
      tellAll(data as FeedEvent)
    },
    onNear: (near) => tellAll({ near } as FeedEvent),
    onState: () => undefined,
  })
}

let timer: number | undefined
const waitMs = 80

const react = (event: FeedEvent) => {
  if (event.near) return showNear(event.near)
  const concerns = [...document.querySelectorAll<HTMLElement>('[data-live]')].some(({ dataset }) => {
    const about = dataset.live ?? ''
    return about === 'inbox' || event.resync === true || about === `conversation:${event.conversationId}`
  })
  if (concerns) timer ??= window.setTimeout(() => void refresh(), waitMs)
}

/** The server renders; this puts the fresh part in place of the old one and touches nothing that is being typed. */
export const refresh = async (): Promise<void> => {
  timer = undefined
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const old of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector(`[data-live="${CSS.escape(old.dataset.live ?? '')}"]`)
    if (next && next.innerHTML !== old.innerHTML) {
      announce(old, next)
      const focused = old.querySelector(':focus')?.getAttribute('href')
      old.replaceChildren(...next.childNodes)
      // Who stands on a link stays on it.
      if (focused) old.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
    }
  }
  const unread = fresh.querySelector(menu)
  const nav = document.querySelector(menu)
  if (unread && nav && unread.innerHTML !== nav.innerHTML && !nav.contains(document.activeElement)) nav.replaceChildren(...unread.childNodes)
  markSeen()
  document.dispatchEvent(new Event('hospes-refreshed'))
}

// Where the number of new answers stands.
const menu = '.site-header nav, .app-tabs'

// A new answer is read out once; what moved quietly is not.
const announce = (old: Element, next: Element) => {
  const before = new Set([...old.querySelectorAll('.entry.staff')].map(({ id }) => id))
  const added = [...next.querySelectorAll('.entry.staff')].filter(({ id }) => !before.has(id))
  if (added.length === 0) return
  const region = document.querySelector('#live-region') ?? document.body.appendChild(makeRegion())
  region.textContent = added.map((entry) => entry.textContent).join(' ')
}

const makeRegion = () => Object.assign(document.createElement('div'), { id: 'live-region', className: 'visually-hidden', role: 'status', ariaLive: 'polite' })

const markSeen = () => {
  const thread = document.querySelector('#thread[data-live^="conversation:"]')
  if (thread && document.visibilityState === 'visible') navigator.sendBeacon(`${location.pathname.replace(/\/$/, '')}/seen`)
}
