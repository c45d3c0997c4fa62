/** A page as it was answered, in one encoding. */
export type KeptPage = { body: Uint8Array<ArrayBuffer>; etag: string; headers: readonly (readonly [string, string])[]; keptAt: number; keptUntil: number }

export type PageStore = {
  get(key: string, at: number): KeptPage | undefined
  set(key: string, page: KeptPage): void
  clear(): void
  readonly bytes: number
}

// What an entry takes beside its body and key: headers, dates, places in the map.
const overheadBytes = 600

/** Keeps pages up to so many bytes in all; those not asked for the longest make room. */
export const createPageStore = (mostBytes: number): PageStore => {
  const pages = new Map<string, KeptPage>()
  const total = { bytes: 0 }
  const drop = (key: string) => {
    const page = pages.get(key)
    if (page && pages.delete(key)) total.bytes -= sizeOf(key, page)
  }
  return {
    get: (key, at) => {
      const page = pages.get(key)
      if (!page) return undefined
      pages.delete(key)
      if (at < page.keptAt || at >= page.keptUntil) {
        total.bytes -= sizeOf(key, page)
        return undefined
      }
      // A map goes through its entries in the order they came: the last used is the last.
      pages.set(key, page)
      return page
    },
    set: (key, page) => {
      drop(key)
      pages.set(key, page)
      total.bytes += sizeOf(key, page)
      for (const oldest of pages.keys()) {
        if (total.bytes <= mostBytes) break
        drop(oldest)
      }
    },
    clear: () => {
      pages.clear()
      total.bytes = 0
    },
    get bytes() {
      return total.bytes
    },
  }
}

const sizeOf = (key: string, { body }: KeptPage) => body.byteLength + 2 * key.length + overheadBytes
