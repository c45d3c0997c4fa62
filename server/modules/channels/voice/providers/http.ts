import { z } from 'zod'
import type { Placed } from './provider.ts'

export type Request = { method: 'POST' | 'PUT'; authorization: string; contentType: string; body: string }
export type Answer = { ok: boolean; /** Whether it says that there is no such call any more. */ isOver: boolean; placedAs(name: string): Placed }

const timeoutMs = 5_000
const overStatuses = new Set([400, 404, 409, 410])
const LegId = z.string().regex(/^[\w-]{1,64}$/)

/** Asks the provider of the settings and nobody else; it leads nowhere else either. */
export const call = async (url: string, { method, authorization, contentType, body }: Request): Promise<Answer> => {
  try {
    const response = await fetch(url, { method, body, headers: { authorization, 'content-type': contentType }, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    const answer: unknown = await response.json().catch(() => null)
    const isDown = response.status >= 500
    return { ok: response.ok, isOver: overStatuses.has(response.status), placedAs: (name) => placed(response.ok, isDown, legIn(answer, name)) }
  } catch {
    return { ok: false, isOver: false, placedAs: () => ({ placed: false, because: 'down' }) }
  }
}

const legIn = (answer: unknown, name: string) => (typeof answer === 'object' && answer !== null && name in answer ? LegId.safeParse((answer as Record<string, unknown>)[name]).data : undefined)

const placed = (ok: boolean, isDown: boolean, legId: string | undefined): Placed =>
  ok && legId ? { placed: true, legId } : { placed: false, because: isDown ? 'down' : 'refused' }
