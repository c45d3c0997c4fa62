type Store = { get(key: string): string | null; set(key: string, value: string | null): void }

/** What the browser keeps; where it keeps nothing for a frame, the page's memory does. */
export const storeOf = (kind: 'sessionStorage' | 'localStorage'): Store => {
  const memory = new Map<string, string>()
  return {
    get: (key) => {
      try {
        return window[kind].getItem(key)
      } catch {
        return memory.get(key) ?? null
      }
    },
    set: (key, value) => {
      try {
        if (value === null) window[kind].removeItem(key)
        else window[kind].setItem(key, value)
      } catch {
        if (value === null) memory.delete(key)
        else memory.set(key, value)
      }
    },
  }
}
