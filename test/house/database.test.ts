import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/postgres'
import { readModels } from '../../server/architecture.ts'
import { renderSchema } from '../../scripts/schema/render.ts'
import { renderTables } from '../../scripts/tables.ts'
import { at, code, isTest, nodesOf, parse, root, type Source } from './sources.ts'

const { db } = await testDatabase()
const committed = (file: string) => readFileSync(path.join(root, file), 'utf8')

test('db/schema.sql is what the migrations make; `hospes schema` writes it', async () => {
  expect(await renderSchema(db)).toBe(committed('db/schema.sql'))
})

test('db/tables.ts is what the migrations make; `hospes schema` writes it', async () => {
  expect(await renderTables(db)).toBe(committed('db/tables.ts'))
})

test('every table belongs to a brand and row security binds it', async () => {
  const { rows } = await sql<{ name: string; branded: boolean; bound: boolean }>`
    select format('%s.%s', n.nspname, t.relname) as name,
           exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'brand_id' and a.attnotnull) as branded,
           t.relrowsecurity and t.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = t.oid) as bound
    from pg_class t join pg_namespace n on n.oid = t.relnamespace
    where t.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'public')`.execute(db)
  expect(rows.length).toBeGreaterThan(20)
  expect(namesOf(rows.filter(({ bound }) => !bound))).toEqual(unbound)
  expect(namesOf(rows.filter(({ branded }) => !branded))).toEqual(['brand.brand', ...unbound])
})

test('migrations are numbered without a gap and only go forward', () => {
  const files = readdirSync(path.join(root, 'db/migrations')).toSorted()
  expect(files.filter((name, index) => !name.startsWith(`${String(index + 1).padStart(4, '0')}-`))).toEqual([])
  expect(files.filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name))).toEqual([])
})

test('a module reads and writes the tables of its own schema', () => {
  expect(code.filter((source) => !isTest(source)).flatMap(foreignTables)).toEqual([])
  expect(foreignTables({ file: 'server/modules/queue/a.ts', text: "db.selectFrom('staff.agent as a')" })).toEqual(['server/modules/queue/a.ts:1 staff.agent'])
  expect(foreignTables({ file: 'server/modules/queue/a.ts', text: 'sql`select from brand.brand where ${x}`' })).toHaveLength(1)
})

// The counter of the change feed counts for the whole installation.
const unbound = ['platform.feed']

// A message, its fact and its files are written by one statement: that is 1.6 to 1.9 times as fast as a trip for each.
const everybodys = ['platform.fact', 'platform.file']

const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name).toSorted()

const tables = [...committed('db/schema.sql').matchAll(/^create table ([a-z_.]+)/gm)].map(([, name = '']) => name)
const anyTable = new RegExp(`\\b(?:${tables.map((name) => name.replace('.', '\\.')).join('|')})\\b`, 'g')

const foreignTables = (source: Source) => {
  const module = /^server\/modules\/(?:channels\/)?([^/]+)\//.exec(source.file)?.[1]
  if (module === undefined || readModels.includes(module)) return []
  return [...nodesOf(parse(source))]
    .flatMap(({ node }) => (textOf(node.value).match(anyTable) ?? []).map((table) => ({ node, table })))
    .filter(({ table }) => table.split('.')[0] !== module && !everybodys.includes(table))
    .map(({ node, table }) => at(source, node, table))
}

// A string has its text as its value, a part of a template as { raw, cooked }.
const textOf = (value: unknown) => {
  const text = typeof value === 'object' && value !== null && 'raw' in value ? value.raw : value
  return typeof text === 'string' ? text : ''
}
