import { present } from '#brand'
import { works, type Work } from '#contract/queue'
import type { AgentActor, Ctx } from '#identity'
import { newId, Refusal } from '#kernel'
import { record } from '#platform/outbox'
import { inTransaction } from '#platform/postgres'
import { goAway } from '#staff'
import { claimAs, type Claim } from './claim.ts'
import { decide } from './decisions.ts'
import { endOffer } from './end-offer.ts'
import { headsOf } from './heads.ts'
import { matchOffer, type Candidate, type Match } from './offer-order.ts'
import { peopleNow, rulesNow, type Person } from './people.ts'
import * as q from './skill-queries.ts'
import { lockPicks } from './queries.ts'
import { taken } from './hands.ts'

const mostAtOnce = 1_000
// Somebody alone who said no is not rung without a pause, and who waits for them does not wait in vain.
const restMs = 60_000
const rested = (ctx: Ctx) => new Date(ctx.now().getTime() - restMs)

/**
 * Offers who waits to whoever can take them, until nobody is left to ask. Called after every change: somebody came on duty, a
 * case closed, hands became free, somebody began to wait. Each is offered to one agent at a time, and not again to whoever was asked
 * or gave it back; whoever is on the line or in a chat is offered to them after a rest, when nobody else has taken it.
 */
export const offerWaiting = async (ctx: Ctx): Promise<void> => {
  const { settings } = await present(ctx)
  const kinds = await worksToOffer(ctx)
  if (kinds.length === 0) return
  await askRested(ctx)
  for (let made = 0; made < mostAtOnce; made++) {
    if (!(await offerOne(ctx, { kinds, seconds: settings.offerSeconds }))) return
  }
}

/** Which kinds of work are offered by the brand's settings and somebody may wait with; none where there is nothing to offer. */
export const worksToOffer = async (ctx: Ctx): Promise<readonly Work[]> => {
  const { settings } = await present(ctx)
  if (settings.offers === 'all') return works
  return settings.offers === 'live' && (await q.anyLiveWaits(ctx.db, ctx.actor.brandId)) ? works.filter((work) => work !== 'message') : []
}

/** Whoever all were asked about is offered anew once they have had a rest; whether there was anybody. */
export const askRested = (ctx: Ctx): Promise<boolean> => q.askRestedAgain(ctx.db, ctx.actor.brandId, rested(ctx))

type Kinds = { kinds: readonly (typeof works)[number][]; seconds: number }

const offerOne = (ctx: Ctx, { kinds, seconds }: Kinds): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const { brandId } = tx.actor
    await lockPicks(tx.db, brandId)
    const heads = await headsOf(tx.db, brandId, { works: kinds, toOffer: true })
    if (heads.length === 0) return false
    const people = await peopleNow(tx)
    const [rules, candidates, asked] = [
      await rulesNow(tx, people), await candidatesOf(tx, people), await q.askedAbout(tx.db, brandId, { conversationIds: heads.map(({ conversationId }) => conversationId), rested: rested(tx) }),
    ]
    const wasAsked = (head: { conversationId: string }, agentId: string) => asked.has(`${head.conversationId} ${agentId}`)
    const match = matchOffer(heads, candidates, { rules, asked: wasAsked })
    if (match) return makeOffer(tx, match, seconds)
    return standAside(tx, heads.filter((head) => [...asked].some((key) => key.startsWith(head.conversationId))).map(({ conversationId }) => conversationId))
  })

// Everybody who could was asked about these: they wait to be taken, and others behind them are offered.
const standAside = async (tx: Ctx, conversationIds: string[]): Promise<boolean> => {
  if (conversationIds.length === 0) return false
  await q.setAskedAll(tx.db, tx.actor.brandId, conversationIds)
  for (const conversationId of conversationIds) await decide(tx, { kind: 'held', conversationId, reasons: [{ kind: 'everybody-asked' }] })
  return true
}

const candidatesOf = async (tx: Ctx, people: readonly Person[]): Promise<Candidate[]> => {
  const [busy, given] = [await q.offeredNow(tx.db, tx.actor.brandId), await q.lastGiven(tx.db, tx.actor.brandId, people.map(({ agent }) => agent.accountId))]
  return people
    .filter(({ agent, takes }) => takes && !busy.has(agent.accountId))
    .map(({ agent, hands, load }) => ({
      id: agent.accountId, skills: agent, hands, has: taken(load), capacity: agent.capacity, idleSince: (given.get(agent.accountId) ?? agent.onSince ?? tx.now()).getTime(),
    }))
}

const makeOffer = async (tx: Ctx, { head, agentId, because, passed }: Match, seconds: number): Promise<boolean> => {
  const { brandId } = tx.actor
  const { conversationId } = head
  const made = await q.insertOffer(tx.db, {
    brand_id: brandId, id: newId(), conversation_id: conversationId, agent_id: agentId, round: new Date(head.waitingSince),
    offered_at: tx.now(), expires_at: new Date(tx.now().getTime() + seconds * 1_000),
  })
  if (!made) return false
  await q.setOffered(tx.db, { brandId, conversationId }, agentId)
  await decide(tx, { kind: 'offered', conversationId, agentId, reasons: because, passed })
  await record(tx, { name: 'offer.made', conversationId, payload: { agentId } })
  return true
}

/** What is offered to the agent now. */
export const offerTo = (ctx: Ctx<AgentActor>) => q.openOffer(ctx.db, ctx.actor.brandId, { agentId: ctx.actor.id })

/** Takes what was offered; refuses with `offer_ended` when it has expired or was withdrawn. */
export const accept = (ctx: Ctx<AgentActor>, offerId: string): Promise<Claim & { conversationId: string }> =>
  inTransaction(ctx, async (tx) => {
    const offer = await ownOffer(tx, offerId)
    if (offer.expires_at <= tx.now()) throw new Refusal('offer_ended')
    return { ...(await claimAs(tx, offer.conversation_id, { kind: 'taken' })), conversationId: offer.conversation_id }
  })

/** Lets it pass to the next. */
export const decline = (ctx: Ctx<AgentActor>, offerId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await endOffer(tx, await ownOffer(tx, offerId), { outcome: 'declined', reasons: [] })
  })

const ownOffer = async (tx: Ctx<AgentActor>, id: string) => {
  const offer = await q.offerById(tx.db, tx.actor.brandId, id)
  if (!offer || offer.agent_id !== tx.actor.id) throw new Refusal('not_found')
  if (offer.outcome !== null) throw new Refusal('offer_ended')
  return offer
}

/** Offers that nobody answered pass to the next; who did not answer is away until they say otherwise. Returns how many. */
export const expireOffers = async (ctx: Ctx): Promise<number> => {
  const { settings } = await present(ctx)
  const due = await q.expiredOffers(ctx.db, ctx.actor.brandId, ctx.now())
  for (const { id } of due) {
    await inTransaction(ctx, async (tx) => {
      const offer = await q.offerById(tx.db, tx.actor.brandId, id)
      if (!offer) return
      const ended = await endOffer(tx, offer, { outcome: 'expired', reasons: [{ kind: 'no-answer', seconds: settings.offerSeconds }] })
      if (ended) await goAway(tx, offer.agent_id)
    })
  }
  return due.length
}

/** Somebody new is there: what everybody else was asked about can be offered to them. */
export const askAgain = (ctx: Ctx): Promise<unknown> => q.askAgain(ctx.db, ctx.actor.brandId)
