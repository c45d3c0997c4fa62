import type { Request } from './throughput.ts'

/** The addresses that are measured. */
export type Addresses = { articles: string[]; homes: string[]; categories: string[]; search: string | null }

const atOnce = 8

/** Follows former addresses to where the articles are, and finds the pages that lead to them. */
export const findAddresses = async (base: string, former: readonly string[]): Promise<Addresses> => {
  const articles = await each(former, async (address) => {
    const answer = await fetch(base + address)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
    return new URL(answer.url).pathname
  })
  const locales = [...new Set(articles.map((address) => address.split('/')[1] ?? ''))]
  const homes = locales.map((locale) => `/${locale}/partner/help`)
  const categories = [...new Set(articles.filter((address) => address.split('/')[2] === 'partner').map((address) => address.replace(/\/[^/]+$/, '')))]
  return { articles, homes, categories, search: await searchOf(base, homes[0] ?? '/') }
}

/** The same requests, asking only for what has changed since; null where the pages carry no tag. */
export const conditional = async (base: string, paths: readonly string[]): Promise<Request[] | null> => {
  const requests = await each(paths, async (path) => {
    const answer = await fetch(base + path)
    await answer.arrayBuffer()
    return { path, headers: { 'if-none-match': answer.headers.get('etag') ?? '' } }
  })
  return requests.every(({ headers }) => headers['if-none-match'] !== '') ? requests : null
}

// Where the page's own search form leads, with a question in it.
const searchOf = async (base: string, home: string) => {
  const html = await (await fetch(base + home)).text()
  const form = [...html.matchAll(/<form[^>]+action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(([, , fields = '']) => /name="q"/.test(fields))
  return form?.[1] ? `${form[1]}?q=invoice` : null
}

const each = async <Item, Value>(items: readonly Item[], work: (item: Item) => Promise<Value>): Promise<Value[]> => {
  const values: Value[] = []
  for (let start = 0; start < items.length; start += atOnce) values.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))))
  return values
}
