import { Refusal, refusalStatus } from '#kernel'
import { isDatabaseDown } from '#platform/postgres'
import type { App } from './app.ts'
import type { Request } from './request.ts'

/** The one place where what went wrong becomes an answer of the API; a 500 says nothing of the inside. */
export const apiError = (app: App, c: Request, error: unknown): Response => {
  if (error instanceof Refusal) return c.json({ error: error.code, detail: error.detail }, refusalStatus[error.code])
  if (isDatabaseDown(error)) return c.json({ error: 'unavailable' }, 503)
  if (isUnreadable(error)) return c.json({ error: 'invalid' }, 400)
  app.metrics.errors.inc()
  app.log.error({ err: error, path: c.req.path }, 'unexpected error')
  return c.json({ error: 'internal' }, 500)
}

// NUL, text that is no JSON, an id, a time or a number that is none or too large.
const unreadableCodes = new Set(['22021', '22P05', '22P02', '22007', '22008', '22003'])

/** Whether a value could not be read, by PostgreSQL or as a form (one cut off while it was sent): the request was wrong, not the program. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && unreadableCodes.has(String(error.code))) || (error instanceof TypeError && error.message.startsWith('Failed to parse body as FormData')))
