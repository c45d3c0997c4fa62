import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import type { Judged } from './judged.ts'

const configurations: Record<string, string> = { sv: 'swedish', en: 'english' }

/**
 * The yardstick: the same articles by PostgreSQL alone, weighted alike and ordered by `ts_rank`. `all` asks for every word,
 * as `websearch_to_tsquery` does; `any` for one of them. All questions at once, since the articles are read anew each time.
 */
export const plainSearch = async (db: Db, brandId: string, { queries, words }: { queries: readonly Judged[]; words: 'all' | 'any' }): Promise<string[][]> => {
  const asked = queries.map((judged, place) => ({ place, ...judged, configuration: configurations[judged.locale] ?? 'simple' }))
  const question = words === 'all' ? sql`websearch_to_tsquery(configuration::regconfig, q)` : sql`replace(plainto_tsquery(configuration::regconfig, q)::text, ' & ', ' | ')::tsquery`
  const { rows } = await sql<{ place: number; key: string }>`
    with asked as materialized (
      select place, locale, door, ${question} as question
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (place integer, locale text, door text, q text, configuration text)
    ), language (locale, configuration) as (select * from jsonb_each_text(${JSON.stringify(configurations)}::jsonb)),
    document as materialized (
      select a.key, a.number, a.door, t.locale,
        setweight(to_tsvector(configuration::regconfig, t.title), 'A') || setweight(to_tsvector(configuration::regconfig, t.summary), 'B')
        || setweight(to_tsvector(configuration::regconfig, array_to_string(t.synonyms, ' ; ')), 'C') || setweight(to_tsvector(configuration::regconfig, t.body), 'D') as text
      from articles.article a join articles.translation t on t.brand_id = a.brand_id and t.key = a.key join language using (locale)
      where a.brand_id = ${brandId}
    )
    select place, key from asked join document using (locale, door) where text @@ question order by place, ts_rank(text, question) desc, number`.execute(db)
  const found = Map.groupBy(rows, ({ place }) => place)
  return queries.map((_, place) => (found.get(place) ?? []).slice(0, 10).map(({ key }) => key))
}
