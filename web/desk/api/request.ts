import { ApiError } from '#contract/desk'
import type { z } from 'zod'
import { noteServerTime } from '../words/now.ts'

/** What the server refused, by its code; `unreachable` and `unexpected` are the two it cannot say itself. */
export class Refused extends Error {
  readonly code: string
  readonly detail: Record<string, unknown>
  constructor(code: string, detail: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

const timeoutMs = 20_000

type Send = { method: 'POST' | 'PATCH'; body: unknown } | { method: 'POST'; form: FormData }

/** One call of the API, its answer parsed by the contract. Without a session the whole page goes to sign-in. */
export const request = async <T>(schema: z.ZodType<T>, path: string, send?: Send): Promise<T> => {
  const response = await reach(`/api/v1${path}`, send)
  noteServerTime(response.headers.get('date'))
  if (response.status === 401) return goToSignIn()
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusal(answer)
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw new Refused('unexpected')
  return parsed.data
}

const reach = async (url: string, send?: Send): Promise<Response> => {
  const headers = { accept: 'application/json', ...(send && 'body' in send && { 'content-type': 'application/json' }) }
  const body = send && ('form' in send ? send.form : JSON.stringify(send.body))
  try {
    return await fetch(url, { method: send?.method ?? 'GET', headers, body, signal: AbortSignal.timeout(timeoutMs) })
  } catch {
    throw new Refused('unreachable')
  }
}

const refusal = (answer: unknown) => {
  const parsed = ApiError.safeParse(answer)
  return parsed.success ? new Refused(parsed.data.error, parsed.data.detail) : new Refused('unexpected')
}

// Nothing is settled: the page is about to go, and an error would only flash by.
const goToSignIn = (): Promise<never> => {
  location.assign(`/desk/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  return new Promise(() => {})
}
