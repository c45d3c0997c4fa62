import { flush } from './flush.ts'
import { hear, items } from './store.ts'

const firstMs = 250
const mostMs = 60_000

/** Sends what waits as long as a page is open: at once, when the line is back, when somebody looks, and again and again after a failure. */
export const keepFlushing = (): void => {
  const self = { waitMs: firstMs, timer: undefined as ReturnType<typeof setTimeout> | undefined, before: Infinity }
  const run = async () => {
    clearTimeout(self.timer)
    self.timer = undefined
    const outcome = await flush()
    const left = (await items()).filter(({ state }) => state !== 'sent' && state !== 'failed').length
    // Whatever moved on shows that the line stands.
    self.waitMs = outcome === 'empty' || left < self.before ? firstMs : Math.min(self.waitMs * 2, mostMs)
    self.before = left
    if (outcome === 'again' && navigator.onLine) self.timer ??= setTimeout(() => void run(), self.waitMs)
  }
  addEventListener('online', () => void run())
  addEventListener('pageshow', ({ persisted }) => persisted && void run())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void run())
  document.addEventListener('hospes-send', () => void run())
  hear((news) => 'sent' in news && (self.waitMs = firstMs))
  void run()
}
