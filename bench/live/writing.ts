import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { receive } from '#conversations'
import { resume, visitorActor } from '#identity'
import { openDatabase } from '#platform/postgres'
import { quantile } from '../message/sample.ts'
import { headersOf, type Stage } from './stage.ts'

export const openConversations = async (stage: Stage, count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const answer = await post(stage, '/api/v1/conversations', { submissionId: randomUUID(), topic: 'rates', subtopic: 'restrictions', body: `Conversation ${n}` })
    if (!answer.ok) throw new Error(`no conversation: ${answer.status} ${await answer.text()}`)
    ids.push(((await answer.json()) as { id: string }).id)
  }
  return ids
}

const post = (stage: Stage, address: string, body: unknown) =>
  fetch(stage.base + address, { method: 'POST', headers: { ...headersOf(stage.partner, 0), 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000) })

export type Sent = { conversationId: string; seq: number; at: number; ackMs: number }

/** Sends one message, again with the same id until it is acknowledged. */
const sendOne = async (stage: Stage, conversationId: string, body: string): Promise<Sent> => {
  const clientId = randomUUID()
  const at = performance.now()
  for (;;) {
    const answer = await post(stage, `/api/v1/conversations/${conversationId}/messages`, { clientId, body }).catch(() => null)
    if (answer?.ok) return { conversationId, seq: ((await answer.json()) as { seq: number }).seq, at, ackMs: performance.now() - at }
    await sleep(100)
  }
}

export type Sending = { messages: number; writers: number; perSecond?: number }

/** So many messages by so many writers, as fast as they are acknowledged or at a pace for all of them together. */
export const sendAll = (stage: Stage, ids: readonly string[], sending: Sending): Promise<Sent[]> =>
  share(ids, sending, (conversationId, body) => sendOne(stage, conversationId, body))

/** The same by the verb, on connections of this process as the product's are. */
export const sendByVerb = async (stage: Stage, ids: readonly string[], sending: Sending): Promise<Sent[]> => {
  const { world } = stage
  const product = openDatabase({ connection: stage.connection, brand: world.brandId, restricted: true, maxConnections: sending.writers })
  const outside = { db: product.db, now: world.boot.now, log: world.boot.log }
  try {
    const session = await resume({ ...outside, actor: visitorActor(world.brandId) }, stage.partner, { isUse: false, demoOpen: true })
    if (session.state !== 'live' || session.actor.kind !== 'partner') throw new Error('nobody is signed in')
    const ctx = { ...outside, actor: session.actor }
    return await share(ids, sending, async (conversationId, body) => {
      const at = performance.now()
      return { conversationId, seq: await receive(ctx, conversationId, { clientId: randomUUID(), body }), at, ackMs: performance.now() - at }
    })
  } finally {
    await product.close()
  }
}

const share = async (ids: readonly string[], { messages, writers, perSecond }: Sending, send: (conversationId: string, body: string) => Promise<Sent>): Promise<Sent[]> => {
  const sent: Sent[] = []
  const began = performance.now()
  let next = 0
  const writer = async () => {
    for (let n = next++; n < messages; n = next++) {
      if (perSecond) await sleep(Math.max(0, began + (n / perSecond) * 1_000 - performance.now()))
      sent.push(await send(ids[n % ids.length] ?? '', `Message ${n}`))
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
  return sent
}

export const quantiles = (took: number[]) => {
  const ordered = took.toSorted((a, b) => a - b)
  return { p50: quantile(ordered, 0.5), p95: quantile(ordered, 0.95), p99: quantile(ordered, 0.99) }
}
