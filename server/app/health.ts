import { sql } from 'kysely'
import { unsentCount } from '#email'
import { isDatabaseDown } from '#platform/postgres'
import { laneCounts } from '#queue'
import type { App } from './app.ts'
import { systemContext } from './listeners.ts'
import { measureMail } from './mail-health.ts'
import type { Request } from './request.ts'

const version = '0.1.0'

/** The process answers. */
export const health = (app: App, c: Request): Response =>
  c.json({ status: 'ok', version, role: app.config.role }, 200, { 'cache-control': 'no-store' })

/** The process can work: the database answers. */
export const readiness = async (app: App, c: Request): Promise<Response> => {
  try {
    await sql`select 1`.execute(app.db)
    return c.json({ status: 'ready', database: 'up', mail: app.mail ? 'smarthost' : 'kept', jobsPending: await app.jobs.pending() })
  } catch (error) {
    if (!isDatabaseDown(error)) app.log.error({ err: error }, 'readiness')
    return c.json({ status: 'not ready', database: 'down' }, 503)
  }
}

/** Who may read what only the operator should: on the loopback address, or with the token they have set. */
export const isOperator = (app: App, c: Request, loopback: boolean): boolean => {
  const { metricsToken } = app.config
  return metricsToken ? c.req.header('authorization') === `Bearer ${metricsToken}` : loopback && c.req.header('x-forwarded-for') === undefined
}

/** Prometheus text; on the loopback address, or with the token an operator has set. */
export const metrics = async (app: App, c: Request, loopback: boolean): Promise<Response> => {
  if (!isOperator(app, c, loopback)) return c.json({ error: 'not_allowed' }, 403)
  const ctx = systemContext(app)
  app.metrics.streams.set(app.hub.count())
  app.metrics.jobs.set(await app.jobs.pending())
  app.metrics.failedJobs.set(await app.jobs.failed())
  await measureMail(app, ctx)
  app.metrics.unsentMail.set(await unsentCount(ctx))
  for (const { lane, waiting } of await laneCounts(ctx)) app.metrics.waiting.set({ lane }, waiting)
  return c.text(await app.metrics.registry.metrics(), 200, { 'content-type': app.metrics.registry.contentType })
}
