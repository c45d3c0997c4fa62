import { useSyncExternalStore } from 'react'

export const views = ['queue', 'mine', 'search'] as const
export type View = (typeof views)[number]
/** What stands by itself, without a list. */
export const sheets = ['season', 'articles', 'library', 'words', 'featured', 'mail', 'now', 'history', 'replies', 'hours', 'promises', 'audit'] as const
export type SheetName = (typeof sheets)[number]
/** Where in the desk one stands; `view: null` is an address that leads nowhere. */
export type Place = { view: View; conversationId: string | null } | { view: SheetName | null; conversationId: null; /** The article being written, in the library. */ writing?: Writing }
export type Writing = { key: string; locale: string }

const pattern = /^\/desk\/(queue|mine|search)(?:\/([0-9a-f-]{36}))?\/?$/

const writingPattern = /^\/desk\/library\/([a-z0-9-]{1,100})\/([a-z]{2})\/?$/

export const writingPath = ({ key, locale }: Writing) => `/desk/library/${key}/${locale}`

export const readPlace = (pathname: string): Place => {
  if (/^\/desk\/?$/.test(pathname)) return { view: 'queue', conversationId: null }
  const sheet = sheets.find((known) => pathname === pathOf(known) || pathname === `${pathOf(known)}/`)
  if (sheet) return { view: sheet, conversationId: null }
  const [, key, locale] = writingPattern.exec(pathname) ?? []
  if (key !== undefined && locale !== undefined) return { view: 'library', conversationId: null, writing: { key, locale } }
  const match = pattern.exec(pathname)
  const view = views.find((known) => known === match?.[1])
  return view ? { view, conversationId: match?.[2] ?? null } : { view: null, conversationId: null }
}

export const isSheet = (view: View | SheetName): view is SheetName => sheets.some((known) => known === view)

export const pathOf = (view: View | SheetName, conversationId: string | null = null) =>
  conversationId === null ? `/desk/${view}` : `/desk/${view}/${conversationId}`

const moved = new EventTarget()

/** What a list is narrowed to stands in the address, and stays there while one goes from one conversation to the next. */
const withFilters = (path: string) => {
  const list = views.map((view) => pathOf(view)).find((root) => path.startsWith(root))
  return list && location.pathname.startsWith(list) && !path.includes('?') ? path + location.search : path
}

export const go = (path: string) => {
  const to = withFilters(path)
  if (to === location.pathname + location.search) return
  history.pushState(null, '', to)
  moved.dispatchEvent(new Event('moved'))
}

export const usePlace = (): Place => readPlace(useSyncExternalStore(subscribe, () => location.pathname))

/** What the address filters by, as in `door=guest&q=key`. */
export const useFilters = (): string => useSyncExternalStore(subscribe, () => location.search.slice(1))

/** Other filters at the same place; each letter typed is no step back of its own. */
export const setFilters = (filters: string) => {
  history.replaceState(null, '', `${location.pathname}${filters && `?${filters}`}`)
  moved.dispatchEvent(new Event('moved'))
}

const subscribe = (listener: () => void) => {
  moved.addEventListener('moved', listener)
  addEventListener('popstate', listener)
  return () => {
    moved.removeEventListener('moved', listener)
    removeEventListener('popstate', listener)
  }
}
