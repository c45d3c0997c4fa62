import { HistoryFile, HistoryQuery, HistoryReport, NowReport, PartsQuery, PartsReport, ReportFilter } from '#contract/reporting'
import { Refusal } from '#kernel'
import { history, now, parts, refuseUnlessLead, toCsv } from '#reporting'
import { operation } from './api.ts'
import type { App } from './app.ts'
import { agentContext, type Request } from './request.ts'

const root = '/api/v1/desk/reports'

/** What leads look at. */
export const reportOperations = [
  operation({
    method: 'get', path: `${root}/now`, who: 'agent', about: 'Who waits, what is at risk and who is on duty; leads and admins', query: ReportFilter, result: NowReport,
    run: async ({ app, c, query }) => now(await agentContext(app, c), query),
  }),
  operation({
    method: 'get', path: `${root}/history`, who: 'agent', about: 'Contacts, answer times, promises, wrong doors and avoided contacts by hour or day; leads and admins', query: HistoryQuery, result: HistoryReport,
    run: async ({ app, c, query }) => history(await agentContext(app, c), query),
  }),
  operation({
    method: 'get', path: `${root}/parts`, who: 'agent', about: 'A history taken apart by topic, language, door or channel; leads and admins', query: PartsQuery, result: PartsReport,
    run: async ({ app, c, query }) => parts(await agentContext(app, c), query),
  }),
]

/** The same history as a file. */
export const historyCsv = async (app: App, c: Request): Promise<Response> => {
  const ctx = await agentContext(app, c)
  await refuseUnlessLead(ctx)
  const query = HistoryFile.safeParse(c.req.query())
  if (!query.success) throw new Refusal('invalid', { fields: query.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) })
  const { table, ...asked } = query.data
  const report = await history(ctx, asked, { articles: Infinity })
  return new Response(toCsv(report, table), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${table === 'times' ? 'history' : table}-${asked.from}-${asked.to}.csv"`, 'cache-control': 'no-store' },
  })
}
