import { createHash } from 'node:crypto'

export type Answer = { status: number; ms: number; /** Of everything that came back but the number that was typed and the hour. */ digest: string }

export const networkOf = (index: number) => `198.${18 + Math.floor(index / 65_536)}.${Math.floor(index / 256) % 256}.${index % 256}`

/** One guess at the page, as from this network behind a trusted proxy. */
export const guess = async (base: string, { number, pin, network }: { number: string; pin: string; network: string }): Promise<Answer> => {
  const began = performance.now()
  const response = await fetch(`${base}/en/guest/booking/sign-in`, {
    method: 'POST', redirect: 'manual', headers: { 'x-forwarded-for': network }, body: new URLSearchParams({ number, pin }),
  })
  const text = await response.text()
  const ms = performance.now() - began
  const headers = [...response.headers].filter(([name]) => name !== 'date')
  return { status: response.status, ms, digest: createHash('sha256').update(JSON.stringify([response.status, headers, text.replaceAll(number, 'NUMBER')])).digest('hex') }
}

/** Works through many, so many at a time. */
export const inParallel = async <Item, Value>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<Value>): Promise<Value[]> => {
  const values: Value[] = []
  const left = items.entries()
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const [index, item] of left) values[index] = await work(item)
  }))
  return values
}
