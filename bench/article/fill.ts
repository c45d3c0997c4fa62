import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { clientConfig, type Connection } from '#platform/postgres'
import { localesOffered } from '#web/locales'

/** Fills a database that the program has installed its content in with articles in these languages. */
export const fill = async (connection: Connection, articles: number, locales: readonly string[] = localesOffered): Promise<{ seconds: number; translations: number }> =>
  asOwner(connection, async (client) => {
    const began = performance.now()
    const languages = locales.map((locale) => pg.escapeLiteral(locale)).join(', ')
    const statement = await readFile(path.join(import.meta.dirname, 'fill.sql'), 'utf8')
    await client.query(statement.replace(':locales', languages).replace(':count', String(articles)))
    await client.query('vacuum (analyze) articles.article, articles.translation')
    const { rows } = await client.query<{ count: number }>('select count(*)::int from articles.translation')
    return { seconds: (performance.now() - began) / 1000, translations: rows[0]?.count ?? 0 }
  })

/** Addresses as they once were, with the topic's key; the program leads from them to where the article is now. */
export const formerAddresses = (connection: Connection, most: number): Promise<string[]> =>
  asOwner(connection, async (client) => {
    const { rows } = await client.query<Address>(
      `select t.locale, a.door, a.category, t.slug from articles.translation t join articles.article a on a.brand_id = t.brand_id and a.key = t.key
       order by md5(t.locale || t.key) limit $1`, [most])
    return rows.map(({ locale, door, category, slug }) => `/${locale}/${door}/help/${category}/${encodeURIComponent(slug)}`)
  })

type Address = { locale: string; door: string; category: string; slug: string }

const asOwner = async <Value>(connection: Connection, work: (client: pg.Client) => Promise<Value>): Promise<Value> => {
  const client = new pg.Client({ ...clientConfig(connection), options: '-c hospes.brand=*' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Articles as they are written, in English, one a row. */
export const englishTexts = (connection: Connection, most: number): Promise<{ slug: string; title: string; body: string }[]> =>
  asOwner(connection, async (client) => {
    const { rows } = await client.query<{ slug: string; title: string; body: string }>(
      `select t.slug, t.title, t.body from articles.translation t join articles.article a on a.brand_id = t.brand_id and a.key = t.key
       where t.locale = 'en' order by a.number limit $1`, [most])
    return rows
  })
