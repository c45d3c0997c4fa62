import type { Colleagues, Offer } from '#contract/queue'
import { headOf } from '#conversations'
import { namesByIds, type AgentActor, type Ctx } from '#identity'
import { localised } from '#kernel'
import { offerTo, peopleNow, placeOf } from '#queue'
import { teams } from '#staff'
import { topicNames } from './lists.ts'

/** What is offered to the agent now, as the desk shows it. */
export const offersOf = async (ctx: Ctx<AgentActor>): Promise<Offer[]> => {
  const offer = await offerTo(ctx)
  if (!offer || offer.expires_at <= ctx.now()) return []
  const [head, place] = await Promise.all([headOf(ctx, offer.conversation_id), placeOf(ctx, offer.conversation_id)])
  if (!head || !place) return []
  const door = head.door === 'guest' ? 'guest' : 'partner'
  const names = await topicNames(ctx, { door, topic: head.topic, subtopic: head.subtopic, locale: ctx.actor.locale })
  return [{
    id: offer.id, conversationId: head.id, work: place.work, lane: place.lane, door, caseNumber: head.case_number, askerName: head.asker_name,
    topic: names.subtopic.name, locale: head.locale, reasons: place.reasons, expiresAt: offer.expires_at.toISOString(),
  }]
}

/** To whom a conversation can be handed over: the teams, and who is on duty with how much. */
export const colleaguesNow = async (ctx: Ctx<AgentActor>): Promise<Colleagues> => {
  const [people, all] = await Promise.all([peopleNow(ctx), teams(ctx)])
  const names = await namesByIds(ctx, people.map(({ agent }) => agent.accountId))
  const there = people.filter(({ agent }) => agent.presence === 'here')
  return {
    teams: all.map(({ key, names: words }) => ({ key, name: localised(words, ctx.actor.locale), onDuty: there.filter(({ agent }) => agent.teams.includes(key)).length })),
    agents: people
      .filter(({ agent }) => agent.accountId !== ctx.actor.id)
      .map(({ agent, load }) => ({
        id: agent.accountId, name: names.get(agent.accountId) ?? '', languages: agent.languages, teams: agent.teams, presence: agent.presence ?? 'lost',
        has: load.message + load.chat + load.call, capacity: agent.capacity,
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, ctx.actor.locale)),
  }
}
