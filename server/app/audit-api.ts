import { ReadingsFound, ReadingsQuery } from '#contract/readings'
import { findReadings } from '#desk'
import { Refusal } from '#kernel'
import { refuseUnlessLead } from '#reporting'
import { operation } from './api.ts'
import type { App } from './app.ts'
import { agentContext, type Request } from './request.ts'

/** Who has looked at what. */
export const auditOperations = [
  operation({
    method: 'get', path: '/api/v1/desk/readings', who: 'agent', about: 'Who of the staff has looked at which conversations, by agent, person and conversation; leads and admins', query: ReadingsQuery, result: ReadingsFound,
    run: async ({ app, c, query }) => findReadings(await agentContext(app, c), query),
  }),
]

const mostInFile = 50_000

/** The same as a file, all pages of it. */
export const readingsCsv = async (app: App, c: Request): Promise<Response> => {
  const ctx = await agentContext(app, c)
  await refuseUnlessLead(ctx)
  const query = ReadingsQuery.safeParse({ ...c.req.query(), limit: '200' })
  if (!query.success) throw new Refusal('invalid', { fields: query.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) })
  const rows: ReadingsFound['rows'] = []
  for (let after = query.data.after, more = true; more && rows.length < mostInFile;) {
    const page = await findReadings(ctx, { ...query.data, after })
    rows.push(...page.rows)
    after = page.next ?? undefined
    more = page.next !== null
  }
  const table = [
    ['agent', 'case_number', 'person', 'door', 'topic', 'property', 'first_at', 'last_at', 'opened'],
    ...rows.map((row) => [row.agentName, row.caseNumber, row.askerName, row.door, row.topicName, row.propertyName ?? '', row.firstAt, row.lastAt, row.opened ? 'yes' : 'no']),
  ]
  return new Response(csvOf(table), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="readings-${query.data.from}-${query.data.until}.csv"`, 'cache-control': 'no-store' },
  })
}

// Other programs take what begins like a formula for one.
const cell = (text: string) => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
const csvOf = (table: readonly (readonly string[])[]) => table.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
