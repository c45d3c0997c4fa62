import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/**
 * Refuses bodies longer than so many bytes. Only a body that does not say its length is counted as it comes: to look at one makes a
 * web stream of it, which costs more than all the rest of a small request.
 */
export const limitBody = (mostBytes: number, refusal: () => Error): MiddlewareHandler => {
  const refuse = () => {
    throw refusal()
  }
  const counted = bodyLimit({ maxSize: mostBytes, onError: refuse })
  return (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined
    if (length === undefined) return counted(c, next)
    return Number(length) > mostBytes ? refuse() : next()
  }
}
