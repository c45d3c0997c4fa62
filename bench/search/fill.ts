import type { Connection } from '#platform/postgres'
import { fill } from '../article/fill.ts'
import { asOwner } from '../message/world.ts'

/**
 * So many articles in these languages, and in their index: each a copy of one that is shipped, saying its words a little louder or
 * softer than the others.
 */
export const fillIndex = async (connection: Connection, { articles, locales }: { articles: number; locales: readonly string[] }): Promise<void> => {
  await fill(connection, articles, locales)
  await asOwner(connection, [
    "set hospes.brand = '*'",
    // Millions of rows: what each refers to is there, and its index is made once all are.
    'set session_replication_role = replica',
    "set maintenance_work_mem = '512MB'",
    'create temporary table copy as select a.key as original, c.key from articles.article a join articles.article c on a.key = regexp_replace(c.key, \'-[0-9]+$\', \'\') and a.key <> c.key where exists (select from search.document d where d.key = a.key)',
    `do $$ declare loudest text := (select indexdef from pg_indexes where schemaname = 'search' and indexname = 'posting_loudest'); begin
       drop index search.posting_loudest;
       insert into search.posting (brand_id, locale, door, key, lexeme, rank)
       select p.brand_id, p.locale, p.door, c.key, p.lexeme, p.rank * (0.9 + random() * 0.1) from copy c join search.posting p on p.key = c.original
       where p.locale = any(array[${quoted(locales)}]);
       execute loudest; end $$`,
    `update search.word w set documents = documents * (select count(*) from copy) / (select count(distinct original) from copy) where locale = any(array[${quoted(locales)}])`,
    `insert into search.document (brand_id, locale, key, door, phrases, words, paragraphs, fingerprint)
     select d.brand_id, d.locale, c.key, d.door, d.phrases, d.words, d.paragraphs, d.fingerprint from copy c join search.document d on d.key = c.original where d.locale = any(array[${quoted(locales)}])`,
    'update search.edition set number = number + 1',
    'vacuum (analyze) search.posting, search.document, search.word',
  ])
}

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
