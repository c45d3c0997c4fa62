import { headOf, markCall, note } from '#conversations'
import { partnerById, propertyById } from '#directory'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { inTransaction } from '#platform/postgres'
import { arrive, place } from '#queue'
import { toCome } from './call-back.ts'
import * as q from './call-queries.ts'
import { mayCallNow } from './contact-hours.ts'
import type { Phone } from './phone.ts'
import { answer, type CallOutcome } from './talk.ts'

export type RingOut = { conversationId: string; /** The agent has seen that it is outside the hours for contact, and rings all the same. */ outsideHours: boolean }

/** Rings the asker of a conversation: the number on file, or the one they have called from or asked to be called at. */
export const ringOut = async (ctx: Ctx<AgentActor>, phone: Phone, { conversationId, outsideHours }: RingOut): Promise<void> => {
  const may = await mayCallNow(ctx, conversationId)
  if (!may) throw new Refusal('not_found')
  if (!may.state.now && !outsideHours) throw new Refusal('not_allowed', { because: 'contact-hours', from: may.state.from?.toISOString() ?? null, timeZone: may.hours.timeZone })
  const callId = await inTransaction(ctx, async (tx) => {
    const head = await headOf(tx, conversationId)
    const number = head && (await numberOf(tx, head))
    if (!head || !number) throw new Refusal('invalid', { field: 'number', problem: 'none' })
    const id = newId()
    await q.insertCall(tx.db, {
      brand_id: tx.actor.brandId, id, provider: toCome, provider_id: `out-${id}`, direction: 'out', line: null, door: head.door, locale: head.locale, number: number.number,
      state: 'waiting', step: 'confirm', level: number.isOnFile ? 3 : 0, proof: number.isOnFile ? 'number-on-file' : 'none', property_id: head.property_id, account_id: head.asker_id,
      conversation_id: head.id, room: `room-${id}`, started_at: tx.now(), waiting_since: tx.now(),
    })
    // Whoever rings has their hands full, as with a call that came in.
    await arrive(tx, head.id, { work: 'call' })
    return id
  })
  await answer(ctx, phone, callId)
}

type Head = NonNullable<Awaited<ReturnType<typeof headOf>>>

const numberOf = async (ctx: Ctx, head: Head): Promise<{ number: string; isOnFile: boolean } | null> => {
  const property = head.property_id ? await propertyById(ctx, head.property_id) : null
  const partnerId = head.door === 'partner' ? (head.partner_id ?? property?.partnerId ?? null) : null
  const partner = partnerId ? await partnerById(ctx, partnerId) : null
  if (partner?.phoneOnFile) return { number: partner.phoneOnFile, isOnFile: true }
  return head.callback_number ? { number: head.callback_number, isOnFile: false } : null
}

/** A call made or taken on another telephone, written down by hand: what installations without a provider have. */
export const logCall = (ctx: Ctx<AgentActor>, { conversationId, outcome, note: text, clientId }: { conversationId: string; outcome: CallOutcome; note: string; clientId: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const head = await headOf(tx, conversationId)
    if (!head) throw new Refusal('not_found')
    const now = tx.now()
    const known = await q.callByProvider(tx.db, tx.actor.brandId, { provider: 'by-hand', providerId: clientId })
    if (known) return
    await q.insertCall(tx.db, {
      brand_id: tx.actor.brandId, id: newId(), provider: 'by-hand', provider_id: clientId, direction: 'out', line: null, door: head.door, locale: head.locale, number: null, state: 'ended',
      step: 'promised', property_id: head.property_id, account_id: head.asker_id, conversation_id: head.id, agent_id: tx.actor.id, room: clientId, started_at: now, ended_at: now,
      ended: 'hung-up', outcome,
    })
    if (text.trim() !== '') await note(tx, head.id, { clientId, body: text.trim() })
    await markCall(tx, head.id, outcome === 'not-reached' ? { event: 'not-reached', data: { tries: 1, again: null } } : { event: 'spoken', data: { outcome } })
    await place(tx, head.id)
  })
