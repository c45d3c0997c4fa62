import { here, pathOf } from './here.ts'
import { log } from './store.ts'

/** Says in the bar that there is no line. */
export const followLine = (): void => {
  const bar = document.querySelector<HTMLElement>('[data-offline]')
  if (!bar) return
  const show = () => {
    const text = navigator.onLine ? '' : (bar.dataset.text ?? '')
    if (bar.textContent !== text) bar.textContent = text
    document.documentElement.toggleAttribute('data-without-line', !navigator.onLine)
  }
  addEventListener('online', show)
  addEventListener('offline', show)
  show()
}

/** Without a line the browser has a page of its own for what lies beside the app, and no way back on it: ours is shown instead. */
export const stayInside = (): void => {
  const isBeside = (address: string) => {
    const { origin, pathname } = new URL(address, location.href)
    return !navigator.onLine && origin === location.origin && pathname !== here.scope && !pathname.startsWith(`${here.scope}/`)
  }
  const stay = (event: Event, address: string | undefined) => {
    if (address === undefined || event.defaultPrevented || !isBeside(address)) return
    event.preventDefault()
    location.assign(pathOf('offline'))
  }
  document.addEventListener('click', (event) => stay(event, event.target instanceof Element ? event.target.closest('a')?.href : undefined))
  document.addEventListener('submit', (event) => stay(event, event.target instanceof HTMLFormElement ? event.target.action : undefined))
}

const lastPage = 'hospes-app-last-page'

/** Where one was before this page. */
export const pageBefore = (): string => sessionStorage.getItem(lastPage) ?? ''

/** Notes where one goes and what fails; a report may carry it. */
export const followLog = (): void => {
  const note = (line: string) => void log(line).catch(() => undefined)
  note(`page ${here.path}`)
  addEventListener('pagehide', () => sessionStorage.setItem(lastPage, here.path))
  addEventListener('online', () => note('line: back'))
  addEventListener('offline', () => note('line: gone'))
  addEventListener('error', ({ message, lineno }) => note(`error: ${message} (${lineno})`))
  addEventListener('unhandledrejection', ({ reason }) => note(`error: ${String(reason)}`))
}
