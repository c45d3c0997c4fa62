import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createPageStore, encoded, encodingFor } from './index.ts'

const page = (bytes: number, keptUntil = 1_000) => ({ body: new Uint8Array(bytes), etag: 'W/"x"', headers: [], keptAt: 0, keptUntil })

describe('pages kept', () => {
  test('what is not asked for the longest makes room, and no more bytes are held than allowed', () => {
    const store = createPageStore(3_500)
    for (const key of ['a', 'b', 'c']) store.set(key, page(500))
    store.get('a', 1)
    store.set('d', page(500))
    expect(['a', 'b', 'c', 'd'].map((key) => store.get(key, 1) !== undefined)).toEqual([true, false, true, true])
    expect(store.bytes).toBeLessThanOrEqual(3_500)
    store.set('huge', page(50_000))
    expect(store.bytes).toBe(0)
  })

  test('a page is there from when it was kept until its time is over', () => {
    const store = createPageStore(10_000)
    store.set('a', { ...page(10, 60), keptAt: 10 })
    expect([store.get('a', 10), store.get('a', 59)].every(Boolean)).toBe(true)
    expect(store.get('a', 60)).toBeUndefined()
    expect(store.bytes).toBe(0)
    store.set('a', { ...page(10, 60), keptAt: 10 })
    expect(store.get('a', 9)).toBeUndefined()
  })

  test('setting again and clearing keep the count right', () => {
    const store = createPageStore(10_000)
    store.set('a', page(1_000))
    const once = store.bytes
    store.set('a', page(1_000))
    expect(store.bytes).toBe(once)
    store.clear()
    expect([store.bytes, store.get('a', 1)]).toEqual([0, undefined])
  })
})

test.each([
  [undefined, 'identity'], ['', 'identity'], ['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip;q=0.5', 'gzip'], ['BR', 'br'],
  ['gzip;q=0.0', 'identity'], ['deflate, zstd', 'identity'], ['brotli', 'identity'],
])('a client that accepts %j is answered in %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding)
})

test('what is encoded is the same again when it is read', async () => {
  const text = new TextEncoder().encode('Overbooked: what to do. '.repeat(100))
  expect(new Uint8Array(brotliDecompressSync(await encoded(text, 'br')))).toEqual(text)
  expect(new Uint8Array(gunzipSync(await encoded(text, 'gzip')))).toEqual(text)
  expect(await encoded(text, 'identity')).toBe(text)
})
