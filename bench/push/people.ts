import { randomUUID } from 'node:crypto'
import type { fakePushService } from '../../test/fakes/push-service.ts'

export type Service = Awaited<ReturnType<typeof fakePushService>>

/** Somebody of the demo world, signed in. */
export const signIn = async (base: string, kind: 'partner' | 'agent', email: string) => {
  const session = { token: '' }
  const ask = async <Result>(method: string, path: string, body?: unknown): Promise<Result> => {
    const isForm = body instanceof FormData
    const { token } = session
    const answer = await fetch(base + path, {
      method, redirect: 'manual',
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body && !isForm ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (answer.headers.get('content-type')?.includes('json') ? await answer.json() : null) as Result
  }
  session.token = (await ask<{ token: string }>('POST', '/api/v1/sessions', { kind, email, password: 'hospes-demo' })).token
  return { ask }
}

export type Person = Awaited<ReturnType<typeof signIn>>

export const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const device = '/en/app/more/notifications'

/** A browser that has turned notifications on. */
export const subscribe = async (service: Service, who: Person) => {
  const { key } = await who.ask<{ key: string }>('GET', `${device}/key`)
  const browser = service.browser(key)
  await who.ask('POST', `${device}/device`, formOf(browser.subscribed))
  return browser
}

export const ask = async (who: Person, body: string): Promise<string> =>
  (await who.ask<{ id: string }>('POST', '/api/v1/conversations', { submissionId: randomUUID(), topic: 'rates', subtopic: 'restrictions', body })).id

/** The answer of staff, and when it was sent. */
export const answer = async (agent: Person, id: string, body: string): Promise<number> => {
  const { lastSeq } = await agent.ask<{ lastSeq: number }>('GET', `/api/v1/desk/conversations/${id}`)
  const at = Date.now()
  await agent.ask('POST', `/api/v1/desk/conversations/${id}/reply`, { clientId: randomUUID(), seenSeq: lastSeq, body })
  return at
}
