import { sql } from 'kysely'
import type { Db } from '#platform/postgres'

// What a jsonb column holds; anything not named here is `unknown` and parsed where it is read.
const jsonColumns: Record<string, string> = {
  'brand.brand.settings': 'Content.Settings',
  'topics.topic.names': 'Content.Localised',
  'topics.topic.scope': 'Content.Localised',
  'topics.subtopic.names': 'Content.Localised',
  'topics.subtopic.rules': 'Content.SubtopicRules',
  'topics.action.names': 'Content.Localised',
  'topics.action.hints': 'Content.Localised',
  'notices.notice.titles': 'Content.Localised',
  'notices.notice.bodies': 'Content.Localised',
  'voice.line.cost': 'Content.Localised',
  'calendars.calendar.hours': 'Content.WeekHours',
  'calendars.calendar.holidays': 'Content.Holidays',
  'calendars.calendar.names': 'Content.Localised',
  'staff.team.names': 'Content.Localised',
  'identity.partner_user.role_title': 'Content.Localised',
  'identity.account.why': 'Content.Localised | null',
  'directory.property.provider': 'Content.Provider | null',
  'directory.reservation.policy': 'Content.CancellationPolicy',
  'queue.entry.reasons': 'Queue.Reason[]',
  'queue.decision.reasons': 'Queue.Why[]',
  'queue.decision.passed': 'Queue.PassedOver[]',
  'staff.agent.hours': 'Content.WorkingHours | null',
}

const scalars: Record<string, string> = {
  _float8: 'number[]',
  uuid: 'string', text: 'string', date: 'string', bytea: 'Buffer', inet: 'string', bool: 'boolean',
  int2: 'number', int4: 'number', int8: 'number', float8: 'number', timestamptz: 'Time',
  _text: 'string[]', _uuid: 'string[]', _int4: 'number[]', _timestamptz: 'Date[]', float4: 'number',
}

type Column = { schema: string; table: string; column: string; type: string; nullable: boolean; defaulted: boolean }

/** The text of `db/tables.ts`: one row type a table, as the migrated database has them. */
export const renderTables = async (db: Db): Promise<string> => {
  const columns = await readColumns(db)
  const tables = Map.groupBy(columns, (c) => `${c.schema}.${c.table}`)
  const bodies = [...tables].map(([name, cols]) => `  '${name}': {\n${cols.map(renderColumn).join('\n')}\n  }`)
  return [
    '// Generated from the migrated database by `hospes schema`; a test holds it fresh.',
    "import type { ColumnType, Generated } from 'kysely'",
    "import type * as Content from '#contract/content'",
    "import type * as Queue from '#contract/queue'",
    '',
    'type Time = ColumnType<Date, Date | string, Date | string>',
    'type Stamped = ColumnType<Date, Date | string | undefined, Date | string>',
    '',
    `export type Tables = {\n${bodies.join('\n')}\n}`,
    '',
  ].join('\n')
}

const renderColumn = (c: Column) => `    ${c.column}: ${c.type === 'jsonb' ? renderJson(c) : renderScalar(c)}`

const renderScalar = (c: Column) => {
  const base = scalars[c.type] ?? 'unknown'
  if (base === 'Time' && c.defaulted) return 'Stamped'
  const nullable = c.nullable ? `${base} | null` : base
  return c.defaulted ? `Generated<${nullable}>` : nullable
}

// jsonb comes out parsed and goes in as text.
const renderJson = (c: Column) => {
  const written = c.nullable ? 'string | null' : 'string'
  const inserted = c.defaulted ? `${written} | undefined` : written
  return `ColumnType<${jsonColumns[`${c.schema}.${c.table}.${c.column}`] ?? 'unknown'}, ${inserted}, ${written}>`
}

const readColumns = async (db: Db) => {
  const { rows } = await sql<Column>`
    select table_schema as schema, table_name as table, column_name as column, udt_name as type,
           is_nullable = 'YES' as nullable, column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS' as defaulted
    from information_schema.columns
    where table_schema not in ('information_schema', 'pg_catalog', 'pgboss', 'public')
    order by table_schema, table_name, ordinal_position`.execute(db)
  return rows
}
