import type { Page } from 'playwright-core'

/** What must be on the screen: so many of them at least, the last with these words. */
export type Shown = { selector: string; least?: number; last?: string }

// A message sent in a frame's turn is read once the frame has been drawn.
const afterPaint = `(then) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = then
  port2.postMessage(0)
})`

/** From the first key or press until it is painted, by the page's own clock. */
export const untilPainted = async (page: Page, { selector, least = 1, last = '' }: Shown, act: () => Promise<unknown>): Promise<number> => {
  await page.evaluate(`(({ selector, least, last }) => {
    let began = 0
    for (const name of ['keydown', 'pointerdown']) addEventListener(name, (event) => { began ||= event.timeStamp }, { capture: true, once: true })
    const isThere = () => {
      const all = document.querySelectorAll(selector)
      return all.length >= least && all[all.length - 1].textContent.includes(last)
    }
    globalThis.painted = new Promise((resolve) => {
      const look = () => {
        if (began === 0 || !isThere()) return
        observer.disconnect()
        document.removeEventListener('focusin', look)
        ;(${afterPaint})(() => resolve(performance.now() - began))
      }
      const observer = new MutationObserver(look)
      observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true })
      document.addEventListener('focusin', look)
    })
  })(${JSON.stringify({ selector, least, last })})`)
  await act()
  return page.evaluate<number>('globalThis.painted')
}

/** Each key pressed, one after the other: from the key until the frame that follows is painted. */
export const keysPainted = async (page: Page, keys: readonly string[], restMs: number): Promise<number[]> => {
  await page.evaluate(`(() => {
    const took = []
    const onKey = (event) => (${afterPaint})(() => took.push(performance.now() - event.timeStamp))
    addEventListener('keydown', onKey, { capture: true })
    globalThis.endOfKeys = () => {
      removeEventListener('keydown', onKey, { capture: true })
      return took
    }
  })()`)
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(restMs)
  }
  return page.evaluate<number[]>('globalThis.endOfKeys()')
}
