import { sql } from 'kysely'
import type { Db } from '#platform/postgres'
import { readCatalog, type Catalog, type Table } from './catalog.ts'

/**
 * The migrated database as SQL, for reading and for comparing: tables with their constraints, indexes, policies, functions
 * and triggers, each list in the order of names. The same text from every PostgreSQL 15 and newer.
 */
export const renderSchema = async (db: Db): Promise<string> => {
  const catalog = await db.transaction().execute(async (tx) => {
    // With an empty search path every name in the definitions comes with its schema.
    await sql`set local search_path = ''`.execute(tx)
    return readCatalog(tx)
  })
  refuseOthers(catalog)
  return [
    '-- Generated from the migrated database by `hospes schema`; a test holds it fresh.',
    ...catalog.extensions.map((name) => `create extension ${name};`),
    ...catalog.functions.map((definition) => `${definition.trim()};`),
    ...catalog.tables.map(renderTable),
  ].join('\n\n') + '\n'
}

// A view that this page does not show would be a hole in the comparison.
const refuseOthers = ({ others }: Catalog) => {
  if (others.length > 0) throw new Error(`db/schema.sql cannot show ${others.join(', ')} yet: teach scripts/schema to render it`)
}

const renderTable = (table: Table) => {
  const lines = [...table.columns, ...table.constraints].map((line) => `  ${line}`)
  return [
    `create table ${table.name} (\n${lines.join(',\n')}\n);`,
    ...[...table.indexes, ...table.triggers].map((definition) => `${lowered(definition)};`),
    ...(table.secured ? [`alter table ${table.name} enable row level security;`] : []),
    ...(table.forced ? [`alter table ${table.name} force row level security;`] : []),
    ...table.policies.map((policy) => `create policy ${policy};`),
  ].join('\n')
}

const lowered = (definition: string) => definition.replace(/^[A-Z ]+/, (words) => words.toLowerCase())
