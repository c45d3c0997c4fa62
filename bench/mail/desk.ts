import { randomUUID } from 'node:crypto'
import type { Product } from './product.ts'

/** Somebody of the demo world, signed in to the program. */
export type Person = { call<Result>(method: 'GET' | 'POST', path: string, body?: object): Promise<Result>; page(path: string): Promise<Response> }

export const signIn = async ({ base }: Product, who: { email: string; kind: 'agent' | 'partner' }): Promise<Person> => {
  const asked = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...who, password: 'hospes-demo' }) })
  const { token } = (await asked.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    page: (path) => fetch(`${base}${path}`, { headers }),
    call: async <Result>(method: 'GET' | 'POST', path: string, body?: object) => {
      const answer = await fetch(`${base}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as Result
    },
  }
}

/** A conversation of a partner, to be answered. */
export const askAs = async (partner: Person, body: string): Promise<string> =>
  (await partner.call<{ id: string }>('POST', '/conversations', { submissionId: randomUUID(), topic: 'rates', subtopic: 'restrictions', body })).id

export const answerAs = async (agent: Person, id: string, body: string): Promise<void> => {
  const { lastSeq } = await agent.call<{ lastSeq: number }>('GET', `/desk/conversations/${id}`)
  await agent.call('POST', `/desk/conversations/${id}/reply`, { clientId: randomUUID(), seenSeq: lastSeq, body })
}

export const maja = { email: 'maja@fjordstay.example', kind: 'agent' } as const
export const ada = { email: 'ada@skargard.example', kind: 'partner' } as const
