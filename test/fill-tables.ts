import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

/**
 * Puts a row of the brand into every table that has none, from the catalogue alone: what it refers to is taken from the
 * tables it refers to, what may only be one of a few is the first of them. A table for which that is not enough stays empty.
 */
export const fillTables = async (db: Db, brandId: string): Promise<void> => {
  let left = await emptyTables(db)
  for (let before = left.length + 1; left.length < before && left.length > 0; ) {
    before = left.length
    const filled = new Set<string>()
    for (const table of left) if (await fill(db, table, brandId)) filled.add(table)
    left = left.filter((table) => !filled.has(table))
  }
}

const emptyTables = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select format('%s.%s', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'public', 'pg_toast')`.execute(db)
  const empty: string[] = []
  for (const { name } of rows) {
    const { rows: some } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (some.length === 0) empty.push(name)
  }
  return empty
}

type Column = { name: string; type: string; choices: string | null }
type Reference = { table: string; columns: string[]; theirs: string[] }

const fill = async (db: Db, table: string, brandId: string): Promise<boolean> => {
  const values = new Map<string, unknown>([['brand_id', brandId]])
  const taken = new Map<string, number>()
  for (const { table: other, columns, theirs } of await referencesOf(db, table)) {
    // Two that refer to the same table are two different rows, in the order of their keys.
    const turn = taken.get(other) ?? 0
    taken.set(other, turn + 1)
    const keys = sql.join(theirs.map((column) => sql.ref(column)))
    const { rows } = await sql<Record<string, unknown>>`select ${keys} from ${sql.table(other)} order by ${keys} offset ${turn} limit 1`.execute(db)
    const [found] = rows
    if (!found) return false
    columns.forEach((column, index) => values.set(column, values.get(column) ?? found[theirs[index] ?? '']))
  }
  for (const column of await neededColumns(db, table)) if (!values.has(column.name)) values.set(column.name, sampleOf(column))
  const names = [...values.keys()]
  return db.transaction().execute((tx) =>
    sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))}) values (${sql.join([...values.values()])})`.execute(tx),
  ).then(() => true, () => false)
}

/** The columns that must be said, with what a check allows them. */
const neededColumns = async (db: Db, table: string): Promise<Column[]> => {
  const { rows } = await sql<Column>`
    select a.attname as name, format_type(a.atttypid, null) as type,
           (select pg_get_constraintdef(k.oid) from pg_constraint k
            where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as choices
    from pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef
      and a.attgenerated = '' and a.attidentity = ''`.execute(db)
  return rows
}

const referencesOf = async (db: Db, table: string): Promise<Reference[]> => {
  const { rows } = await sql<Reference>`
    select k.confrelid::regclass::text as table,
           (select array_agg(a.attname::text order by n.at) from unnest(k.conkey) with ordinality n (num, at) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num) as columns,
           (select array_agg(a.attname::text order by n.at) from unnest(k.confkey) with ordinality n (num, at) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.num) as theirs
    from pg_constraint k where k.contype = 'f' and k.conrelid = ${table}::regclass
      -- What may be left out is left out.
      and not exists (select from unnest(k.conkey) n (num) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num where not a.attnotnull)
    order by k.conkey`.execute(db)
  return rows
}

const sampleOf = ({ type, choices }: Column): unknown => {
  const choice = choices && /'([^']*)'::text/.exec(choices)?.[1]
  if (choice) return choice
  return samples[type] ?? (type.endsWith('[]') ? '{}' : 'x')
}

const samples: Record<string, unknown> = {
  uuid: '019a0000-0000-7000-8000-000000000001', boolean: false, date: '2026-05-12', 'timestamp with time zone': '2026-05-12T09:00:00Z',
  smallint: 1, integer: 1, bigint: 1, 'double precision': 1, real: 1, numeric: 1, jsonb: '{}', json: '{}', bytea: Buffer.of(1), inet: '192.0.2.1',
}
