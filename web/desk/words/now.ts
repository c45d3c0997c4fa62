import { useEffect, useState, useSyncExternalStore } from 'react'

// "Promise in 40 min" must hold on a machine whose clock is wrong, so time is the server's as its last answer told it.
let skewMs = 0
const toleratedSkewMs = 5_000
const everyMs = 20_000

export const noteServerTime = (header: string | null) => {
  const skew = Date.parse(header ?? '') - Date.now()
  if (Number.isNaN(skew)) return
  skewMs = Math.abs(skew) < toleratedSkewMs ? 0 : skew
}

export const serverNow = () => Date.now() + skewMs

/** The present time, moving on every twenty seconds for as long as somebody looks. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => shown)

/** Seconds left until a moment, by the second. */
export const useSeconds = (until: string): number => {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tick = setInterval(() => setNow(serverNow()), 1_000)
    return () => clearInterval(tick)
  }, [])
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000))
}

let shown = serverNow()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  if (listeners.size === 0) {
    moveOn()
    timer = setInterval(moveOn, everyMs)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

const moveOn = () => {
  shown = serverNow()
  listeners.forEach((listener) => listener())
}
