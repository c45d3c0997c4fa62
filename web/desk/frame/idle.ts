const latestMs = 3_000

/** Runs something once the browser has nothing else to do; the answer calls it off. */
export const whenIdle = (run: () => void): (() => void) => {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(run, { timeout: latestMs })
    return () => cancelIdleCallback(handle)
  }
  const timer = setTimeout(run, latestMs / 2)
  return () => clearTimeout(timer)
}
