import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { close, open } from '#conversations'
import { createAccount, type AgentActor, type Ctx } from '#identity'
import { Refusal } from '#kernel'
import { accept, arrive, depart, offerTo, offerWaiting } from '#queue'
import { goOff, goOn, hire, onDuty } from '#staff'

export type Played = { calls: number; taken: number; twice: number; twoAtOnce: number; strangers: number; seconds: number }

/** Only these are on duty, and all of them speak the caller's language. */
export const bringPeople = async (ctx: Ctx, count: number): Promise<AgentActor[]> => {
  for (const { accountId } of await onDuty(ctx)) await goOff(ctx, accountId)
  const staff: AgentActor[] = []
  for (let number = 0; number < count; number++) {
    const profile = { name: `Caller's agent ${number}`, email: `calls${number}@bench.example`, locale: 'en', timeZone: 'UTC' }
    const id = await createAccount(ctx, { kind: 'agent', password: null, ...profile })
    await hire(ctx, { accountId: id, roles: ['agent'], languages: ['en'], teams: ['guest-care'], capacity: 5 })
    await goOn(ctx, id)
    staff.push({ kind: 'agent', brandId: ctx.actor.brandId, id, ...profile })
  }
  return staff
}

/**
 * So many ring as fast as they can be put through, while everybody answers what is offered to them: by two tabs at once, with a
 * colleague who reaches for the same offer. Each change lets who waits be offered, by several at the same time.
 */
export const playCalls = async (ctx: Ctx, { staff, calls }: { staff: readonly AgentActor[]; calls: number }): Promise<Played> => {
  const began = performance.now()
  const state: Omit<Played, 'seconds' | 'calls'> = { taken: 0, twice: 0, twoAtOnce: 0, strangers: 0 }
  const [takenBy, talking] = [new Map<string, string>(), new Set<string>()]
  let rang = 0
  const ring = async () => {
    while (rang++ < calls) {
      const { id } = await open(ctx, {
        submissionId: randomUUID(), door: 'guest', channel: 'phone', partnerId: null, askerId: null, askerName: 'Somebody', propertyId: null, reservationId: null,
        topic: 'booking-details', subtopic: 'other', locale: 'en', neededRight: 'contact-support', promisedAt: new Date(ctx.now().getTime() + 86_400_000), body: 'On the line', level: null,
      })
      await arrive(ctx, id, { work: 'call' })
      await offerWaiting(ctx)
    }
  }
  const answer = async (actor: AgentActor, place: number) => {
    const own: Ctx<AgentActor> = { ...ctx, actor }
    const colleague = staff[(place + 1) % staff.length] ?? actor
    while (state.taken < calls && performance.now() - began < mostMs) {
      const offer = await offerTo(own)
      if (!offer) {
        await sleep(10)
        continue
      }
      const [first, second, reached] = await Promise.all([tried(() => accept(own, offer.id)), tried(() => accept(own, offer.id)), tried(() => accept({ ...ctx, actor: colleague }, offer.id))])
      if (reached && colleague.id !== actor.id) state.strangers++
      const conversationId = (first ?? second)?.conversationId
      if (!conversationId) continue
      if (takenBy.has(conversationId)) state.twice++
      if (talking.has(actor.id)) state.twoAtOnce++
      takenBy.set(conversationId, actor.id)
      talking.add(actor.id)
      state.taken++
      await sleep(1)
      talking.delete(actor.id)
      await depart(ctx, conversationId)
      await close(own, conversationId, { outcome: 'solved' })
      await offerWaiting(ctx)
    }
  }
  await Promise.all([ring(), ring(), ring(), ring(), ...staff.map(answer)])
  return { calls, ...state, seconds: (performance.now() - began) / 1_000 }
}

const mostMs = 280_000

const tried = async <Value>(work: () => Promise<Value>): Promise<Value | null> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
